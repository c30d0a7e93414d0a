import { Link } from "wouter";
import { type Schemas, useAnswer } from "../../api/client";
import { to } from "../../model/address";
import { number, today } from "../../model/time";
import { W } from "../../words";
import { asQuery, EXAMPLES } from "../casus/examples";
import { READY } from "./ready";

/** Questions to begin with, and one finding, another each day. */
export function Beginnings() {
  const example = EXAMPLES[number(today()) % EXAMPLES.length] as (typeof EXAMPLES)[number];
  const { title, on, ...event } = example;
  const facts = Object.fromEntries((event.facts ?? []).map((fact) => fact.split("=")).map(([name, value]) => [name, value === "true" ? true : value === "false" ? false : value]));
  const asked = useAnswer<Schemas["CasusAnswer"]>("casus", { ...event, facts, on });
  return (
    <>
      <h2>{W.tonight.ready}</h2>
      <ul className="ready">
        {READY.map((one) => <li key={one.asks}><Link href={to(one.path, one.on, one.more)}>{one.asks}</Link></li>)}
      </ul>
      <h2>{W.tonight.finding}</h2>
      <p><Link href={to("/casus", on, asQuery(example))}>{title}</Link>{asked.reply && `: ${asked.reply.answer.lead}`}</p>
    </>
  );
}
