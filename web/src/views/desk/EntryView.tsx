import { Link } from "wouter";
import { useAnswer } from "../../api/client";
import { today } from "../../model/time";
import { type Entry, instant } from "../../model/node";
import { AnswerView, Waiting } from "../../parts/Answer";
import { useOwn } from "../../parts/NodeData";
import { W } from "../../words";
import type { Plain } from "../ask/asking";
import { Own, Wrong } from "./Own";

/** An entry of the record, and all that was recorded about it. */
export function EntryView({ id }: { id: string }) {
  return <Own title={id}>{() => <Shown id={id} />}</Own>;
}

function Shown({ id }: { id: string }) {
  const { found, error } = useOwn<Entry>(`entries/${encodeURIComponent(id)}`);
  const about = useAnswer<Plain>("history", found ? { about: id, on: today() } : null);
  if (error) return <Wrong error={error} />;
  if (!found) return <p className="quiet" aria-busy="true">{W.status.loading}</p>;
  const { draft } = found;
  return (
    <>
      <p className="sentence">{draft.told || W.node.destroyed}</p>
      <dl className="known">
        <dt>{W.node.by}</dt><dd>{draft.by}</dd>
        <dt>{W.node.from}</dt><dd>{draft.valid}</dd>
        <dt>{W.node.recordedAt}</dt><dd>{instant(found.recorded)}</dd>
        <dt>{W.node.seenBy}</dt><dd>{[draft.audience.originator, ...draft.audience.to].join(", ")}</dd>
        <dt>{W.node.level}</dt><dd>{draft.audience.level}</dd>
        {draft.reason && <><dt>{W.node.reason}</dt><dd>{draft.reason}</dd></>}
        {draft.corrects && <><dt>{W.node.corrects}</dt><dd><Link href={`/entry/${draft.corrects}`}>{draft.corrects}</Link></dd></>}
        <dt>{W.node.signature}</dt><dd>{found.signature?.key ?? W.node.unsigned}</dd>
      </dl>
      <Waiting asked={about} />
      {about.reply && <AnswerView reply={about.reply} heading={false} />}
      <p><Link href="/desk">{W.node.toDesk}</Link></p>
    </>
  );
}
