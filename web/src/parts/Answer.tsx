/** An answer as every question gives it: its sentence, its tables, why, and from where. */

import type { Asked, Reply, Section } from "../api/client";
import { W } from "../words";
import { cited } from "./Because";
import { Cell } from "./Cell";
import { TableView } from "./Table";

export function Waiting<A>({ asked }: { asked: Asked<A> }) {
  if (asked.error)
    return (
      <div className="refused" role="alert">
        <strong>{asked.failed ? W.status.failed : W.status.refused}</strong>
        <p>{asked.error}</p>
        {asked.failed && <button type="button" onClick={asked.again}>{W.status.retry}</button>}
      </div>
    );
  return asked.waiting ? <p className="quiet" aria-busy="true">{W.status.loading}</p> : null;
}

export function AnswerView<A extends { lead: string; notes?: string[] }>({
  reply,
  heading = true,
  waiting = false,
}: {
  reply: Reply<A>;
  heading?: boolean;
  /** Whether it is not of what is asked now: then it is greyed. */
  waiting?: boolean;
}) {
  return (
    <div className={waiting ? "answer stale" : "answer"}>
      {heading && <p className="lead">{reply.answer.lead}</p>}
      {reply.tables.map((table, n) => (
        // biome-ignore lint: tables of an answer keep their order
        <TableView key={`${table.title}${n}`} table={table} />
      ))}
      {(reply.answer.notes ?? []).map((note) => (
        <p key={note} className="note">{note}</p>
      ))}
      <Sources tables={reply.tables} />
    </div>
  );
}

export function Sources({ tables }: { tables: Section[] }) {
  const all = new Set(
    tables.filter((t) => t.tone !== "quiet").flatMap((t) => t.rows.flatMap((r) => (r.cites ?? []).map(cited))),
  );
  if (all.size === 0) return null;
  return (
    <details className="sources">
      <summary>{W.answer.sources} ({all.size})</summary>
      <ul>{[...all].map((source) => <li key={source}><Cell text={source} quoted /></li>)}</ul>
    </details>
  );
}
