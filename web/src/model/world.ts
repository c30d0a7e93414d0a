/** What the map knows for every day at once, and how to look things up in it. */

import type { Schemas } from "../api/client";
import { W } from "../words";
import type { Day } from "./time";
import { within } from "./time";

export type Membership = Schemas["Membership"];
export type Framework = Schemas["FrameworkLine"];
export type State = Schemas["StateLine"];
export type Territory = Schemas["TerritoryLine"];
export type Provision = Schemas["ProvisionLine"];

export class World {
  readonly states: ReadonlyMap<string, State>;
  readonly frameworks: ReadonlyMap<string, Framework>;
  readonly territories: ReadonlyMap<string, Territory>;
  readonly provisions: ReadonlySet<string>;

  constructor(readonly raw: Schemas["Atlas"]) {
    this.states = new Map(raw.states.map((s) => [s.id, s]));
    this.frameworks = new Map(raw.frameworks.map((f) => [f.id, f]));
    this.territories = new Map(raw.territories.map((t) => [t.id, t]));
    this.provisions = new Set(raw.provisions.map((p) => p.id));
  }

  name(id: string): string {
    return this.states.get(id)?.name ?? this.frameworks.get(id)?.name ?? this.raw.actors[id] ?? id;
  }

  exists(state: string, on: Day): boolean {
    return this.states.get(state)?.lives.some((life) => within(on, life)) ?? false;
  }

  /** Who held a territory that day: the states, and how. None where it is not on record. */
  holders(territory: string, on: Day): { state: string; status: string }[] {
    const found = this.territories.get(territory);
    if (!found) return [];
    return found.under
      .filter(([, held]) => within(on, held))
      .map(([state, , status]) => ({ state, status }));
  }

  /** Why it is not known of who is not among the members; null where the list is complete, or no list is. */
  notKnown(framework: string, on: Day): string | null {
    const found = this.frameworks.get(framework);
    if (!found || !within(on, found.life)) return null;
    const said = found.lists.find((list) => within(on, list.days));
    return said?.complete ? null : (said?.why ?? W.map.unstated);
  }

  /** The states whose part in a framework is suspended that day. */
  suspended(framework: string, on: Day): Set<string> {
    const members = this.frameworks.get(framework)?.members ?? [];
    return new Set(members.filter((m) => m.role === "suspended" && within(on, m.held)).map((m) => m.state));
  }

  /** Those with a role in a framework that day, by state. */
  among(framework: string, on: Day): Map<string, Membership> {
    const found = this.frameworks.get(framework);
    const here = new Map<string, Membership>();
    if (!found) return here;
    for (const membership of found.members) {
      if (!within(on, membership.held)) continue;
      const known = here.get(membership.state);
      if (!known || (known.role !== "member" && membership.role === "member"))
        here.set(membership.state, membership);
    }
    return here;
  }
}
