/** A clause phrase by phrase: what the engine takes from each, and what each lights on the map. */

import type { Schemas } from "../../api/client";
import type { Days } from "../../model/days";
import type { Day } from "../../model/time";
import type { World } from "../../model/world";
import { W } from "../../words";

export type Version = Schemas["Version"];
type Condition = NonNullable<Schemas["Provision"]["trigger"]>;

/** What a phrase lights: states with whether it is contested of them, and land that is left out. */
export interface Lit {
  states: ReadonlyMap<string, boolean>;
  /** Land of those states that the phrase leaves out, with whether that is contested. */
  out?: ReadonlyMap<string, boolean>;
}

export interface Phrase {
  key: string;
  /** What the engine takes from it: who, how strongly, when. */
  takes: string;
  says: string;
  more?: string[];
  lit?: Lit;
}

/** Every test in a condition, but for those under a denial, and every clause of which the readings differ. */
function parts(condition: Condition | null | undefined): { tests: { name: string; argument: unknown }[]; readings: Schemas["Reading"][][] } {
  const tests: { name: string; argument: unknown }[] = [];
  const readings: Schemas["Reading"][][] = [];
  const walk = (at: Condition) => {
    if (at.type === "test") tests.push({ name: at.name, argument: JSON.parse(at.argument) });
    else if (at.type === "all" || at.type === "any") for (const part of at.parts) walk(part as Condition);
    else if (at.type === "rule") walk(at.part as Condition);
    else if (at.type === "contested") readings.push(at.readings);
  };
  if (condition) walk(condition);
  return { tests, readings };
}

function named(tests: { name: string; argument: unknown }[], name: string): string[] {
  return [...new Set(tests.filter((test) => test.name === name).flatMap(({ argument }) => (Array.isArray(argument) ? argument : [argument]).map(String)))];
}

const plainly = (ids: string[]) => ids.map((id) => id.replaceAll("-", " ")).join(", ");

/** The phrases of a version of a clause as it stands on a day. */
export function phrases({ provision, reservations, areas: called }: Version, world: World, days: Days, on: Day): Phrase[] {
  const { effect } = provision;
  const framework = provision.id.split("/")[0] ?? "";
  const standing = days.standing(on).find(({ promise }) => promise.provision === provision.id);
  const members = new Map([...world.among(framework, on)].filter(([, m]) => m.role === "member").map(([id, m]) => [id, m.contested ?? false]));
  const circle = (who: unknown, known: ReadonlyMap<string, boolean> | undefined): ReadonlyMap<string, boolean> =>
    known ?? (Array.isArray(who) ? new Map(who.map((id) => [String(id), false])) : members);
  const found: Phrase[] = [];
  const told = (who: unknown) => {
    if (who === "parties") return W.provision.parties;
    if (Array.isArray(who)) return who.map((id) => world.name(String(id), on)).join(", ");
    return (who as { words: string }).words;
  };
  if (effect.type === "duty") {
    found.push({ key: "by", takes: W.provision.by, says: told(effect.owed_by), lit: { states: circle(effect.owed_by, standing?.by) } });
    found.push({ key: "to", takes: W.provision.to, says: told(effect.owed_to), lit: { states: circle(effect.owed_to, standing?.to) } });
    found.push({ key: "kinds", takes: W.provision.asks, says: effect.kinds.map((kind) => W.provision.kinds[kind]).join("; ") });
    if (effect.strength > 0) found.push({ key: "strength", takes: W.provision.strength(effect.strength), says: W.strength[effect.strength] ?? "", lit: { states: circle(effect.owed_by, standing?.by) } });
  } else if (effect.type === "right") {
    found.push({ key: "by", takes: W.provision.holds, says: told(effect.held_by), lit: { states: circle(effect.held_by, undefined) } });
    found.push({ key: "kinds", takes: W.provision.entitles, says: effect.entitles });
  }
  const { tests, readings } = parts(provision.trigger);
  if (provision.trigger_words || tests.length > 0) {
    const events = named(tests, "kind");
    const objects = named(tests, "object");
    found.push({
      key: "trigger", takes: W.provision.trigger, says: provision.trigger_words || W.provision.unsaid,
      more: [events.length > 0 && W.provision.events(plainly(events)), objects.length > 0 && W.provision.objects(plainly(objects))].filter((m) => m !== false),
    });
  }
  const places = tests.filter(({ name }) => PLACES.includes(name));
  const out = days.leftOut(framework, on);
  if (places.length > 0 && standing) {
    const areas = named(tests, "within");
    found.push({
      key: "area", takes: W.provision.area,
      says: areas.length > 0 ? W.provision.within(areas.map((id) => called?.[id] ?? id).join(", ")) : W.provision.whose,
      more: [out.size > 0 ? W.provision.leaves(out.size) : W.provision.leavesNone],
      lit: { states: standing.to, out },
    });
  }
  for (const [n, each] of readings.entries())
    found.push({ key: `readings-${n}`, takes: W.provision.readings, says: W.provision.ofReadings(each.length), more: each.map(({ says, source }) => `${says}: ${source}`) });
  const decides = [provision.invoked_by && W.provision.invokedBy(provision.invoked_by), provision.procedure].filter(Boolean) as string[];
  if (provision.body || decides.length > 0)
    found.push({ key: "decides", takes: W.provision.decides, says: [provision.body, ...decides].filter(Boolean).join(". ") });
  for (const [n, soft] of provision.softened_by.entries())
    found.push({
      key: `soft-${n}`, takes: W.provision.softened, says: soft.says,
      lit: { states: soft.states.length > 0 ? new Map(soft.states.map((id) => [id, false])) : circle(null, standing?.by) },
    });
  for (const [n, notice] of provision.notices.entries())
    found.push({ key: `notice-${n}`, takes: W.provision.tells(notice.addressee), says: notice.says });
  for (const [n, held] of reservations.entries())
    if (held.during.start === undefined || (held.during.start <= on && (held.during.end === undefined || on < held.during.end)))
      found.push({ key: `reserved-${n}`, takes: W.provision.reserved(held.kind, world.name(held.state, on)), says: held.says, lit: { states: new Map([[held.state, false]]) } });
  return found;
}

const PLACES = ["within", "island", "north_of", "south_of", "territory_of", "administered_by", "territory_status"];

/** The version that stands on a day, or the one nearest to it. */
export function versionOn(versions: readonly Version[], on: Day): Version | undefined {
  const starts = ({ in_force: { start } }: Version) => start ?? "0001-01-01";
  const ends = ({ in_force: { end } }: Version) => end ?? "9999-12-31";
  return versions.find((v) => starts(v) <= on && on < ends(v)) ?? [...versions].sort((a, b) => starts(b).localeCompare(starts(a))).find((v) => starts(v) <= on) ?? versions[0];
}
