import { useMemo, useRef } from "react";
import { useAddress } from "../../model/address";
import { CATEGORIES } from "../../model/colours";
import { useCovered } from "../../model/covered";
import { within } from "../../model/time";
import { all, members } from "../../model/told";
import { Export } from "../../parts/Export";
import { Page } from "../../parts/Page";
import { Picker } from "../../parts/Picker";
import { useDays, useWorld } from "../../parts/WorldData";
import { W } from "../../words";
import { DutiesList, DutiesMap } from "./Duties";
import { groupsOf } from "./groups";
import { Legend } from "./Legend";
import { Members } from "./Members";
import { Multiples } from "./Multiples";
import { dutyTables, memberTables } from "./tables";

/** So many frameworks can be told apart on one map. */
const MANY = 3;

/** All duties of help by strength; or the members of the frameworks that the address names. */
export function AtlasView() {
  const world = useWorld();
  const days = useDays();
  const { query, on, set } = useAddress();
  const frame = useRef<HTMLDivElement>(null);
  const named = useMemo(() => [...new Set(query.getAll("f").filter(Boolean))], [query]);
  const chosen = useMemo(() => named.filter((id) => world.frameworks.has(id)).slice(0, CATEGORIES.length), [named, world]);
  const unknown = named.filter((id) => !world.frameworks.has(id));
  const options = world.raw.frameworks
    .filter((f) => !chosen.includes(f.id))
    .map((f) => ({ id: f.id, name: f.name }))
    .sort((a, b) => a.name.localeCompare(b.name));
  const lead = chosen.length > 0 ? members(world, chosen, on) : all(days, on);
  const groups = useMemo(() => groupsOf(chosen, world, days, on), [chosen, world, days, on]);
  const covered = useCovered(chosen.filter((id) => within(on, world.frameworks.get(id)?.life ?? [null, null])), on);
  return (
    <Page
      title={chosen.length > 0 ? W.map.title : W.map.duties}
      lead={lead}
      wide
      tools={
        <Export
          name={`atlas-${[...chosen, on].join("-")}`}
          title={lead}
          picture={() => frame.current?.querySelector("svg") ?? null}
          tables={chosen.length > 0 ? memberTables(world, groups, on) : dutyTables(world, days, on)}
          catalogue={world.raw.catalogue}
        />
      }
    >
      {unknown.length > 0 && <p className="refused" role="alert">{W.map.noFramework(unknown.join(", "))}</p>}
      <div className="split">
        <div ref={frame}>
          {chosen.length > 0 ? <Members groups={groups} covered={covered} insets /> : <DutiesMap />}
          {groups.length > MANY && <Multiples groups={groups} />}
          <p className="quiet small">{W.map.note}</p>
        </div>
        <aside aria-label={W.map.choose}>
          <h2>{W.map.choose}</h2>
          <Picker label={W.map.add} hideLabel placeholder={W.map.add} options={options} onChoose={(id) => set({ f: [...chosen, id] })} />
          {groups.map((group) => (
            <Legend
              key={group.id}
              group={group}
              covered={covered.get(group.id)}
              on={on}
              onRemove={() => set({ f: chosen.filter((c) => c !== group.id) })}
            />
          ))}
          {chosen.length === 0 && <DutiesList />}
        </aside>
      </div>
    </Page>
  );
}
