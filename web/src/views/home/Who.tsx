import { Link } from "wouter";
import type { Asked, Schemas } from "../../api/client";
import { to, useAddress } from "../../model/address";
import type { Attack, Call, Tonight } from "../../model/tonight";
import { Waiting } from "../../parts/Answer";
import { useWorld } from "../../parts/WorldData";
import { W } from "../../words";
import { Names, Strength } from "../paint";

interface Props {
  attack: Attack;
  tonight: Tonight;
  asked: Asked<Schemas["CasusAnswer"]>;
  place: string | undefined;
}

/** Who comes, in which words; who sits out, and why. */
export function Who({ attack, tonight, asked, place }: Props) {
  const world = useWorld();
  const { on } = useAddress();
  const certain = tonight.judged && attack.attacker !== undefined;
  const must = certain ? tonight.calls.filter((call) => call.called === true) : tonight.calls;
  const perhaps = certain ? tonight.calls.filter((call) => call.called !== true) : [];
  const named = new Set([...tonight.lit.keys(), ...tonight.out.flatMap((out) => out.states), ...tonight.against.keys(), attack.attacked, attack.attacker]);
  const rest = world.raw.states.filter((s) => world.exists(s.id, on) && !named.has(s.id)).length;
  return (
    <div className={asked.waiting ? "stale" : undefined}>
      {place && <p className="quiet small">{W.tonight.at(place)}</p>}
      {must.length > 0 && <h2>{certain ? W.tonight.must : W.tonight.comes}</h2>}
      {must.map((call) => <Clause key={call.provision} call={call} certain={certain} />)}
      {perhaps.length > 0 && <h2>{W.tonight.perhaps}</h2>}
      {perhaps.map((call) => <Clause key={call.provision} call={call} certain={certain} />)}
      {tonight.against.size > 0 && (
        <>
          <h2>{W.tonight.against}</h2>
          <p className="small"><States states={[...tonight.against.keys()]} /></p>
        </>
      )}
      {(tonight.out.length > 0 || rest > 0) && <h2>{W.tonight.out}</h2>}
      <ul className="plain small">
        {tonight.out.map((out) => (
          <li key={`${out.provision} ${out.states.join()}`}>
            <States states={out.states} />: {out.why} (<Link href={to(`/provision/${out.provision}`, on)}>{out.provision}</Link>)
          </li>
        ))}
      </ul>
      {rest > 0 && <p className="quiet small">{W.tonight.rest(rest)}</p>}
      <Waiting asked={asked} />
    </div>
  );
}

function Clause({ call, certain }: { call: Call; certain: boolean }) {
  const { on } = useAddress();
  return (
    <section className="clause">
      <h3>
        <Strength value={call.strength} /> <Link href={to(`/provision/${call.provision}`, on)}>{call.article}</Link>
      </h3>
      <p className="small">{call.says}</p>
      <p className="small"><strong>{W.states(call.states.length)}:</strong> <States states={call.states.map(({ state }) => state)} doubted={new Set(certain && call.called === true ? call.states.filter((s) => s.contested).map((s) => s.state) : [])} /></p>
      {call.open.length > 0 && (
        <details className="small">
          <summary>{W.tonight.turns}</summary>
          <ul>{call.open.map((open) => <li key={open}>{open}</li>)}</ul>
        </details>
      )}
    </section>
  );
}

function States({ states, doubted = new Set() }: { states: readonly string[]; doubted?: ReadonlySet<string> }) {
  const world = useWorld();
  const { on } = useAddress();
  return (
    <Names>
      {[...states].sort((a, b) => world.name(a, on).localeCompare(world.name(b, on))).map((state) => (
        <span key={state}>
          <Link href={to(`/state/${state}`, on)}>{world.name(state, on)}</Link>
          {doubted.has(state) && ` (${W.map.contested})`}
        </span>
      ))}
    </Names>
  );
}
