import { useMemo, useRef } from "react";
import { Link } from "wouter";
import { type Schemas, useAnswer } from "../api/client";
import { to, useAddress } from "../model/address";
import { members } from "../model/told";
import { useCovered } from "../model/covered";
import { number, shown, today, within } from "../model/time";
import type { Framework } from "../model/world";
import { AnswerView, Waiting } from "../parts/Answer";
import { Export } from "../parts/Export";
import { Page } from "../parts/Page";
import { type Line, Timeline, WIDEST } from "../parts/Timeline";
import { useWidth } from "../parts/width";
import { useDays, useWorld } from "../parts/WorldData";
import { W } from "../words";
import { groupsOf } from "./map/groups";
import { Members } from "./map/Members";
import { Names } from "./paint";

export function FrameworkView({ id }: { id: string }) {
  const world = useWorld();
  const { on } = useAddress();
  const framework = world.frameworks.get(id);
  const days = useDays();
  const frame = useRef<HTMLElement>(null);
  const map = useRef<HTMLDivElement>(null);
  const width = useWidth(frame);
  const groups = useMemo(() => groupsOf(framework ? [id] : [], world, days, on), [framework, id, world, days, on]);
  const covered = useCovered(framework && within(on, framework.life) ? [id] : [], on);
  const lines = useMemo(() => (framework ? memberLines(framework, (state) => world.name(state)) : []), [framework, world]);
  const start = number(framework?.life[0] ?? lines[0]?.spells[0]?.held[0] ?? "1816-01-01");
  const end = Math.max(number(framework?.life[1] ?? today()), start + 1);
  const asked = useAnswer<Schemas["FrameworkAnswer"]>("framework", { framework: id, on });
  return (
    <Page
      title={framework?.name ?? id}
      wide
      lead={framework && `${members(world, [id], on)} ${framework.summary} ${W.framework.life} ${shown(framework.life)}.`}
      tools={
        <Export
          name={`${id}-${on}`}
          picture={() => map.current?.querySelector("svg") ?? null}
          tables={asked.reply?.tables}
          catalogue={world.raw.catalogue}
        />
      }
    >
      <p>
        <Link href={to("/map", on, { f: [id] })}>{W.framework.showMap}</Link> ·{" "}
        <Link href={to("/kept", on, { framework: id })}>{W.provision.kept}</Link> ·{" "}
        <Link href={to(`/provision/${id}`, on)}>{W.framework.more}</Link> ·{" "}
        <Link href={to(`/framework/${id}/health`, on)}>{W.framework.health}</Link>
      </p>
      <div className="split">
        <div ref={map}>
          <Members groups={groups} covered={covered} />
        </div>
        <aside><Roles framework={id} on={on} /></aside>
      </div>
      <section ref={frame}>
        {lines.length > 0 && (
          <>
            <h2>{W.framework.timeline}</h2>
            {width > 0 && <Timeline label={W.framework.timeline} lines={lines} start={start} end={end} on={on} width={Math.min(width, WIDEST)} />}
          </>
        )}
      </section>
      <Waiting asked={asked} />
      {asked.reply && <AnswerView reply={asked.reply} waiting={asked.waiting} />}
    </Page>
  );
}

/** A line for each member. */
function memberLines(framework: Framework, name: (state: string) => string): Line[] {
  const lines = new Map<string, Line>();
  const members = framework.members.filter((m) => m.role === "member");
  for (const m of [...members].sort((a, b) => (a.held[0] ?? "").localeCompare(b.held[0] ?? ""))) {
    const line = lines.get(m.state) ?? { key: m.state, name: name(m.state), spells: [] };
    const doubt = m.contested ? ` (${W.map.contested})` : "";
    line.spells.push({ held: m.held, told: `${name(m.state)}${doubt}`, faint: m.contested ?? false });
    lines.set(m.state, line);
  }
  return [...lines.values()];
}

/** Who is what in it that day, role by role; suspended and contested parts are marked. */
function Roles({ framework, on }: { framework: string; on: string }) {
  const world = useWorld();
  const among = world.among(framework, on);
  const suspended = world.suspended(framework, on);
  const notKnown = world.notKnown(framework, on);
  const roles = [...new Set([...among.values()].map(({ role }) => role))].filter((role) => role !== "suspended").sort((a, b) => Number(b === "member") - Number(a === "member") || a.localeCompare(b));
  return (
    <>
      {roles.length === 0 && <p className="quiet">{W.map.notYet}</p>}
      {roles.map((role) => {
        const own = [...among].filter(([, m]) => m.role === role).sort(([a], [b]) => world.name(a, on).localeCompare(world.name(b, on)));
        return (
          <section key={role} className="role">
            <h2>{W.framework.role(role)} <span className="quiet">{own.length}</span></h2>
            <p>
              <Names most={40}>
                {own.map(([state, { contested }]) => (
                  <span key={state}>
                    <Link href={to(`/state/${state}`, on)}>{world.name(state, on)}</Link>
                    {contested && <em className="mark contested"> {W.map.contested}</em>}
                    {suspended.has(state) && <em className="mark suspended"> {W.map.suspended}</em>}
                  </span>
                ))}
              </Names>
            </p>
          </section>
        );
      })}
      {notKnown !== null && <p className="quiet small">{W.map.notKnown(notKnown)}</p>}
    </>
  );
}
