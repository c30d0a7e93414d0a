/** How maps paint duties of help: by strength, hatched where contested or open, and the key to it. */

import { Fragment, type ReactNode } from "react";
import { ink, strengthColours } from "../model/colours";
import type { Strongest } from "../model/days";
import { useTheme } from "../parts/theme";
import { W } from "../words";

/** The fill of a duty: its colour, or a hatching of it where it is in doubt. */
export function dutyFill(duty: Pick<Strongest, "strength" | "contested">, colours: readonly string[]): string {
  return duty.contested ? `url(#perhaps-${duty.strength})` : (colours[duty.strength] ?? "var(--held)");
}

/** The hatchings that dutyFill names; a map scales them against its zoom. */
export function DutyPatterns({ scale = 1 }: { scale?: number }): ReactNode {
  const { dark } = useTheme();
  return strengthColours(dark).map((colour, strength) => (
    <pattern key={colour} id={`perhaps-${strength}`} width="4" height="4" patternUnits="userSpaceOnUse" patternTransform={`rotate(45) scale(${1 / scale})`}>
      <rect width="4" height="4" fill="var(--held)" />
      <rect width="2" height="4" fill={colour} />
    </pattern>
  ));
}

export function Strength({ value }: { value: number }) {
  const { dark } = useTheme();
  return (
    <span
      className="strength"
      style={{ background: strengthColours(dark)[value], color: ink(value, dark) }}
      title={W.strength[value]}
    >
      {value}
    </span>
  );
}

/** The words of the strengths; of `shown` only, where not all are on the map. `perhaps` is what hatching means. */
export function StrengthKey({ from = 1, shown, perhaps }: { from?: number; shown?: ReadonlySet<number>; perhaps?: string | undefined }) {
  return (
    <ul className="key small">
      {W.strength.map((words, value) => value >= from && (!shown || shown.has(value)) && (
        <li key={words}><Strength value={value} /> {words}</li>
      ))}
      {perhaps && (
        <li><Swatch fill="url(#perhaps-4)" /> {perhaps}</li>
      )}
    </ul>
  );
}

/** A small sample of a fill. */
export function Swatch({ fill }: { fill: string }) {
  return (
    <svg width="24" height="15" aria-hidden="true">
      <rect x="0.5" y="0.5" width="23" height="14" rx="2" fill={fill} className="swatched" />
    </svg>
  );
}

/** Names joined by commas; no more than `most` are open, the others unfold. */
export function Names({ children, most = 12 }: { children: ReactNode[]; most?: number }) {
  const joined = (parts: ReactNode[]) =>
    // biome-ignore lint: names keep their order
    parts.map((part, n) => <Fragment key={n}>{n > 0 && ", "}{part}</Fragment>);
  if (children.length <= most) return <>{joined(children)}</>;
  return (
    <>
      {joined(children.slice(0, most))}{" "}
      <details className="more">
        <summary>{W.answer.more(children.length - most)}</summary>
        {joined(children.slice(most))}
      </details>
    </>
  );
}
