/** Who owes what in an event, as its map shows it: judged, or the duties that stand until it is. */

import type { Schemas } from "../../api/client";
import { type Days, stronger, type Strongest } from "../../model/days";
import type { Day } from "../../model/time";

type Casus = Schemas["CasusAnswer"];
type Triggering = Schemas["Triggering"];

export interface Duty extends Strongest {
  /** Whether it is owed to the attacker. */
  against: boolean;
}

/** The duty by which each state is lit: certain before open, towards the attacked before the attacker, then the stronger. */
export function judgedDuties(answer: Casus): Map<string, Duty> {
  const found = new Map<string, Duty>();
  const add = (state: string, t: Triggering, contested: boolean) => {
    const next = { strength: t.strength ?? 0, by: t.provision, contested, against: (t.for_attacker ?? []).length > 0 };
    const known = found.get(state);
    const before = () => {
      if (!known) return true;
      if (known.contested !== contested) return known.contested;
      return known.against === next.against ? known.strength < next.strength : known.against;
    };
    if (next.strength > 0 && before()) found.set(state, next);
  };
  for (const t of [...answer.triggered, ...answer.undetermined]) {
    if (!t.binding) continue;
    for (const state of t.bound ?? []) add(state, t, t.verdict !== true);
    for (const { state } of t.unsettled ?? []) add(state, t, true);
  }
  return found;
}

/** The duties of help that stand towards those attacked, before the event is judged. */
export function standingDuties(days: Days, on: Day, attacked: readonly string[]): Map<string, Duty> {
  const found = new Map<string, Strongest>();
  for (const victim of attacked)
    for (const { promise, states } of days.towards(victim, on, "owed"))
      for (const { state, contested } of states) stronger(found, state, { strength: promise.strength, contested, by: promise.provision });
  return new Map([...found].map(([state, duty]) => [state, { ...duty, against: false }]));
}
