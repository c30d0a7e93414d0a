/** The frameworks on the map on a day: who is in them and how, and what their duties reach. */

import { colourOf } from "../../model/colours";
import type { Days } from "../../model/days";
import type { Day } from "../../model/time";
import type { Membership, World } from "../../model/world";
import { W } from "../../words";
import type { Paint } from "../../parts/WorldMap";
import { fill, type Role } from "./fills";

/** How a member stands to the duties of help: it may only owe them, or only be owed them. */
export type Side = "protects" | "isProtected" | "both";

export interface Group {
  id: string;
  colour: string;
  among: ReadonlyMap<string, Membership>;
  /** Land that none of its duties of help reaches, with whether that is contested. */
  out: ReadonlyMap<string, boolean>;
  sides: ReadonlyMap<string, Side>;
}

export function groupsOf(chosen: readonly string[], world: World, days: Days, on: Day): Group[] {
  const taken: string[] = [];
  return chosen.map((id) => {
    const colour = colourOf(id, taken);
    taken.push(colour);
    return { id, colour, among: world.among(id, on), out: days.leftOut(id, on), sides: sides(id, days, on) };
  });
}

/** Only where some owe help and are not owed it, or are owed it and owe none. */
function sides(framework: string, days: Days, on: Day): ReadonlyMap<string, Side> {
  const own = days.standing(on).filter(({ promise }) => promise.framework === framework);
  const by = new Set(own.flatMap((s) => [...s.by.keys()]));
  const to = new Set(own.flatMap((s) => [...s.to.keys()]));
  return new Map([...new Set([...by, ...to])].map((state) => [state, !to.has(state) ? "protects" : !by.has(state) ? "isProtected" : "both"]));
}

interface Part {
  id: string;
  group: Group;
  membership: Membership;
  out: boolean;
}

/** How each territory is painted, by what its holder is in the frameworks. */
export function painted(groups: readonly Group[], world: World, on: Day): Map<string, { role: Role; paint: Paint }> {
  const all = new Map<string, { role: Role; paint: Paint }>();
  for (const { id: territory } of world.territories.values()) {
    const whose = world.whose(territory, on);
    const holder = world.holders(territory, on)[0]?.state;
    if (!holder) {
      all.set(territory, { role: { kind: "unknown" }, paint: { fill: "var(--land)", title: whose } });
      continue;
    }
    const mine = groups.flatMap((group): Part[] => {
      const membership = group.among.get(holder);
      return membership ? [{ id: group.id, group, membership, out: group.out.get(territory) === false }] : [];
    });
    const told = mine.map(({ id, group, membership: { role, contested }, out }) => {
      const side = group.sides.get(holder);
      const part = role === "member" && (side === "protects" || side === "isProtected") ? W.map.sides[side] : role;
      const doubt = contested ? ` (${W.map.contested})` : "";
      return `${W.map.roleOf(part, world.name(id))}${doubt}${out ? `; ${W.map.notReached(world.name(id))}` : ""}`;
    });
    const role = roleOf(mine, holder);
    all.set(territory, { role, paint: { fill: fill(role), title: [whose, ...told].join("\n") } });
  }
  return all;
}

/** How a territory stands to the frameworks shown, by what its holder is in them. */
function roleOf(mine: readonly Part[], holder: string): Role {
  const members = mine.filter((m) => m.membership.role === "member");
  const reached = members.filter((m) => !m.out);
  if (reached.length > 1) return { kind: "several", colours: reached.map((m) => m.group.colour) };
  const one = reached[0] ?? members[0] ?? mine[0];
  if (!one) return { kind: "none" };
  const { colour } = one.group;
  if (one.membership.contested) return { kind: "contested", colour };
  if (one.membership.role !== "member") return { kind: "other", colour };
  if (one.out) return { kind: "leftOut", colour };
  const side = one.group.sides.get(holder);
  return { kind: side === "protects" || side === "isProtected" ? side : "member", colour };
}
