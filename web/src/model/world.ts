/** What the map knows for every day at once, and how to look things up in it. */

import type { Schemas } from "../api/client";
import { W } from "../words";
import type { Day } from "./time";
import { within } from "./time";

export type Membership = Schemas["Membership"];
export type Framework = Schemas["FrameworkLine"];
export type State = Schemas["StateLine"];
export type Territory = Schemas["TerritoryLine"];

/** A state as one chooses it: by any of its names. */
export interface Choosable {
  id: string;
  name: string;
  names: readonly string[];
}

export class World {
  readonly choosable: Choosable[];
  /** Who may attack: the states, and those who are none. */
  readonly attackers: Choosable[];
  readonly #lands: ReadonlyMap<string, Territory>;
  readonly states: ReadonlyMap<string, State>;
  readonly frameworks: ReadonlyMap<string, Framework>;
  readonly territories: ReadonlyMap<string, Territory>;
  readonly provisions: ReadonlySet<string>;

  readonly #definite: RegExp;

  constructor(readonly raw: Schemas["Atlas"]) {
    this.#definite = new RegExp(`^(?:${raw.definite})$`);
    this.choosable = raw.states.map(({ id, name, names }) => ({ id, name, names }));
    this.attackers = [...this.choosable, ...Object.entries(raw.actors).map(([id, name]) => ({ id, name, names: [] }))];
    this.#lands = new Map(raw.territories.map((t) => [t.name, t]));
    this.states = new Map(raw.states.map((s) => [s.id, s]));
    this.frameworks = new Map(raw.frameworks.map((f) => [f.id, f]));
    this.territories = new Map(raw.territories.map((t) => [t.id, t]));
    this.provisions = new Set(raw.provisions);
  }

  /** What a state, framework or actor is called; on a day, by the name that it had then. */
  name(id: string, on?: Day): string {
    const state = this.states.get(id);
    const then = on && state?.called.find(([, span]) => within(on, span));
    return then ? then[0] : (state?.name ?? this.frameworks.get(id)?.name ?? this.raw.actors[id] ?? id);
  }

  /** The same inside a sentence: the United States, but France. */
  inline(id: string, on?: Day): string {
    const name = this.name(id, on);
    return this.#definite.test(name) ? `the ${name.replace(/^The /, "")}` : name;
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

  /** Who had a territory in fact that day, where that was another than who held it by title. */
  control(territory: string, on: Day): { by: string; since: Day | null }[] {
    return (this.territories.get(territory)?.control ?? [])
      .filter(([, span]) => within(on, span))
      .map(([by, [since]]) => ({ by, since }));
  }

  /** Whose a territory was that day, in words: its holder, how, and who had it in fact. */
  whose(territory: string, on: Day): string {
    const place = this.territories.get(territory)?.name ?? territory;
    const holders = this.holders(territory, on);
    const first = holders[0];
    if (!first) return `${place}: ${W.map.unknown}`;
    const names = holders.map((h) => this.name(h.state, on)).join(", ");
    const own = first.status === "integral" ? names : `${place} (${names}, ${first.status})`;
    const others = this.control(territory, on).map(({ by, since }) => W.map.controlled(this.name(by, on), since));
    const named = others.length > 0 && !own.includes(place) ? `${place}: ${own}` : own;
    return [named, ...others].join("; ");
  }

  /** A territory of a state by which it is known: that of its own id, or the first that it holds as its own. */
  home(state: string, on: Day): Territory | undefined {
    const held = (t: Territory) => t.under.some(([who, span, how]) => who === state && how === "integral" && within(on, span));
    const own = this.territories.get(state);
    return own && held(own) ? own : [...this.territories.values()].find(held);
  }

  /** The territory of that name. */
  landCalled(name: string): Territory | undefined {
    return this.#lands.get(name);
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
