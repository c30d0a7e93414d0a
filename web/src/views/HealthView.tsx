import { Link } from "wouter";
import { type Schemas, useAnswer } from "../api/client";
import { to, useAddress } from "../model/address";
import { AnswerView, Waiting } from "../parts/Answer";
import { Chart } from "../parts/Chart";
import { Export } from "../parts/Export";
import { Page } from "../parts/Page";
import { useWorld } from "../parts/WorldData";
import { W } from "../words";
import type { Answered } from "./ask/asking";

/** How a framework fares on a day: every measure, each with a way to its course over the years. */
export function HealthView({ id }: { id: string }) {
  const world = useWorld();
  const { on } = useAddress();
  const framework = world.frameworks.get(id);
  const asked = useAnswer<Schemas["MeasureAnswer"]>("measure", { framework: id, on });
  const last = Number(on.slice(0, 4));
  const first = Math.min(Math.max(Number((framework?.life[0] ?? "1816").slice(0, 4)), 1816), last);
  const over = (of: string) =>
    to("/ask/measure", on, { q: JSON.stringify({ framework: id, of, from: first, to: last }) });
  return (
    <Page
      title={W.health.title(framework?.name ?? id)}
      wide
      lead={<Link href={to(`/framework/${id}`, on)}>{W.health.back}</Link>}
      tools={<Export name={`${id}-health-${on}`} tables={asked.reply?.tables} catalogue={world.raw.catalogue} />}
    >
      <Waiting asked={asked} />
      {asked.reply && (
        <>
          <h2>{W.health.over}</h2>
          <ul>
            {asked.reply.answer.about.map((a) => (
              <li key={a.measure}><Link href={over(a.measure)}>{a.title}</Link>: {a.asks}</li>
            ))}
          </ul>
          <AnswerView reply={asked.reply} waiting={asked.waiting} />
        </>
      )}
    </Page>
  );
}

/** Multilateral shares over two centuries, a chart for each series. */
export function TrendView() {
  const world = useWorld();
  const { on } = useAddress();
  const asked = useAnswer<Schemas["TrendAnswer"]>("trend", { on });
  const charts = (asked.reply as Answered<Schemas["TrendAnswer"]> | undefined)?.charts ?? [];
  return (
    <Page
      title={W.health.trend}
      wide
      tools={<Export name={`trend-${on}`} tables={asked.reply?.tables} catalogue={world.raw.catalogue} />}
    >
      <Waiting asked={asked} />
      {charts.map((c) => (
        <Chart key={c.title} chart={c} name={`trend-${on}`} />
      ))}
      {asked.reply && <AnswerView reply={asked.reply} waiting={asked.waiting} />}
    </Page>
  );
}
