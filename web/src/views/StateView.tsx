import { useMemo, useRef } from "react";
import { Link, useLocation } from "wouter";
import { type Schemas, useAnswer } from "../api/client";
import { to, useAddress } from "../model/address";
import { ink, strengthColours } from "../model/colours";
import { shown, within } from "../model/time";
import { AnswerView, Waiting } from "../parts/Answer";
import { Export } from "../parts/Export";
import { Page } from "../parts/Page";
import { Picker } from "../parts/Picker";
import { useTheme } from "../parts/theme";
import { useWorld } from "../parts/WorldData";
import { WorldMap } from "../parts/WorldMap";
import { W } from "../words";

type Bound = Schemas["BoundAnswer"];

/** The strongest duty, other than restraint, that ties a state to each other one. */
export function strongest(answer: Bound | undefined, own: string): Map<string, { strength: number; by: string }> {
  const found = new Map<string, { strength: number; by: string }>();
  for (const o of answer?.obligations ?? []) {
    if (!o.binding || o.strength === 0) continue;
    for (const state of [...o.owed_by, ...o.owed_to]) {
      const known = found.get(state);
      if (state !== own && (!known || known.strength < o.strength))
        found.set(state, { strength: o.strength, by: o.provision });
    }
  }
  return found;
}

export function StateView({ id }: { id: string }) {
  const world = useWorld();
  const { on } = useAddress();
  const { dark } = useTheme();
  const [, go] = useLocation();
  const frame = useRef<HTMLDivElement>(null);
  const asked = useAnswer<Bound>("bound", { states: [id], on });
  const ties = useMemo(() => strongest(asked.reply?.answer, id), [asked.reply, id]);
  const colours = strengthColours(dark);
  const state = world.states.get(id);
  const memberships = world.raw.frameworks
    .filter((f) => f.members.some((m) => m.state === id && m.role === "member" && within(on, m.held)))
    .sort((a, b) => a.name.localeCompare(b.name));
  const options = world.raw.states.filter((s) => s.id !== id).map((s) => ({ id: s.id, name: s.name }));
  return (
    <Page
      title={state?.name ?? id}
      wide
      lead={state && `${id} · ${W.state.lived} ${state.lives.map(shown).join("; ")}`}
      tools={
        <Export
          name={`${id}-${on}`}
          picture={() => frame.current?.querySelector("svg") ?? null}
          tables={asked.reply?.tables}
          catalogue={world.raw.catalogue}
        />
      }
    >
      <div className="split">
        <div ref={frame}>
          <WorldMap
            label={`${W.state.owes}: ${world.name(id)}, ${on}`}
            holder={(t) => world.holders(t, on)[0]?.state ?? t}
            version={`${on} ${id} ${dark} ${asked.reply?.answer.on} ${asked.reply?.answer.states.join()}`}
            paint={(t) => {
              const holder = world.holders(t, on)[0]?.state;
              if (!holder) return null;
              if (holder === id) return { fill: "var(--self)", title: world.name(id) };
              const tie = ties.get(holder);
              const fill = tie ? (colours[tie.strength] ?? "var(--held)") : "var(--held)";
              const told = tie ? `${world.name(holder)}\n${tie.strength} ${W.strength[tie.strength]} (${tie.by})` : world.name(holder);
              return { fill, title: told };
            }}
            onChoose={(t) => {
              const holder = world.holders(t, on)[0]?.state;
              if (holder && holder !== id) go(to(`/pair/${id}/${holder}`, on));
            }}
          />
          <StrengthKey />
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
        </div>
        <aside>
          <Picker
            label={W.state.pairWith}
            options={options}
            onChoose={(other) => go(to(`/pair/${id}/${other}`, on))}
          />
          <h2>{W.state.tied(ties.size)}</h2>
          <ul className="plain">
            {[...ties]
              .sort((a, b) => b[1].strength - a[1].strength || world.name(a[0]).localeCompare(world.name(b[0])))
              .map(([other, tie]) => (
                <li key={other}>
                  <Strength value={tie.strength} />{" "}
                  <Link href={to(`/pair/${id}/${other}`, on)}>{world.name(other)}</Link>{" "}
                  <Link className="quiet small" href={to(`/provision/${tie.by}`, on)}>{tie.by}</Link>
                </li>
              ))}
          </ul>
        </aside>
      </div>
      <h2>{W.state.owes}</h2>
      <Waiting asked={asked} />
      {asked.reply && <AnswerView reply={asked.reply} />}
    </Page>
  );
}

export function Strength({ value }: { value: number }) {
  const { dark } = useTheme();
  return (
    <span
      className="strength"
      style={{ background: strengthColours(dark)[value], color: ink(value, dark) }}
      title={W.strength[value]}
    >
      {value}
    </span>
  );
}

export function StrengthKey({ from = 1 }: { from?: number }) {
  return (
    <ul className="key small">
      {W.strength.map((words, value) => value >= from && (
        <li key={words}><Strength value={value} /> {words}</li>
      ))}
    </ul>
  );
}
