/** If a state were attacked: who owes it help, in which words, who sits out and why. */

import type { Schemas } from "../api/client";
import { cited, type Days, type Strongest } from "./days";
import { stronger } from "./days";
import type { Day } from "./time";
import type { World } from "./world";

type Casus = Schemas["CasusAnswer"];
type Triggering = Schemas["Triggering"];

/** The event: who is attacked, where, and by whom; nobody is named where the attacker is open. */
export interface Attack {
  attacked: string;
  /** The territory. */
  at: string | undefined;
  attacker: string | undefined;
}

/** A clause that calls for help, or might: how it stands, whom it takes in, and in which words. */
export interface Call {
  provision: string;
  article: string;
  says: string;
  strength: number;
  /** Whether it is certain that the attack calls for it; null where that is open. */
  called: boolean | null;
  states: { state: string; contested: boolean }[];
  /** What it turns on, where it is open. */
  open: readonly string[];
}

/** Who does not come under a clause that might have called them, and why. */
export interface Out {
  provision: string;
  states: readonly string[];
  why: string;
}

export interface Tonight {
  calls: Call[];
  out: Out[];
  /** The strongest duty of each state that owes help: contested where the bond, or the call, is open. */
  lit: ReadonlyMap<string, Strongest>;
  /** Who is bound towards the attacker. */
  against: ReadonlyMap<string, string>;
  /** Whether the attack was judged; else these are the duties that stand that day, not yet judged. */
  judged: boolean;
}

/** The duties that stand towards the one attacked, but for those that the land attacked lies outside. */
export function standing(world: World, days: Days, on: Day, { attacked, at, attacker }: Attack): Tonight {
  const calls = days.towards(attacked, on, "owed").flatMap(({ promise, states }): Call[] => {
    const others = states.filter(({ state }) => state !== attacker);
    const outside = at !== undefined && days.leftOut(promise.framework, on).get(at) === false;
    if (outside || others.length === 0) return [];
    return [{
      provision: promise.provision, article: cited(promise, world), says: promise.says,
      strength: promise.strength, called: null, states: others, open: [],
    }];
  });
  return { calls, out: [], lit: lit(calls), against: new Map(), judged: false };
}

/** What the server judged. Where no attacker is named, that alone leaves a call open, and dims nobody. */
export function judged(answer: Casus, world: World, days: Days, on: Day, { attacked, attacker }: Attack): Tonight {
  const helps = (t: Triggering) => t.binding && (t.duties ?? []).some((d) => d === "assist" || d === "defend");
  const named = new Map(days.standing(on).map(({ promise }) => [promise.provision, cited(promise, world)]));
  const found = [...answer.triggered, ...answer.undetermined].filter(helps);
  const calls = found.filter((t) => (t.for_attacker ?? []).length === 0).map((t): Call => ({
    provision: t.provision,
    article: named.get(t.provision) ?? t.provision,
    says: t.says,
    strength: t.strength ?? 0,
    called: t.verdict,
    states: [
      ...(t.bound ?? []).map((state) => ({ state, contested: t.verdict !== true && attacker !== undefined })),
      ...(t.unsettled ?? []).map(({ state }) => ({ state, contested: true })),
    ],
    open: t.open ?? [],
  })).filter((call) => call.states.length > 0);
  const owed = new Map(days.towards(attacked, on, "owed").map(({ promise, states }) => [promise.provision, states]));
  const shown = lit(calls);
  const out = [
    ...answer.not_triggered.filter(helps).map((t): Out => ({
      provision: t.provision,
      states: (owed.get(t.provision) ?? []).map(({ state }) => state).filter((state) => state !== attacker && !shown.has(state)),
      why: (t.failed ?? []).join("; "),
    })).filter(({ states }) => states.length > 0),
    ...found.flatMap((t) => (t.freed ?? []).map(({ state, why }): Out => ({ provision: t.provision, states: [state], why }))),
  ];
  const against = new Map(
    found.filter((t) => (t.for_attacker ?? []).length > 0).flatMap((t) => (t.bound ?? []).map((state) => [state, t.provision] as const)),
  );
  return { calls: calls.sort((a, b) => b.strength - a.strength || b.states.length - a.states.length), out, lit: shown, against, judged: true };
}

function lit(calls: readonly Call[]): ReadonlyMap<string, Strongest> {
  const found = new Map<string, Strongest>();
  for (const { provision, strength, states } of calls)
    for (const { state, contested } of states) stronger(found, state, { strength, contested, by: provision });
  return found;
}
