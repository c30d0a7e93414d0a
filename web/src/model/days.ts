/** What holds on every day: who owes whom help. Every view draws its day from it, and asks nothing. */

import type { Schemas } from "../api/client";
import type { Day, Span } from "./time";
import { within } from "./time";
import type { World } from "./world";

export type Promised = Schemas["PromiseLine"];

/** What one state owes another, the strongest first; `contested` where none of it is beyond dispute. */
export interface Tie {
  debtor: string;
  creditor: string;
  strength: number;
  provisions: string[];
  contested: boolean;
}

/** A duty as it stands on a day: its debtors and creditors, each with whether that is contested. */
export interface Standing {
  promise: Promised;
  held: Span;
  by: ReadonlyMap<string, boolean>;
  to: ReadonlyMap<string, boolean>;
  /** Debtor and creditor whose bond is suspended. */
  but: ReadonlySet<string>;
}

/** Those who owe something under one clause, with whether that is contested of each. */
export interface Owed {
  promise: Promised;
  states: { state: string; contested: boolean }[];
}

export interface Strongest {
  strength: number;
  contested: boolean;
  by: string;
}

export type Direction = "owed" | "owes";

export class Days {
  readonly #spells: readonly Standing[];
  #kept: { on: Day; standing: readonly Standing[] } = { on: "", standing: [] };

  constructor(readonly raw: Schemas["Days"]) {
    const circle = (numbers: readonly number[]) =>
      new Map(numbers.map((n) => [raw.states[n < 0 ? ~n : n] ?? "", n < 0]));
    this.#spells = raw.promises.flatMap((promise) =>
      promise.spells.map((spell) => ({
        promise,
        held: spell.held as Span,
        by: circle(spell.by),
        to: circle(spell.to),
        but: new Set((spell.but ?? []).map(([one, other]) => `${raw.states[one as number]} ${raw.states[other as number]}`)),
      })),
    );
  }

  /** The duties that stand on a day, those that bind in law. */
  standing(on: Day): readonly Standing[] {
    if (this.#kept.on !== on)
      this.#kept = { on, standing: this.#spells.filter((s) => s.promise.binding && within(on, s.held)) };
    return this.#kept.standing;
  }

  /** What each state owes each other one, as the question `ties` has it. */
  ties(on: Day, frameworks: readonly string[] = [], among?: readonly string[]): Tie[] {
    const found = new Map<string, { standing: Standing; contested: boolean }[]>();
    for (const standing of this.standing(on)) {
      if (frameworks.length > 0 && !frameworks.includes(standing.promise.framework)) continue;
      for (const [debtor, one] of standing.by)
        for (const [creditor, other] of standing.to) {
          const key = `${debtor} ${creditor}`;
          if (debtor === creditor || standing.but.has(key)) continue;
          if (among && !(among.includes(debtor) && among.includes(creditor))) continue;
          const bond = { standing, contested: one || other };
          const known = found.get(key);
          if (known) known.push(bond);
          else found.set(key, [bond]);
        }
    }
    return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, bonds]) => {
      const firm = bonds.filter((b) => !b.contested);
      const ordered = (firm.length > 0 ? firm : bonds).sort(
        (a, b) => b.standing.promise.strength - a.standing.promise.strength || (a.standing.promise.provision < b.standing.promise.provision ? -1 : 1),
      );
      const [debtor = "", creditor = ""] = key.split(" ");
      return {
        debtor,
        creditor,
        strength: ordered[0]?.standing.promise.strength ?? 0,
        provisions: [...new Set(ordered.map((b) => b.standing.promise.provision))],
        contested: firm.length === 0,
      };
    });
  }

  /** Who owes a state help (`owed`), or whom it owes help (`owes`), clause by clause, the strongest first. */
  towards(state: string, on: Day, direction: Direction): Owed[] {
    return this.standing(on)
      .flatMap((standing) => {
        const [own, others] = direction === "owed" ? [standing.to, standing.by] : [standing.by, standing.to];
        const doubt = own.get(state);
        if (doubt === undefined) return [];
        const states = [...others]
          .filter(([other]) => other !== state && !standing.but.has(direction === "owed" ? `${other} ${state}` : `${state} ${other}`))
          .map(([other, contested]) => ({ state: other, contested: contested || doubt }));
        return states.length > 0 ? [{ promise: standing.promise, states }] : [];
      })
      .sort((a, b) => b.promise.strength - a.promise.strength || b.states.length - a.states.length);
  }

  /** When a state was owed help and owed it, clause by clause, those that bind in law. */
  history(state: string): { promise: Promised; held: Span; owed: boolean; owes: boolean; contested: boolean }[] {
    return this.#spells
      .filter(({ promise, by, to }) => promise.binding && (by.has(state) || to.has(state)))
      .map(({ promise, held, by, to }) => ({
        promise, held, owed: to.has(state), owes: by.has(state), contested: by.get(state) === true || to.get(state) === true,
      }));
  }

  /** The strongest duty of help that each state owes anyone. */
  strongest(on: Day): Map<string, Strongest> {
    const found = new Map<string, Strongest>();
    for (const { promise, by, to, but } of this.standing(on))
      for (const [state, contested] of by) {
        const open = [...to].filter(([other]) => other !== state && !but.has(`${state} ${other}`));
        if (open.length === 0) continue;
        const doubt = contested || open.every(([, doubted]) => doubted);
        stronger(found, state, { strength: promise.strength, contested: doubt, by: promise.provision });
      }
    return found;
  }

  /** Land of those owed help that none of a framework's duties reaches that day, with whether that is contested. */
  leftOut(framework: string, on: Day): ReadonlyMap<string, boolean> {
    const lines = this.raw.outside[framework] ?? [];
    return new Map(lines.filter((l) => within(on, l.held as Span)).map((l) => [l.territory, l.contested]));
  }

  /** The days on which a duty of help begins, ends or changes, in order. */
  turns(): Day[] {
    const days = this.#spells.flatMap((s) => (s.promise.binding ? s.held.filter((day) => day !== null) : []));
    return [...new Set(days)].sort();
  }
}

/** Keep the stronger duty of a state; one beyond dispute comes before one that is contested. */
export function stronger(found: Map<string, Strongest>, state: string, next: Strongest): void {
  const known = found.get(state);
  if (!known || (known.contested && !next.contested) || (known.contested === next.contested && known.strength < next.strength))
    found.set(state, next);
}

/** The strongest duty of each state of a list of clauses. */
export function byState(owed: readonly Owed[]): Map<string, Strongest> {
  const found = new Map<string, Strongest>();
  for (const { promise, states } of owed)
    for (const { state, contested } of states)
      stronger(found, state, { strength: promise.strength, contested, by: promise.provision });
  return found;
}

const LONG = 60;

/** Where a duty stands, as a reader knows it: the treaty, or the framework where that has a long title, and the article. */
export function cited({ instrument, framework, article }: Promised, world: World): string {
  const title = instrument.length > LONG ? world.name(framework) : instrument;
  return article ? `${title}, ${article}` : title;
}
