import { useMemo, useRef } from "react";
import { Link } from "wouter";
import { type Schemas, useAnswer } from "../api/client";
import { to, useAddress } from "../model/address";
import { number, shown, today } from "../model/time";
import type { Framework } from "../model/world";
import { AnswerView, Waiting } from "../parts/Answer";
import { Export } from "../parts/Export";
import { Page } from "../parts/Page";
import { useWidth } from "../parts/width";
import { useWorld } from "../parts/WorldData";
import { W } from "../words";

export function FrameworkView({ id }: { id: string }) {
  const world = useWorld();
  const { on } = useAddress();
  const frame = useRef<HTMLElement>(null);
  const width = useWidth(frame);
  const framework = world.frameworks.get(id);
  const asked = useAnswer<Schemas["FrameworkAnswer"]>("framework", { framework: id, on });
  return (
    <Page
      title={framework?.name ?? id}
      wide
      lead={framework && `${framework.summary} ${W.framework.life} ${shown(framework.life)}.`}
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
        <Link href={to(`/provision/${id}`, on)}>{W.framework.more}</Link> ·{" "}
        <Link href={to(`/framework/${id}/health`, on)}>{W.framework.health}</Link>
      </p>
      <section ref={frame}>
        {framework && framework.members.length > 0 && (
          <>
            <h2>{W.framework.timeline}</h2>
            {width > 0 && <Timeline framework={framework} on={on} width={Math.min(width, WIDEST)} />}
          </>
        )}
      </section>
      <Waiting asked={asked} />
      {asked.reply && <AnswerView reply={asked.reply} />}
    </Page>
  );
}

const WIDEST = 1200;
const LINE = 18;
const TOP = 22;

/** A line for each member, from its first day to its last; the day asked about is marked. */
function Timeline({ framework, on, width }: { framework: Framework; on: string; width: number }) {
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
  const letters = width < 560 ? 15 : 26;
  const left = letters * 7.4 + 8;
  const right = width - 16;
  const x = (day: string | null, open: number) =>
    left + ((Math.min(Math.max(day === null ? open : number(day), start), end) - start) / (end - start)) * (right - left);
  const height = TOP + rows.length * LINE + 4;
  return (
    <svg viewBox={`0 0 ${width} ${height}`} width={width} className="timeline" role="img" aria-label={W.framework.timeline}>
      {ticks(start, end, Math.max(2, Math.floor((right - left) / 52))).map((year) => {
        const at = x(`${year}-01-01`, start);
        return (
          <g key={year}>
            <line x1={at} x2={at} y1={TOP - 4} y2={height} className="grid" />
            <text x={at} y={TOP - 9} textAnchor="middle">{year}</text>
          </g>
        );
      })}
      {rows.map(([state, spells], n) => (
        <g key={state} transform={`translate(0,${TOP + n * LINE})`}>
          <text x={left - 8} y={LINE - 5} textAnchor="end">
            {clipped(world.name(state), letters)}
            <title>{world.name(state)}</title>
          </text>
          {spells.map((m) => {
            const from = x(m.held[0], start);
            return (
              <rect
                key={String(m.held[0])}
                x={from}
                width={Math.max(x(m.held[1], end) - from, 1.5)}
                y={3}
                height={LINE - 6}
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
        <line x1={x(on, end)} x2={x(on, end)} y1={TOP - 4} y2={height} className="now"><title>{on}</title></line>
      )}
    </svg>
  );
}

function clipped(name: string, most: number): string {
  return name.length > most ? `${name.slice(0, most - 1)}…` : name;
}

/** Whole years to mark, at most so many. */
function ticks(start: number, end: number, most: number): number[] {
  const first = 1816 + start / 365.2425;
  const last = 1816 + end / 365.2425;
  const step = [1, 2, 5, 10, 20, 25, 50, 100].find((s) => (last - first) / s <= most) ?? 200;
  const found = [];
  for (let year = Math.ceil(first / step) * step; year <= last; year += step) found.push(year);
  return found;
}
