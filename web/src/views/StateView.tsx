import { useMemo, useRef } from "react";
import { Link, useLocation } from "wouter";
import { type Schemas, useAnswer } from "../api/client";
import { to, useAddress } from "../model/address";
import { strengthColours } from "../model/colours";
import { byState, cited, type Direction, type Owed } from "../model/days";
import { number, shown, today, within } from "../model/time";
import { stateTold } from "../model/told";
import { AnswerView, Waiting } from "../parts/Answer";
import { Export } from "../parts/Export";
import { Page } from "../parts/Page";
import { Picker } from "../parts/Picker";
import { useTheme } from "../parts/theme";
import { type Line, Timeline, WIDEST } from "../parts/Timeline";
import { useWidth } from "../parts/width";
import { useDays, useWorld } from "../parts/WorldData";
import { WorldMap } from "../parts/WorldMap";
import { W } from "../words";
import { table } from "./map/tables";
import { dutyFill, DutyPatterns, Names, Strength, StrengthKey, Swatch } from "./paint";

const DIRECTIONS: readonly Direction[] = ["owed", "owes"];

export function StateView({ id }: { id: string }) {
  const world = useWorld();
  const days = useDays();
  const { query, on, set } = useAddress();
  const { dark } = useTheme();
  const [, go] = useLocation();
  const frame = useRef<HTMLDivElement>(null);
  const shade: Direction = query.get("shade") === "owes" ? "owes" : "owed";
  const state = world.states.get(id);
  const asked = useAnswer<Schemas["BoundAnswer"]>("bound", state ? { states: [id], on } : null);
  const clauses = useMemo(() => ({ owed: days.towards(id, on, "owed"), owes: days.towards(id, on, "owes") }), [days, id, on]);
  const ties = useMemo(() => byState(clauses[shade]), [clauses, shade]);
  const colours = strengthColours(dark);
  if (!state) return <Page title={id} lead={W.state.noState(id)} dated={false}><p><Link href={to("/", on)}>{W.status.home}</Link></p></Page>;
  const name = world.name(id, on);
  const memberships = world.raw.frameworks
    .filter((f) => f.members.some((m) => m.state === id && m.role === "member" && within(on, m.held)))
    .sort((a, b) => a.name.localeCompare(b.name));
  const lead = stateTold(world, days, id, on);
  const rows = DIRECTIONS.flatMap((direction) => clauses[direction].flatMap(({ promise, states }) => states.map((other) => [
    W.state.directions[direction], other.state, world.name(other.state, on), String(promise.strength), W.strength[promise.strength] ?? "",
    promise.provision, promise.instrument, promise.article, other.contested ? W.map.contested : "",
  ])));
  return (
    <Page
      title={name}
      wide
      lead={lead}
      tools={
        <Export
          name={`${id}-${on}`}
          title={lead}
          picture={() => frame.current?.querySelector("svg") ?? null}
          tables={[table(lead, [...W.state.columns], rows)]}
          catalogue={world.raw.catalogue}
        />
      }
    >
      <p className="quiet small">{id} · {W.state.lived} {state.lives.map(shown).join("; ")}{state.successors.length > 0 && <> · {state.successors.map(([after]) => <Link key={after} href={to(`/state/${after}`, on)}>{world.name(after)} </Link>)}</>}</p>
      <div className="split">
        <div ref={frame}>
          <WorldMap
            label={(shade === "owed" ? W.state.owed : W.state.itOwes)(on, name)}
            on={on}
            holder={(t) => world.holders(t, on)[0]?.state ?? t}
            version={`${on} ${id} ${dark} ${shade}`}
            patterns={(scale) => <DutyPatterns scale={scale} />}
            paint={(t) => {
              const holder = world.holders(t, on)[0]?.state;
              const whose = world.whose(t, on);
              if (!holder) return { fill: "var(--land)", title: whose };
              if (holder === id) return { fill: "var(--self)", title: whose };
              const tie = ties.get(holder);
              if (!tie) return { fill: "var(--held)", title: whose };
              const doubt = tie.contested ? ` (${W.map.contested})` : "";
              return { fill: dutyFill(tie, colours), title: `${whose}\n${tie.strength} ${W.strength[tie.strength]}${doubt} (${tie.by})` };
            }}
            onChoose={(t) => {
              const holder = world.holders(t, on)[0]?.state;
              if (holder && holder !== id) go(to(`/pair/${id}/${holder}`, on));
            }}
          />
          <div className="choice" role="group" aria-label={W.state.shade}>
            {DIRECTIONS.map((direction) => (
              <button key={direction} type="button" aria-pressed={shade === direction} onClick={() => set({ shade: direction === "owed" ? undefined : direction })}>
                {W.state.directions[direction]}
              </button>
            ))}
          </div>
          <ul className="key small"><li><Swatch fill="var(--self)" /> {name}</li></ul>
          <StrengthKey shown={new Set([...ties.values()].map((tie) => tie.strength))} perhaps={[...ties.values()].some((tie) => tie.contested) ? W.map.contested : undefined} />
        </div>
        <aside>
          {DIRECTIONS.map((direction) => <Owing key={direction} direction={direction} clauses={clauses[direction]} />)}
          <Picker label={W.state.pairWith} options={world.choosable} onChoose={(other) => other !== id && go(to(`/pair/${id}/${other}`, on))} />
        </aside>
      </div>
      <Promises id={id} on={on} />
      {memberships.length > 0 && (
        <>
          <h2>{W.state.memberOf}</h2>
          <ul className="plain columns">
            {memberships.map((f) => (
              <li key={f.id}><Link href={to(`/framework/${f.id}`, on)}>{f.name}</Link></li>
            ))}
          </ul>
        </>
      )}
      <h2>{W.state.owes}</h2>
      <Waiting asked={asked} />
      {asked.reply && <AnswerView reply={asked.reply} waiting={asked.waiting} />}
    </Page>
  );
}

/** The clauses of one direction, each with its states by name. */
function Owing({ direction, clauses }: { direction: Direction; clauses: Owed[] }) {
  const world = useWorld();
  const { on } = useAddress();
  const states = byState(clauses).size;
  return (
    <section className={`owing ${direction}`}>
      <h2>{W.state.directions[direction]} <span className="quiet">{states > 0 && W.states(states)}</span></h2>
      {clauses.length === 0 && <p className="quiet">{W.state.nobody[direction]}</p>}
      {clauses.map(({ promise, states: others }) => (
        <section className="clause" key={promise.provision}>
          <h3><Strength value={promise.strength} /> <Link href={to(`/provision/${promise.provision}`, on)}>{cited(promise, world)}</Link></h3>
          <p className="small">
            <Names>
              {[...others].sort((a, b) => world.name(a.state, on).localeCompare(world.name(b.state, on))).map(({ state, contested }) => (
                <span key={state}><Link href={to(`/state/${state}`, on)}>{world.name(state, on)}</Link>{contested && ` (${W.map.contested})`}</span>
              ))}
            </Names>
          </p>
        </section>
      ))}
    </section>
  );
}

/** The frameworks under which a state was owed help or owed it, over time. */
function Promises({ id, on }: { id: string; on: string }) {
  const world = useWorld();
  const days = useDays();
  const frame = useRef<HTMLElement>(null);
  const width = useWidth(frame);
  const { dark } = useTheme();
  const lines = useMemo(() => {
    const colours = strengthColours(dark);
    const found = new Map<string, Line>();
    for (const { promise, held, owed, owes, contested } of days.history(id).sort((a, b) => (a.held[0] ?? "").localeCompare(b.held[0] ?? ""))) {
      const line = found.get(promise.framework) ?? { key: promise.framework, name: world.name(promise.framework), spells: [] };
      const how = owed && owes ? W.state.both : owed ? W.map.columns.isProtected : W.map.columns.protects;
      line.spells.push({ held, told: `${promise.provision}: ${promise.strength} ${W.strength[promise.strength]}, ${how}`, faint: contested, colour: colours[promise.strength] });
      found.set(promise.framework, line);
    }
    return [...found.values()];
  }, [days, id, world, dark]);
  const firsts = lines.flatMap((line) => line.spells.map(({ held }) => held[0] ?? "1816-01-01")).sort();
  return (
    <section ref={frame}>
      {lines.length > 0 && (
        <>
          <h2>{W.state.timeline}</h2>
          {width > 0 && <Timeline label={W.state.timeline} lines={lines} start={Math.max(0, number(firsts[0] ?? on))} end={number(today())} on={on} width={Math.min(width, WIDEST)} />}
        </>
      )}
    </section>
  );
}
