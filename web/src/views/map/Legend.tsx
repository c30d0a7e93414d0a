import { Link } from "wouter";
import { to } from "../../model/address";
import type { Covered } from "../../model/covered";
import { type Day, shown, within } from "../../model/time";
import { useWorld } from "../../parts/WorldData";
import { W } from "../../words";
import { Names } from "../paint";
import type { Group } from "./groups";

interface Props {
  group: Group;
  /** What the server says of it once the day rests: the waters. */
  covered: Covered | undefined;
  on: Day;
  onRemove(): void;
}

export function Legend({ group, covered, on, onRemove }: Props) {
  const world = useWorld();
  const { id, colour, among, sides } = group;
  const members = [...among].filter(([, m]) => m.role === "member");
  const others = [...among].filter(([, m]) => m.role !== "member");
  const framework = world.frameworks.get(id);
  const alive = framework && within(on, framework.life);
  const notKnown = world.notKnown(id, on);
  const suspended = world.suspended(id, on);
  const split = (["protects", "isProtected"] as const).map((side) => ({ side, states: [...sides].filter(([, own]) => own === side).map(([state]) => state) }));
  return (
    <section className="legend">
      <h3>
        <span className="swatch" style={{ background: colour }} aria-hidden="true" />
        <Link href={to(`/framework/${id}`, on)}>{world.name(id)}</Link>
        <button type="button" className="close" aria-label={`${W.casus.remove}: ${world.name(id)}`} onClick={onRemove}>×</button>
      </h3>
      <p className="quiet small">
        {alive ? W.map.members(members.length) : W.map.notYet}
        {framework && ` · ${shown(framework.life)}`}
      </p>
      {notKnown !== null && <p className="quiet small">{W.map.notKnown(notKnown)}</p>}
      {split.map(({ side, states }) => states.length > 0 && (
        <p key={side} className="quiet small">{W.map.these[side]}: <Names>{states.map((state) => world.name(state, on))}</Names>.</p>
      ))}
      {alive && (
        <p className="quiet small">
          {sides.size === 0 ? W.map.noDuty : <Link href={to("/ask/covered", on, { q: JSON.stringify({ framework: id }) })}>{reach(group)}</Link>}
          {covered && ships(covered)}
        </p>
      )}
      {alive && (
        <details>
          <summary>{W.map.asList}</summary>
          <p className="small">
            {members.map(([state, m], n) => (
              <span key={state}>
                {n > 0 && ", "}
                <Link href={to(`/state/${state}`, on)}>{world.name(state, on)}</Link>
                {m.contested && ` (${W.map.contested})`}
                {suspended.has(state) && ` (${W.map.suspended})`}
              </span>
            ))}
          </p>
          {others.length > 0 && (
            <p className="small quiet">{others.map(([state, m]) => `${world.name(state, on)} (${m.role})`).join(", ")}</p>
          )}
        </details>
      )}
    </section>
  );
}

/** How much land of those it protects its duties leave out. */
function reach({ out }: Group): string {
  const contested = [...out.values()].filter(Boolean).length;
  const left = out.size - contested;
  return `${W.map.reach(left)}${contested > 0 ? ` ${W.map.landContested(contested)}` : ""}`;
}

/** Whether all that covers ships there does so on one reading only. */
export function doubtful({ by, contested }: Covered["waters"][number]): boolean {
  return by.length === contested.length;
}

/** Where the duties of help cover ships, in words. */
function ships({ waters, everywhere }: Covered): string {
  if (everywhere.length > 0) return ` ${W.map.shipsAnywhere}`;
  const named = waters.map((water) => {
    const told = water.wholly ? water.name : W.map.inPart(water.name);
    return doubtful(water) ? W.map.onOneReading(told) : told;
  });
  return named.length > 0 ? ` ${W.map.ships(named)}` : "";
}
