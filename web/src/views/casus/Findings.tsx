import { Link } from "wouter";
import type { Schemas } from "../../api/client";
import { to } from "../../model/address";
import { BecauseTree, cited } from "../../parts/Because";
import { useWorld } from "../../parts/WorldData";
import { W } from "../../words";
import { Names, Strength } from "../paint";

type Triggering = Schemas["Triggering"];

/** What the event means for provisions, the strongest duty first. */
export function Group({ title, found, on, tone, empty }: { title?: string; found: Triggering[]; on: string; tone: string; empty?: string }) {
  const world = useWorld();
  if (found.length === 0) return empty ? <p className="quiet">{empty}</p> : null;
  const sorted = [...found].sort((a, b) => (b.strength ?? 0) - (a.strength ?? 0));
  return (
    <section className={`group tone-${tone}`}>
      {title && <h3>{title}</h3>}
      <ul className="findings">
        {sorted.map((t) => (
          <li key={t.provision}>
            <p className="head">
              {(t.strength ?? 0) > 0 && <Strength value={t.strength ?? 0} />}{" "}
              <Link href={to(`/provision/${t.provision}`, on)}>{t.provision}</Link>
              <span className="quiet"> {t.title}{t.binding ? "" : ` · ${W.casus.force[t.nature] ?? W.casus.political}`}</span>
            </p>
            <p>{t.says}</p>
            <States label={W.casus.bound} states={t.bound ?? []} on={on} />
            <States label={W.casus.towardsAttacker} states={t.for_attacker ?? []} on={on} />
            <States label={W.casus.free} states={t.entitled ?? []} on={on} />
            {(t.unsettled ?? []).length > 0 && (
              <p className="small">
                <strong>{W.casus.perhaps}:</strong> {(t.unsettled ?? []).map((u) => `${world.name(u.state, on)}${u.why ? ` (${u.why})` : ""}`).join(", ")}
              </p>
            )}
            {t.body && <p className="small"><strong>{W.casus.decides}:</strong> {t.body}{t.procedure && ` – ${t.procedure}`}</p>}
            {(t.open ?? []).length > 0 && <p className="small"><strong>{W.casus.settles}:</strong> {(t.open ?? []).join("; ")}</p>}
            {(t.failed ?? []).length > 0 && <p className="small">{(t.failed ?? []).join("; ")}</p>}
            <details>
              <summary>{W.casus.because}</summary>
              <BecauseTree because={t.because} />
              <p className="quiet small">{cited(t.cite)}</p>
            </details>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** States by name, each a link to its page; nothing where there are none. */
function States({ label, states, on }: { label: string; states: readonly string[]; on: string }) {
  const world = useWorld();
  if (states.length === 0) return null;
  return (
    <p className="small">
      <strong>{label}:</strong>{" "}
      <Names>{states.map((s) => <Link key={s} href={to(`/state/${s}`, on)}>{world.name(s, on)}</Link>)}</Names>
    </p>
  );
}
