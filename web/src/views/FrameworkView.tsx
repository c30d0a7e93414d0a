import { useMemo, useRef } from "react";
import { Link } from "wouter";
import { type Schemas, useAnswer } from "../api/client";
import { to, useAddress } from "../model/address";
import { number, shown, today } from "../model/time";
import type { Framework } from "../model/world";
import { AnswerView, Waiting } from "../parts/Answer";
import { Export } from "../parts/Export";
import { Page } from "../parts/Page";
import { useWorld } from "../parts/WorldData";
import { W } from "../words";

export function FrameworkView({ id }: { id: string }) {
  const world = useWorld();
  const { on } = useAddress();
  const frame = useRef<HTMLDivElement>(null);
  const framework = world.frameworks.get(id);
  const asked = useAnswer<Schemas["FrameworkAnswer"]>("framework", { framework: id, on });
  return (
    <Page
      title={framework?.name ?? id}
      wide
      lead={framework && `${framework.summary} ${W.framework.life}: ${shown(framework.life)}.`}
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
        <Link href={to("/", on, { f: [id] })}>{W.framework.showMap}</Link> ·{" "}
        <Link href={to(`/provision/${id}`, on)}>{W.framework.more}</Link>
      </p>
      {framework && framework.members.length > 0 && (
        <section ref={frame}>
          <h2>{W.framework.timeline}</h2>
          <Timeline framework={framework} on={on} />
        </section>
      )}
      <Waiting asked={asked} />
      {asked.reply && <AnswerView reply={asked.reply} />}
    </Page>
  );
}

const LEFT = 170;
const RIGHT = 830;
const LINE = 15;

/** A line for each member, from its first day to its last; the day asked about is marked. */
function Timeline({ framework, on }: { framework: Framework; on: string }) {
  const world = useWorld();
  const rows = useMemo(() => {
    const members = framework.members.filter((m) => m.role === "member");
    const lines = new Map<string, typeof members>();
    for (const m of [...members].sort((a, b) => (a.held[0] ?? "").localeCompare(b.held[0] ?? "")))
      lines.set(m.state, [...(lines.get(m.state) ?? []), m]);
    return [...lines];
  }, [framework]);
  const start = number(framework.life[0] ?? rows[0]?.[1][0]?.held[0] ?? "1816-01-01");
  const end = Math.max(number(framework.life[1] ?? today()), start + 1);
  const x = (day: string | null, open: number) =>
    LEFT + ((Math.min(Math.max(day === null ? open : number(day), start), end) - start) / (end - start)) * (RIGHT - LEFT);
  const height = rows.length * LINE + 26;
  const years = ticks(start, end);
  return (
    <svg viewBox={`0 0 ${RIGHT + 20} ${height}`} className="timeline" role="img" aria-label={W.framework.timeline}>
      {years.map((year) => {
        const at = x(`${year}-01-01`, start);
        return (
          <g key={year}>
            <line x1={at} x2={at} y1={0} y2={height - 20} className="grid" />
            <text x={at} y={height - 6} textAnchor="middle">{year}</text>
          </g>
        );
      })}
      {rows.map(([state, spells], n) => (
        <g key={state} transform={`translate(0,${n * LINE})`}>
          <text x={LEFT - 8} y={LINE - 4} textAnchor="end">{clipped(world.name(state))}</text>
          {spells.map((m) => {
            const from = x(m.held[0], start);
            return (
              <rect
                key={String(m.held[0])}
                x={from}
                width={Math.max(x(m.held[1], end) - from, 1)}
                y={3}
                height={LINE - 5}
                rx={2}
                className={m.contested ? "span contested" : "span"}
              >
                <title>{`${world.name(state)}: ${shown(m.held)}${m.contested ? ` (${W.map.contested})` : ""}`}</title>
              </rect>
            );
          })}
        </g>
      ))}
      {number(on) >= start && number(on) <= end && (
        <line x1={x(on, end)} x2={x(on, end)} y1={0} y2={height - 20} className="now" />
      )}
    </svg>
  );
}

function clipped(name: string): string {
  return name.length > 24 ? `${name.slice(0, 23)}…` : name;
}

function ticks(start: number, end: number): number[] {
  const first = 1816 + start / 365.2425;
  const last = 1816 + end / 365.2425;
  const step = [1, 2, 5, 10, 20, 25, 50].find((s) => (last - first) / s <= 10) ?? 50;
  const found = [];
  for (let year = Math.ceil(first / step) * step; year <= last; year += step) found.push(year);
  return found;
}
