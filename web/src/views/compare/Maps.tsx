import { strengthColours } from "../../model/colours";
import type { Day } from "../../model/time";
import { useTheme } from "../../parts/theme";
import { useWorld } from "../../parts/WorldData";
import { WorldMap } from "../../parts/WorldMap";
import { W } from "../../words";
import { dutyFill, DutyPatterns, StrengthKey, Swatch } from "../paint";
import type { Difference, Lit } from "./diff";

interface Side {
  title: string;
  on: Day;
  lit: Lit;
}

/** Two maps side by side; what is new or gone is marked on both. */
export function Maps({ before, after, differs, own }: { before: Side; after: Side; differs: Difference; own?: string | undefined }) {
  const shown = new Set([...before.lit.values(), ...after.lit.values()].map((duty) => duty.strength));
  const doubt = [...before.lit.values(), ...after.lit.values()].some((duty) => duty.contested);
  return (
    <div className="shot">
      <div className="beside">
        <Half side={before} marked={new Set(differs.lost)} mark="lost" own={own} />
        <Half side={after} marked={new Set([...differs.gained, ...differs.lost])} mark="gained" own={own} lost={new Set(differs.lost)} />
      </div>
      <ul className="key small">
        {own && <li><Swatch fill="var(--self)" /> {W.compare.own}</li>}
        {differs.gained.length > 0 && <li><Swatch fill="url(#new)" /> {W.compare.gained}</li>}
        {differs.lost.length > 0 && <li><Swatch fill="url(#gone)" /> {W.compare.lost}</li>}
        <li><Swatch fill="var(--held)" /> {W.tonight.owesNone}</li>
      </ul>
      <StrengthKey shown={shown} perhaps={doubt ? W.map.contested : undefined} />
    </div>
  );
}

function Half({ side, marked, mark, own, lost }: { side: Side; marked: ReadonlySet<string>; mark: "lost" | "gained"; own: string | undefined; lost?: ReadonlySet<string> }) {
  const world = useWorld();
  const { dark } = useTheme();
  const colours = strengthColours(dark);
  const { on, lit } = side;
  return (
    <section className="half" aria-label={side.title}>
      <h2 className="first">{side.title}</h2>
      <WorldMap
        label={side.title}
        on={on}
        version={`${on} ${dark} ${own} ${mark} ${[...lit].map(([state, duty]) => `${state}${duty.strength}${duty.contested}`).join()} ${[...marked].join()}`}
        holder={(t) => world.holders(t, on)[0]?.state ?? t}
        patterns={(scale) => (
          <>
            <DutyPatterns scale={scale} />
            {(["new", "gone"] as const).map((id) => (
              <pattern key={id} id={id} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform={`rotate(${id === "new" ? 45 : -45}) scale(${1 / scale})`}>
                <rect width="5" height="5" fill={id === "new" ? colours[3] : "var(--held)"} />
                <rect width="1.8" height="5" fill={id === "new" ? "var(--other)" : "var(--self)"} />
              </pattern>
            ))}
          </>
        )}
        paint={(t) => {
          const holder = world.holders(t, on)[0]?.state;
          const whose = world.whose(t, on);
          if (!holder) return { fill: "var(--land)", title: whose };
          if (holder === own) return { fill: "var(--self)", title: whose };
          const duty = lit.get(holder);
          if (!duty) return lost?.has(holder) ? { fill: "url(#gone)", title: `${whose}: ${W.compare.lost}` } : { fill: "var(--held)", title: whose };
          const news = marked.has(holder) && mark === "gained" ? `; ${W.compare.gained}` : "";
          const told = `${whose}\n${duty.strength} ${W.strength[duty.strength]}${duty.contested ? ` (${W.map.contested})` : ""} (${duty.by})${news}`;
          return { fill: news ? "url(#new)" : dutyFill(duty, colours), title: told };
        }}
      />
    </section>
  );
}
