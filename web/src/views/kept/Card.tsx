/** One event of the past: under each clause the promise, the call, the common finding, and each state's own act. */

import { Link } from "wouter";
import type { Schemas } from "../../api/client";
import { to } from "../../model/address";
import { spoken } from "../../model/time";
import { BecauseTree, cited } from "../../parts/Because";
import { Cell } from "../../parts/Cell";
import { useWorld } from "../../parts/WorldData";
import { W } from "../../words";
import { Names, Strength } from "../paint";
import { eventQuery } from "./events";

type Called = Schemas["Called"];
type Part = NonNullable<Called["parts"]>[number];
export type How = Part["how"];

export function Card({ called, event, on }: { called: readonly Called[]; event: Schemas["Precedent"] | undefined; on: string }) {
  const world = useWorld();
  const first = called[0];
  if (!first) return null;
  const attacked = first.attacked.map((id) => <Link key={id} href={to(`/state/${id}`, first.on)}>{world.name(id, first.on)}</Link>);
  return (
    <article className="happened">
      <header>
        <h2>{event?.title ?? first.title}</h2>
        <p className="small quiet">
          {spoken(first.on)} · {W.kept.to} <Names>{attacked}</Names>
          {event && event.attacker && event.attacker.length > 0 && <> · {W.kept.by} {event.attacker.map((id) => world.name(id, first.on)).join(", ")}</>}
          {event && <> · <Link href={to("/casus", first.on, eventQuery(event))}>{W.kept.judge}</Link> · <Link href={to("/ask/precedents", on, { q: JSON.stringify(eventQuery(event)) })}>{W.kept.before}</Link></>}
        </p>
        {event?.note && <p className="small">{event.note}</p>}
      </header>
      {called.map((one) => <Clause key={one.provision} called={one} />)}
    </article>
  );
}

function Clause({ called }: { called: Called }) {
  const world = useWorld();
  const { verdict, because, parts = [] } = called;
  return (
    <section className="called">
      <h3>
        {called.effect === "duty" ? <Strength value={called.strength} /> : <span className="chip">{W.kept.right}</span>}{" "}
        <Link href={to(`/provision/${called.provision}`, called.on)}>{world.name(called.framework)}, {called.cites?.[0]?.article || called.provision}</Link>
        {!called.binding && <span className="quiet"> ({W.casus.political})</span>}
      </h3>
      <dl>
        <div>
          <dt>{W.kept.promised}</dt>
          <dd>
            <details>
              <summary>{W.kept.verdict[String(verdict ?? null) as "true" | "false" | "null"](called.effect)}</summary>
              <BecauseTree because={because} />
            </details>
          </dd>
        </div>
        <Act title={W.kept.invoked} step={called.invoked} />
        <Act title={W.kept.determined} step={called.determined} />
        <div>
          <dt>{W.kept.did}</dt>
          <dd><Done called={called} parts={parts} /></dd>
        </div>
      </dl>
      <p className="small quiet">{(called.cites ?? []).map((cite, n) => <span key={cited(cite)}>{n > 0 && "; "}<Cell text={cited(cite)} quoted /></span>)}</p>
    </section>
  );
}

function Act({ title, step }: { title: string; step: Called["invoked"] }) {
  return (
    <div>
      <dt>{title}</dt>
      <dd>{step ? <>{step.on && <span className="day">{step.on} </span>}{step.says}</> : <span className="quiet">{W.kept.unrecorded}</span>}</dd>
    </div>
  );
}

/** The states by how they stand, and the acts on record. */
function Done({ called, parts }: { called: Called; parts: readonly Part[] }) {
  const world = useWorld();
  const groups = HOWS.map((how) => [how, parts.filter((part) => part.how === how)] as const).filter(([, own]) => own.length > 0);
  return (
    <>
      {groups.map(([how, own]) => (
        <p key={how} className={`how how-${how.replaceAll(" ", "-")}`}>
          <strong>{W.kept.hows[how]}</strong>: <Names>{own.map((part) => <Link key={part.state} href={to(`/state/${part.state}`, called.on)}>{world.name(part.state, called.on)}</Link>)}</Names>
          {how === "gave nothing" && <span className="quiet"> ({[...new Set(own.map(({ why }) => why))].join("; ")})</span>}
        </p>
      ))}
      {(called.acts ?? []).map((step) => (
        <p key={`${step.on} ${step.says}`} className="small">{step.on && <span className="day">{step.on} </span>}{(step.by ?? []).map((who) => world.name(who, called.on)).join(", ")}: {step.says}</p>
      ))}
      {groups.length === 0 && (called.acts ?? []).length === 0 && <span className="quiet">{W.kept.unrecorded}</span>}
    </>
  );
}

export const HOWS = Object.keys(W.kept.hows) as How[];
