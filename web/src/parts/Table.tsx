/** A table of an answer: sorted by a column, filtered by what is typed, with links in its cells. */

import { useMemo, useState } from "react";
import type { Row, Section } from "../api/client";
import { fold } from "../model/find";
import { W } from "../words";
import { BecauseTree } from "./Because";
import { Cell, DAY } from "./Cell";

const SHORT = 25;
/** So many rows are worth a box to filter them by. */
const FILTERED = 8;
/** So many signs stand side by side on a phone; the rows of a wider table are stacked there. */
const PHONE = 44;
const LONGEST = 40;
/** Names up to this length stay on one line at the head of a row. */
const NAME = 28;

export function TableView({ table }: { table: Section }) {
  const [all, setAll] = useState(false);
  const [by, setBy] = useState<{ column: number; down: boolean } | null>(null);
  const [wanted, setWanted] = useState("");
  const numbers = useMemo(() => table.columns.map((_, n) => numeric(table.rows, n)), [table]);
  const rows = useMemo(() => {
    const words = fold(wanted).split(/\s+/).filter(Boolean);
    const kept = table.rows.filter((row) => words.every((word) => fold(row.cells.join(" ")).includes(word)));
    return by ? [...kept].sort((a, b) => compared(a, b, by.column, numbers[by.column] ?? false) * (by.down ? -1 : 1)) : kept;
  }, [table, wanted, by, numbers]);
  const shown = all ? rows : rows.slice(0, SHORT);
  const left = rows.length - SHORT;
  const named = table.columns.some(Boolean);
  const sorted = named && table.rows.length > 1;
  const kind = !named && table.columns.length <= 2 ? "pairs" : table.columns.length > 3 && width(table) > PHONE ? "stacked" : undefined;
  const short = table.rows.every((row) => (row.cells[0]?.length ?? 0) <= NAME);
  const turn = (column: number) => setBy(by?.column === column ? (by.down ? null : { column, down: true }) : { column, down: false });
  return (
    <section className={`table tone-${table.tone || "plain"}`}>
      <h3>{table.title}</h3>
      {table.rows.length > FILTERED && named && (
        <label className="filter small">
          <span className="hidden">{W.table.filterOf(table.title)}</span>
          <input type="search" value={wanted} placeholder={W.table.filter} onChange={(e) => setWanted(e.target.value)} />
          {wanted && <span className="quiet" role="status"> {W.table.of(rows.length, table.rows.length)}</span>}
        </label>
      )}
      {table.rows.length === 0 ? (
        <p className="quiet">{table.empty || W.answer.empty}</p>
      ) : (
        // biome-ignore lint: a wide table must scroll by keyboard too
        <div className="scroll" tabIndex={0} role="region" aria-label={table.title}>
          <table className={[kind, short && "short"].filter(Boolean).join(" ")}>
            {named && (
              <thead>
                <tr>
                  {table.columns.map((c, n) => (
                    // biome-ignore lint: columns keep their order
                    <th key={`${c}${n}`} scope="col" className={numbers[n] ? "number" : undefined} aria-sort={by?.column === n ? (by.down ? "descending" : "ascending") : undefined}>
                      {sorted && c ? (
                        <button type="button" className="sort" title={W.table.sort(c)} onClick={() => turn(n)}>
                          {c}<span aria-hidden="true" className="arrow">{by?.column === n ? (by.down ? "\u00a0▼" : "\u00a0▲") : "\u00a0↕"}</span>
                        </button>
                      ) : c}
                    </th>
                  ))}
                </tr>
              </thead>
            )}
            <tbody>
              {shown.map((row, n) => (
                // biome-ignore lint: rows keep their order
                <tr key={n} className={`tone-${row.tone || "plain"}`}>
                  {row.cells.map((cell, column) => (
                    // biome-ignore lint: cells keep their order
                    <td key={column} data-label={table.columns[column] || undefined} className={numbers[column] ? "number" : undefined}>
                      {(cell || column === 0) && (
                        <div>
                          <Cell text={cell} beside={row.cells} />
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

/** A number at the head of a text, with its thousands apart and its unit behind; else nothing. */
function amount(text: string): number | null {
  const found = /^[+−-]?\d[\d,]*(\.\d+)?(?= ?(%|[A-Z]{3}|$))/.exec(text.trim());
  return found && !DAY.test(text.trim()) ? Number(found[0].replace("−", "-").replaceAll(",", "")) : null;
}

/** Whether a column holds numbers alone. */
function numeric(rows: readonly Row[], column: number): boolean {
  const cells = rows.map((row) => row.cells[column] ?? "").filter(Boolean);
  return cells.length > 0 && cells.every((cell) => amount(cell) !== null);
}

function compared(one: Row, other: Row, column: number, numbers: boolean): number {
  const [a, b] = [one.cells[column] ?? "", other.cells[column] ?? ""];
  if (!a || !b) return a ? -1 : b ? 1 : 0; // what is not known stands last
  return numbers ? (amount(a) ?? 0) - (amount(b) ?? 0) : a.localeCompare(b, "en", { numeric: true });
}

/** How many signs the columns of a table take side by side. */
function width({ columns, rows }: Section): number {
  return columns.reduce((sum, _, n) => sum + Math.min(LONGEST, Math.max(...rows.map((row) => row.cells[n]?.length ?? 0))), 0);
}
