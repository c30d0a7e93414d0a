import { useMemo } from "react";
import { Link, useLocation } from "wouter";
import { to, useAddress } from "../../model/address";
import { strengthColours } from "../../model/colours";
import { useTheme } from "../../parts/theme";
import { useDays, useWorld } from "../../parts/WorldData";
import { WorldMap } from "../../parts/WorldMap";
import { W } from "../../words";
import { dutyFill, DutyPatterns, Strength, StrengthKey, Swatch } from "../paint";

/** Every state by the strongest duty of help that it owes another that day. */
export function DutiesMap() {
  const world = useWorld();
  const days = useDays();
  const { on } = useAddress();
  const { dark } = useTheme();
  const [, go] = useLocation();
  const colours = strengthColours(dark);
  const lit = useMemo(() => days.strongest(on), [days, on]);
  return (
    <>
      <WorldMap
        label={W.tonight.mapAll(on)}
        on={on}
        insets
        version={`${on} ${dark}`}
        holder={(t) => world.holders(t, on)[0]?.state ?? t}
        patterns={(scale) => <DutyPatterns scale={scale} />}
        paint={(t) => {
          const holder = world.holders(t, on)[0]?.state;
          const whose = world.whose(t, on);
          if (!holder) return { fill: "var(--land)", title: whose };
          const duty = lit.get(holder);
          if (!duty) return { fill: "var(--held)", title: whose };
          const doubt = duty.contested ? ` (${W.map.contested})` : "";
          return { fill: dutyFill(duty, colours), title: `${whose}\n${duty.strength} ${W.strength[duty.strength]}${doubt} (${duty.by})` };
        }}
        onChoose={(t) => {
          const state = world.holders(t, on)[0]?.state;
          if (state) go(to(`/state/${state}`, on));
        }}
      />
      <StrengthKey
        shown={new Set([...lit.values()].map((duty) => duty.strength))}
        perhaps={[...lit.values()].some((duty) => duty.contested) ? W.map.contested : undefined}
      />
      <ul className="key small">
        <li><Swatch fill="var(--held)" /> {W.tonight.owesNone}</li>
        <li><Swatch fill="var(--land)" /> {W.map.unknown}</li>
      </ul>
    </>
  );
}

/** The clauses that stand that day, the strongest first: what the map is made of. */
export function DutiesList() {
  const world = useWorld();
  const days = useDays();
  const { on } = useAddress();
  const clauses = [...days.standing(on)].sort((a, b) => b.promise.strength - a.promise.strength || b.by.size - a.by.size);
  return (
    <>
      <h2>{W.map.clauses(clauses.length)}</h2>
      <ul className="plain small">
        {clauses.map(({ promise, by }) => (
          <li key={`${promise.provision} ${promise.says}`}>
            <Strength value={promise.strength} />{" "}
            <Link href={to("/map", on, { f: promise.framework })}>{world.name(promise.framework)}</Link>,{" "}
            <Link href={to(`/provision/${promise.provision}`, on)}>{promise.article || promise.provision}</Link>{" "}
            <span className="quiet">{W.states(by.size)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
