/** Why something is so, reason by reason, each with its source. */

import type { Because, Citation } from "../api/client";
import { W } from "../words";
import { Cell } from "./Cell";

const MARK = { true: "✓", false: "✗", null: "?" } as const;
const mark = (verdict: boolean | null | undefined) => String(verdict ?? null) as "true" | "false" | "null";

export function cited(cite: Citation): string {
  const where = [cite.dated, cite.where].filter(Boolean).join("; ");
  const sure = cite.confidence && cite.confidence !== "high" ? ` (confidence ${cite.confidence})` : "";
  return `${cite.source}${cite.article ? `, ${cite.article}` : ""}${where ? ` (${where})` : ""}${sure}`;
}

export function BecauseTree({ because }: { because: Because }) {
  const verdict = mark(because.verdict);
  return (
    <ul className="because">
      <li className={`verdict-${verdict}`}>
        <span aria-label={W.verdict[verdict]} className="mark">{MARK[verdict]}</span> {because.text}
        {because.cite && <span className="quiet"> [<Cell text={cited(because.cite)} quoted />]</span>}
        {because.parts?.map((part, n) => (
          // biome-ignore lint: parts keep their order
          <BecauseTree key={n} because={part} />
        ))}
      </li>
    </ul>
  );
}
