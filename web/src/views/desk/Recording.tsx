import type { RefObject } from "react";
import { post } from "../../api/client";
import { type Entry, type Preview } from "../../model/node";
import { W } from "../../words";
import type { Values } from "../ask/asking";
import { Sending } from "./Sending";

interface Props {
  act: string;
  given: Values;
  preview: Preview;
  /** The name of the request, under which it is recorded once. */
  request: string;
  heading: RefObject<HTMLHeadingElement | null>;
  onDone(entries: Entry[]): void;
  onRefused(error: unknown): void;
}

/** What would be recorded, and the word that records it: as it is shown, or not at all. */
export function Recording({ act, given, preview, request, heading, onDone, onRefused }: Props) {
  return (
    <section aria-label={W.node.would} className="preview">
      <h2 ref={heading} tabIndex={-1}>{W.node.would}</h2>
      <Drafts preview={preview} />
      <Sending
        shown={() => Promise.resolve(preview)}
        send={async (signature) => {
          const body = { ...given, shown: preview.shown, ...(signature && { signature: { ...signature } }) };
          const made = await post<{ entries: Entry[] }>(`acts/${act}`, body, request);
          onDone(made.entries);
        }}
        onRefused={onRefused}
      />
    </section>
  );
}

export function Drafts({ preview }: { preview: Preview }) {
  return preview.drafts.map((draft) => (
    <div key={draft.told}>
      <p className="sentence">{draft.told}</p>
      <dl className="known small">
        <dt>{W.node.by}</dt><dd>{draft.by}</dd>
        <dt>{W.node.from}</dt><dd>{draft.valid}</dd>
        <dt>{W.node.seenBy}</dt><dd>{[draft.audience.originator, ...draft.audience.to].join(", ")}</dd>
        <dt>{W.node.level}</dt><dd>{draft.audience.level}</dd>
        {draft.reason && <><dt>{W.node.reason}</dt><dd>{draft.reason}</dd></>}
        {draft.corrects && <><dt>{W.node.corrects}</dt><dd>{draft.corrects}</dd></>}
      </dl>
    </div>
  ));
}
