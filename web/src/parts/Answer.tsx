/** An answer as every question gives it: its sentence, its tables, why, and from where. */

import { Fragment, useState } from "react";
import { Link } from "wouter";
import type { Asked, Because, Citation, Reply, Section } from "../api/client";
import { to, useAddress } from "../model/address";
import { W } from "../words";
import { useWorld } from "./WorldData";

const MARK = { true: "✓", false: "✗", null: "?" } as const;
const mark = (verdict: boolean | null | undefined) =>
  String(verdict ?? null) as "true" | "false" | "null";
const SHORT = 25;
/** So many signs stand side by side on a phone; the rows of a wider table are stacked there. */
const PHONE = 44;
const LONGEST = 40;
/** Names up to this length stay on one line at the head of a row. */
const NAME = 28;

export function cited(cite: Citation): string {
  const where = [cite.dated, cite.where].filter(Boolean).join("; ");
  const sure = cite.confidence && cite.confidence !== "high" ? ` (confidence ${cite.confidence})` : "";
  return `${cite.source}${cite.article ? `, ${cite.article}` : ""}${where ? ` (${where})` : ""}${sure}`;
}

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

export function TableView({ table }: { table: Section }) {
  const [all, setAll] = useState(false);
  const rows = all ? table.rows : table.rows.slice(0, SHORT);
  const left = table.rows.length - SHORT;
  const named = table.columns.some(Boolean);
  const kind = !named && table.columns.length <= 2 ? "pairs" : table.columns.length > 3 && width(table) > PHONE ? "stacked" : undefined;
  const short = table.rows.every((row) => (row.cells[0]?.length ?? 0) <= NAME);
  return (
    <section className={`table tone-${table.tone || "plain"}`}>
      <h3>{table.title}</h3>
      {table.rows.length === 0 ? (
        <p className="quiet">{table.empty || W.answer.empty}</p>
      ) : (
        // biome-ignore lint: a wide table must scroll by keyboard too
        <div className="scroll" tabIndex={0} role="region" aria-label={table.title}>
          <table className={[kind, short && "short"].filter(Boolean).join(" ")}>
            {named && (
              <thead>
                <tr>{table.columns.map((c, n) => <th key={`${c}${n}`} scope="col">{c}</th>)}</tr>
              </thead>
            )}
            <tbody>
              {rows.map((row, n) => (
                // biome-ignore lint: rows keep their order
                <tr key={n} className={`tone-${row.tone || "plain"}`}>
                  {row.cells.map((cell, column) => (
                    // biome-ignore lint: cells keep their order
                    <td key={column} data-label={table.columns[column] || undefined}>
                      {(cell || column === 0) && (
                        <div>
                          <Cell text={cell} />
                          {column === 0 && row.because && row.because.parts && row.because.parts.length > 0 && (
                            <details>
                              <summary>{W.answer.explain}</summary>
                              <BecauseTree because={row.because} />
                            </details>
                          )}
                        </div>
                      )}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {left > 0 && (
        <button type="button" className="linklike" onClick={() => setAll(!all)}>
          {all ? W.answer.fewer : W.answer.more(left)}
        </button>
      )}
    </section>
  );
}

/** How many signs the columns of a table take side by side. */
function width({ columns, rows }: Section): number {
  return columns.reduce((sum, _, n) => sum + Math.min(LONGEST, Math.max(...rows.map((row) => row.cells[n]?.length ?? 0))), 0);
}

/** What a cell says; ids of provisions and frameworks, and web addresses, are links, days stay whole. */
function Cell({ text }: { text: string }) {
  const world = useWorld();
  const { on } = useAddress();
  if (!/^[a-z0-9]+[-a-z0-9/,. ]*$/.test(text) || DAY.test(text))
    return text.split(ADDRESS).map((part, n) => {
      // biome-ignore lint: parts keep their order
      if (n % 2) return <a key={n} href={part} rel="noopener noreferrer" title={part}>{host(part)}</a>;
      // biome-ignore lint: parts keep their order
      return <Fragment key={n}>{part.split(DAY).map((told, m) => (m % 2 ? <span key={m} className="day">{told}</span> : told))}</Fragment>;
    });
  return text.split(", ").map((part, n) => (
    // biome-ignore lint: parts keep their order
    <Fragment key={n}>
      {n > 0 && ", "}
      {world.provisions.has(part) ? (
        <Link href={to(`/provision/${part}`, on)}>{part}</Link>
      ) : world.frameworks.has(part) ? (
        <Link href={to(`/framework/${part}`, on)}>{part}</Link>
      ) : (
        part
      )}
    </Fragment>
  ));
}

const DAY = /(\d{4}-\d{2}-\d{2})/;
const ADDRESS = /(https?:\/\/[^\s<>|;]+[^\s<>|;.,:)\]])/;

/** What a cell shows of a web address, which else would make its table as wide as itself. */
function host(address: string): string {
  return (address.split("/")[2] ?? address).replace(/^www\./, "");
}

export function BecauseTree({ because }: { because: Because }) {
  const verdict = mark(because.verdict);
  return (
    <ul className="because">
      <li className={`verdict-${verdict}`}>
        <span aria-label={W.verdict[verdict]} className="mark">{MARK[verdict]}</span> {because.text}
        {because.cite && <span className="quiet"> [{cited(because.cite)}]</span>}
        {because.parts?.map((part, n) => (
          // biome-ignore lint: parts keep their order
          <BecauseTree key={n} because={part} />
        ))}
      </li>
    </ul>
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
      <ul>{[...all].map((source) => <li key={source}>{source}</li>)}</ul>
    </details>
  );
}
