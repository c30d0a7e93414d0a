import { useMemo } from "react";
import { Link } from "wouter";
import { to } from "../../model/address";
import { byState, type Days } from "../../model/days";
import { type Day, spoken } from "../../model/time";
import type { World } from "../../model/world";
import { useDays, useWorld } from "../../parts/WorldData";
import { W } from "../../words";
import { Names } from "../paint";
import { difference, type Lit, moved } from "./diff";
import { Maps } from "./Maps";

/** Who owes help that day: anyone, or the state from which it is looked at. */
function lit(days: Days, on: Day, own: string | undefined): Lit {
  return own ? byState(days.towards(own, on, "owed")) : days.strongest(on);
}

/** What differs between two days, in a sentence. */
export function daysTold(world: World, days: Days, from: Day, until: Day, own: string | undefined): string {
  const { gained, lost, changed } = difference(lit(days, from, own), lit(days, until, own));
  const whom = own ? world.inline(own, until) : W.compare.another;
  return W.compare.days(spoken(from), spoken(until), whom, gained.length, lost.length, changed.length);
}

export function TwoDays({ from, until, own }: { from: Day; until: Day; own: string | undefined }) {
  const world = useWorld();
  const days = useDays();
  const [then, now] = useMemo(() => [lit(days, from, own), lit(days, until, own)], [days, from, until, own]);
  const differs = useMemo(() => difference(then, now), [then, now]);
  const changes = useMemo(() => moved(world, days, from, until), [world, days, from, until]);
  const names = (states: readonly string[], on: Day) => (
    <Names>{[...states].sort((a, b) => world.name(a, on).localeCompare(world.name(b, on))).map((s) => <Link key={s} href={to(`/state/${s}`, on)}>{world.name(s, on)}</Link>)}</Names>
  );
  const lines = [
    { title: W.compare.more, states: differs.gained, on: until },
    { title: W.compare.fewer, states: differs.lost, on: from },
    { title: W.compare.otherwise, states: differs.changed, on: until },
  ];
  return (
    <>
      <Maps before={{ title: spoken(from), on: from, lit: then }} after={{ title: spoken(until), on: until, lit: now }} differs={differs} own={own} />
      {lines.map(({ title, states, on }) => states.length > 0 && <p key={title}><strong>{title} ({states.length}):</strong> {names(states, on)}</p>)}
      {changes.length > 0 && <h2>{W.compare.moved}</h2>}
      <ul className="plain">
        {changes.map(({ framework, joined, left }) => (
          <li key={framework}>
            <Link href={to(`/framework/${framework}`, until)}>{world.name(framework)}</Link>
            {joined.length > 0 && <>: <strong>+{joined.length}</strong> {names(joined, until)}</>}
            {left.length > 0 && <>{joined.length > 0 ? "; " : ": "}<strong>−{left.length}</strong> {names(left, from)}</>}
          </li>
        ))}
      </ul>
    </>
  );
}
