/** How states stood, by the strength of what they had promised: of those whose conduct is on record, and of how many it is not. */

import type { Schemas } from "../../api/client";
import { W } from "../../words";
import { Strength } from "../paint";
import { type How, HOWS } from "./Card";

export function Bars({ found }: { found: readonly Schemas["Called"][] }) {
  const rows = [1, 2, 3, 4, 5].flatMap((strength) => {
    const parts = found.filter((called) => called.binding && called.effect === "duty" && called.strength === strength).flatMap(({ parts: own = [] }) => own);
    const counts = new Map(HOWS.map((how) => [how, parts.filter((part) => part.how === how).length]));
    return parts.length > 0 ? [{ strength, counts, all: parts.length }] : [];
  });
  if (rows.length === 0) return null;
  const told = (counts: ReadonlyMap<How, number>) => HOWS.filter((how) => counts.get(how)).map((how) => `${W.kept.hows[how]}: ${counts.get(how)}`).join("; ");
  return (
    <section className="bars">
      <h2>{W.kept.byStrength}</h2>
      <ul className="plain">
        {rows.map(({ strength, counts, all }) => (
          <li key={strength}>
            <span><Strength value={strength} /> {W.strength[strength]}</span>
            <span className="bar" role="img" aria-label={told(counts)} title={told(counts)}>
              {HOWS.filter((how) => counts.get(how)).map((how) => (
                <span key={how} className={`how-${how.replaceAll(" ", "-")}`} style={{ flexGrow: counts.get(how) }}>{((counts.get(how) ?? 0) / all) > 0.04 && counts.get(how)}</span>
              ))}
            </span>
          </li>
        ))}
      </ul>
      <ul className="key small">{HOWS.map((how) => <li key={how}><span className={`swatch how-${how.replaceAll(" ", "-")}`} /> {W.kept.hows[how]}</li>)}</ul>
    </section>
  );
}
