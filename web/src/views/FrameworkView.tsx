import { useMemo, useRef } from "react";
import { Link } from "wouter";
import { type Schemas, useAnswer } from "../api/client";
import { to, useAddress } from "../model/address";
import { members } from "../model/told";
import { number, shown, today } from "../model/time";
import type { Framework } from "../model/world";
import { AnswerView, Waiting } from "../parts/Answer";
import { Export } from "../parts/Export";
import { Page } from "../parts/Page";
import { type Line, Timeline, WIDEST } from "../parts/Timeline";
import { useWidth } from "../parts/width";
import { useWorld } from "../parts/WorldData";
import { W } from "../words";

export function FrameworkView({ id }: { id: string }) {
  const world = useWorld();
  const { on } = useAddress();
  const frame = useRef<HTMLElement>(null);
  const width = useWidth(frame);
  const framework = world.frameworks.get(id);
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
          picture={() => frame.current?.querySelector("svg") ?? null}
          tables={asked.reply?.tables}
          catalogue={world.raw.catalogue}
        />
      }
    >
      <p>
        <Link href={to("/map", on, { f: [id] })}>{W.framework.showMap}</Link> ·{" "}
        <Link href={to(`/provision/${id}`, on)}>{W.framework.more}</Link> ·{" "}
        <Link href={to(`/framework/${id}/health`, on)}>{W.framework.health}</Link>
      </p>
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
