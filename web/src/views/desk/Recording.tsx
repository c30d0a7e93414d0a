import { type RefObject, useState } from "react";
import { Failure, post } from "../../api/client";
import { type Entry, type Preview } from "../../model/node";
import { W } from "../../words";
import type { Values } from "../ask/asking";
import { Wrong } from "./Own";

interface Props {
  act: string;
  given: Values;
  preview: Preview;
  request: string;
  heading: RefObject<HTMLHeadingElement | null>;
  onDone(entries: Entry[]): void;
  onRefused(error: unknown): void;
}

/** What would be recorded, and the word that records it: as it is shown, or not at all. */
export function Recording({ act, given, preview, request, heading, onDone, onRefused }: Props) {
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<unknown>(null);
  const record = async () => {
    setBusy(true);
    setFailed(null);
    try {
      const made = await post<{ entries: Entry[] }>(`acts/${act}`, { ...given, shown: preview.shown }, request);
      onDone(made.entries);
    } catch (error) {
      // what failed on the way may have been recorded: the same request again tells
      if (error instanceof Failure) setFailed(error);
      else onRefused(error);
      setBusy(false);
    }
  };
  return (
    <section aria-label={W.node.would} className="preview">
      <h2 ref={heading} tabIndex={-1}>{W.node.would}</h2>
      <Drafts preview={preview} />
      <Wrong error={failed} />
      {failed !== null && <p className="quiet small">{W.node.tryAgain}</p>}
      <p className="buttons">
        <button type="button" className="primary" disabled={busy} onClick={() => void record()}>{W.node.record}</button>
      </p>
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
