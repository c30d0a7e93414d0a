/** The sentence that a page leads with: generated, and dated. */

import { W } from "../words";
import type { Days, Tie } from "./days";
import { byState } from "./days";
import { type Day, shown, spoken, within } from "./time";
import type { Attack, Tonight } from "./tonight";
import type { World } from "./world";

/** Why a state is not there on a day, and which came after it; nothing where it is. */
export function absent(world: World, state: string, on: Day): string | null {
  const found = world.states.get(state);
  if (!found || found.lives.some((life) => within(on, life))) return null;
  const told = W.told.absent(world.inline(state, on), spoken(on), found.lives.map(shown).join("; "));
  const after = found.successors.filter(([, day]) => day <= on).map(([id]) => world.inline(id));
  return after.length > 0 ? `${told} ${W.told.after(after.join(", "))}` : told;
}

/** Who must help a state that is attacked, or would owe it help. */
export function helped(world: World, on: Day, attack: Attack, tonight: Tonight): string {
  const missing = absent(world, attack.attacked, on) ?? (attack.attacker && absent(world, attack.attacker, on));
  if (missing) return missing;
  const who = world.inline(attack.attacked, on);
  const event = W.told.attacked(attack.attacker ? world.inline(attack.attacker, on) : "", who, spoken(on));
  const states = [...tonight.lit];
  const firm = states.filter(([, duty]) => !duty.contested);
  const strongest = tonight.calls.find((call) => call.states.some(({ contested }) => !contested)) ?? tonight.calls[0];
  const by = strongest ? W.told.by(W.strength[strongest.strength] ?? "", strongest.article) : "";
  const few = firm.length > 0 && firm.length <= 3 ? firm.map(([id]) => world.inline(id, on)).join(W.told.and) : "";
  if (states.length === 0) return W.told.nobody(event);
  if (!tonight.judged || attack.attacker === undefined)
    return W.told.owed(event, few || W.states(firm.length), by, states.length - firm.length);
  if (firm.length === 0) return W.told.perhaps(event, W.states(states.length));
  return W.told.must(event, few || W.states(firm.length), by, states.length - firm.length);
}

/** How many states could count on help, and how many owed it. */
export function all(days: Days, on: Day): string {
  const owing = days.strongest(on);
  const owed = new Set(days.standing(on).flatMap(({ to }) => [...to.keys()]));
  return owing.size === 0 ? W.told.none(spoken(on)) : W.told.all(spoken(on), W.states(owing.size), owed.size, days.standing(on).length);
}

/** What one state owes and is owed that day. */
export function stateTold(world: World, days: Days, state: string, on: Day): string {
  const missing = absent(world, state, on);
  if (missing) return missing;
  const owed = byState(days.towards(state, on, "owed"));
  const owes = byState(days.towards(state, on, "owes"));
  const who = world.inline(state, on);
  if (owed.size === 0 && owes.size === 0) return W.told.alone(spoken(on), who);
  return W.told.state(spoken(on), who, W.states(owed.size), owed.size === 1, W.states(owes.size));
}

/** How many members the frameworks on the map have that day. */
export function members(world: World, frameworks: readonly string[], on: Day): string {
  const each = frameworks.map((id) => {
    const found = world.frameworks.get(id);
    const count = [...world.among(id, on).values()].filter((m) => m.role === "member").length;
    return found && within(on, found.life) ? W.told.has(world.name(id), W.map.members(count)) : W.told.notThere(world.name(id));
  });
  return W.told.frameworks(spoken(on), each);
}

/** What two states owe each other that day. */
export function pairTold(world: World, days: Days, one: string, other: string, on: Day): string {
  const missing = absent(world, one, on) ?? absent(world, other, on);
  if (missing) return missing;
  const ties = days.ties(on, [], [one, other]);
  const owes = (debtor: string, creditor: string) => {
    const tie = ties.find((t) => t.debtor === debtor && t.creditor === creditor);
    const names = [world.inline(debtor, on), world.inline(creditor, on)] as const;
    return tie ? W.told.owes(...names, W.strength[tie.strength] ?? "", tie.contested) : W.told.owesNot(...names);
  };
  return W.told.pair(spoken(on), owes(one, other), owes(other, one));
}

/** How many states are tied that day. */
export function tied(ties: readonly Tie[], on: Day): string {
  const pairs = new Set(ties.map(({ debtor, creditor }) => [debtor, creditor].sort().join(" ")));
  const states = new Set(ties.flatMap(({ debtor, creditor }) => [debtor, creditor]));
  return pairs.size === 0 ? W.told.none(spoken(on)) : W.told.tied(spoken(on), W.states(states.size), pairs.size);
}
