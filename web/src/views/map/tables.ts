import type { Section } from "../../api/client";
import type { Days } from "../../model/days";
import type { Day } from "../../model/time";
import type { World } from "../../model/world";
import { W } from "../../words";
import type { Group } from "./groups";

export function table(title: string, columns: string[], rows: string[][]): Section {
  return { title, columns, rows: rows.map((cells) => ({ cells, because: null, cites: [], tone: "" as const })), empty: "", first: 0, tone: "" as const };
}

/** Who is what in the frameworks, and each land that is left out: by code and name, nothing cut. */
export function memberTables(world: World, groups: readonly Group[], on: Day): Section[] {
  const rows = groups.flatMap(({ id, among, sides, out }) =>
    [...among].flatMap(([state, { role, contested }]) => {
      const side = sides.get(state);
      const held = [...world.territories.values()].filter((t) => world.holders(t.id, on)[0]?.state === state);
      return held.map((t) => [
        id, world.name(id), state, world.name(state, on), contested ? `${role} (${W.map.contested})` : role,
        side === undefined ? "" : W.map.columns[side], t.id, t.name,
        side === undefined || side === "protects" ? "" : out.get(t.id) === undefined ? W.map.columns.reached : out.get(t.id) ? W.map.contested : W.map.columns.out,
      ]);
    }),
  );
  return [table(`${W.map.title}, ${on}`, [...W.map.columns.members], rows)];
}

/** Every duty of help of the day, a debtor and a clause a line. */
export function dutyTables(world: World, days: Days, on: Day): Section[] {
  const rows = days.standing(on).flatMap(({ promise, by, to }) =>
    [...by].map(([state, contested]) => [
      state, world.name(state, on), String(promise.strength), W.strength[promise.strength] ?? "", promise.provision, promise.instrument,
      promise.article, [...to.keys()].filter((other) => other !== state).join(" "), contested ? W.map.contested : "",
    ]),
  );
  return [table(`${W.map.duties}, ${on}`, [...W.map.columns.duties], rows)];
}
