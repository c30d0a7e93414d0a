/** What came before an event: the nearest of the past, what differs, and what came of it. */

import { Link } from "wouter";
import { type Schemas, useAnswer } from "../../api/client";
import { to } from "../../model/address";
import { useWorld } from "../../parts/WorldData";
import { W } from "../../words";
import { HOWS } from "../kept/Card";

type Precedents = Schemas["PrecedentsAnswer"];

export function Before({ given }: { given: Record<string, unknown> | null }) {
  const world = useWorld();
  const { reply } = useAnswer<Precedents>("precedents", given && { ...given, most: 3 });
  if (!reply || reply.answer.near.length === 0) return null;
  return (
    <section className="before">
      <h2>{W.kept.before}</h2>
      <ol className="plain">
        {reply.answer.near.map((near) => (
          <li key={near.event} className="clause">
            <h3>
              <Link href={to("/casus", near.on, { attacked: near.attacked, ...(near.attacker && near.attacker.length > 0 && { attacker: near.attacker }) })}>{near.title}</Link>
              <span className="quiet day"> {near.on}</span>
            </h3>
            <p className="small">{W.kept.alike(near.alike.join("; "))}</p>
            <details>
              <summary className="small">{W.kept.differs(near.differences.length)}</summary>
              <table className="small">
                <thead><tr><th scope="col">{W.kept.trait}</th><th scope="col">{W.kept.here}</th><th scope="col">{W.kept.there}</th></tr></thead>
                <tbody>{near.differences.map((d) => <tr key={d.trait}><th scope="row">{d.trait}</th><td>{d.here}</td><td>{d.there}</td></tr>)}</tbody>
              </table>
            </details>
            {near.called.flatMap((called) => HOWS.flatMap((how) => {
              const own = (called.parts ?? []).filter((part) => part.how === how && part.gave);
              return own.length === 0 ? [] : [
                <p key={`${called.provision} ${how}`} className="small">
                  <Link href={to(`/provision/${called.provision}`, near.on)}>{called.provision}</Link>: {W.kept.hows[how]}: {own.map(({ state }) => world.name(state, near.on)).join(", ")}
                </p>,
              ];
            }))}
          </li>
        ))}
      </ol>
      <p className="small quiet">{W.kept.precedent}</p>
    </section>
  );
}
