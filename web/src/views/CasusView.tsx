import { useId, useMemo, useRef } from "react";
import { Link } from "wouter";
import { type Schemas, useAnswer } from "../api/client";
import { to, useAddress } from "../model/address";
import { strengthColours } from "../model/colours";
import { isDay } from "../model/time";
import { BecauseTree, cited, Sources, TableView, Waiting } from "../parts/Answer";
import { Export } from "../parts/Export";
import { Page } from "../parts/Page";
import { Picker } from "../parts/Picker";
import { useTheme } from "../parts/theme";
import { useWorld } from "../parts/WorldData";
import { WorldMap } from "../parts/WorldMap";
import { W } from "../words";
import { type Example, EXAMPLES } from "./examples";
import { Strength, StrengthKey } from "./StateView";

type Casus = Schemas["CasusAnswer"];
type Triggering = Schemas["Triggering"];
const KINDS = ["armed-attack", "threat", "cyber-attack", "terrorist-attack", "sabotage", "incursion", "steered-migration", "coup", "internal-conflict", "disaster", "nuclear-accident"];
const OBJECTS = ["territory", "forces", "vessel", "aircraft", "cable", "pipeline", "satellite", "embassy"];

/** What the address says of the event, as the question takes it; null where nobody is attacked. */
function given(query: URLSearchParams, on: string): Record<string, unknown> | null {
  const attacked = query.getAll("attacked").filter(Boolean);
  if (attacked.length === 0) return null;
  const at = query.get("at") ?? "";
  const point = /^\s*(-?\d+(?:\.\d+)?)\s*,\s*(-?\d+(?:\.\d+)?)\s*$/.exec(at);
  const facts: Record<string, unknown> = {};
  for (const fact of query.getAll("fact")) {
    const [name = "", value = ""] = fact.split("=");
    facts[name] = value === "true" ? true : value === "false" ? false : value.includes(",") ? value.split(",") : value;
  }
  return {
    on,
    attacked,
    attacker: query.getAll("attacker").filter(Boolean),
    kind: query.get("kind") ?? "armed-attack",
    object: query.get("object") ?? "territory",
    facts,
    ...(at && { at: point ? { lat: Number(point[1]), lon: Number(point[2]) } : at }),
  };
}

export function CasusView() {
  const world = useWorld();
  const { query, on, set } = useAddress();
  const frame = useRef<HTMLDivElement>(null);
  const second = query.get("and") ?? "";
  const first = useAnswer<Casus>("casus", given(query, on));
  const other = useAnswer<Casus>("casus", isDay(second) ? given(query, second) : null);
  const attacked = query.getAll("attacked").filter(Boolean);
  const attacker = query.getAll("attacker").filter(Boolean);
  const facts = query.getAll("fact");
  const states = world.raw.states.map((s) => ({ id: s.id, name: s.name }));
  const actors = useMemo(() => Object.entries(world.raw.actors).map(([id, name]) => ({ id, name })), [world]);
  const places = useMemo(() => world.raw.places.map((name) => ({ id: name, name: "" })), [world]);
  const listed = (name: "attacked" | "attacker", chosen: string[]) => (
    <div>
      <Picker
        label={W.casus[name]}
        options={name === "attacker" ? [...states, ...actors] : states}
        free={name === "attacker"}
        placeholder={chosen.length > 0 ? W.casus.another : name === "attacker" ? W.casus.unknownAttacker : W.casus.aState}
        onChoose={(id) => set({ [name]: [...new Set([...chosen, id])] })}
      />
      {chosen.map((id) => (
        <button key={id} type="button" className="chip" onClick={() => set({ [name]: chosen.filter((c) => c !== id) })} aria-label={`${W.casus.remove}: ${world.name(id)}`}>
          {world.name(id)} ×
        </button>
      ))}
    </div>
  );
  return (
    <Page
      title={W.casus.title}
      lead={W.casus.lead}
      wide
      tools={
        <Export name={`casus-${on}`} picture={() => frame.current?.querySelector("svg") ?? null} tables={first.reply?.tables} catalogue={world.raw.catalogue} />
      }
    >
      <form className="controls event" onSubmit={(e) => e.preventDefault()}>
        <label>
          {W.casus.examples}{" "}
          <select
            value=""
            onChange={(e) => {
              const found = EXAMPLES[Number(e.target.value)];
              if (found) set({ ...asQuery(found), and: undefined });
            }}
          >
            <option value="">{W.casus.choose}</option>
            {EXAMPLES.map((e, n) => <option key={e.title} value={n}>{e.title}</option>)}
          </select>
        </label>
        {listed("attacked", attacked)}
        {listed("attacker", attacker)}
        <Picker
          label={W.casus.at}
          placeholder={W.casus.atHint}
          options={places}
          free
          value={query.get("at") ?? ""}
          onChoose={(at) => set({ at })}
        />
        <label>
          {W.casus.kind}{" "}
          <select value={query.get("kind") ?? "armed-attack"} onChange={(e) => set({ kind: e.target.value })}>
            {KINDS.map((k) => <option key={k} value={k}>{k.replaceAll("-", " ")}</option>)}
          </select>
        </label>
        <label>
          {W.casus.object}{" "}
          <select value={query.get("object") ?? "territory"} onChange={(e) => set({ object: e.target.value })}>
            {OBJECTS.map((o) => <option key={o} value={o}>{o}</option>)}
          </select>
        </label>
        <div>
        <Picker
          label={W.casus.facts}
          placeholder={W.casus.addFact}
          options={Object.entries(world.raw.facts).map(([id, name]) => ({ id, name }))}
          onChoose={(fact) => set({ fact: [...facts, `${fact}=true`] })}
        />
        {facts.map((fact) => {
          const [name = "", value = ""] = fact.split("=");
          const put = (next: string | null) =>
            set({ fact: facts.flatMap((f) => (f === fact ? (next === null ? [] : [`${name}=${next}`]) : [f])) });
          return (
            <span key={fact} className="chip" title={world.raw.facts[name]}>
              {name}:{" "}
              <button type="button" className="linklike" onClick={() => put(value === "true" ? "false" : "true")}>
                {value === "true" ? W.casus.yes : value === "false" ? W.casus.no : value}
              </button>{" "}
              <button type="button" className="linklike" aria-label={`${W.casus.remove}: ${name}`} onClick={() => put(null)}>×</button>
            </span>
          );
        })}
        </div>
        <label>
          {W.casus.second}{" "}
          <input className="day" defaultValue={second} key={second} placeholder="2026-01-01" onBlur={(e) => set({ and: e.target.value || undefined })} />
        </label>
      </form>
      <div className={second ? "beside" : undefined} ref={frame}>
        <Outcome asked={first} on={on} beside={isDay(second)} onPoint={(lat, lon) => set({ at: `${lat},${lon}` })} at={query.get("at") ?? ""} />
        {isDay(second) && <Outcome asked={other} on={second} beside at={query.get("at") ?? ""} />}
      </div>
    </Page>
  );
}

/** An example as the address holds it. */
function asQuery(example: Example): Record<string, string | string[] | undefined> {
  return {
    on: example.on, attacked: example.attacked, attacker: example.attacker ?? [], at: example.at,
    kind: example.kind, object: example.object, fact: example.facts ?? [],
  };
}

/** The examples as a list, where nothing is asked yet. */
function Examples() {
  return (
    <nav aria-label={W.casus.examples}>
      <h2 className="first">{W.casus.examples}</h2>
      <p className="quiet">{W.casus.empty}</p>
      <ul className="plain columns">
        {EXAMPLES.map((example) => {
          const { on, ...event } = asQuery(example);
          const more = Object.fromEntries(Object.entries(event).filter(([, value]) => value !== undefined)) as Record<string, string | string[]>;
          return <li key={example.title}><Link href={to("/casus", String(on), more)}>{example.title}</Link></li>;
        })}
      </ul>
    </nav>
  );
}

function Outcome({
  asked,
  on,
  beside,
  onPoint,
  at,
}: {
  asked: ReturnType<typeof useAnswer<Casus>>;
  on: string;
  beside: boolean;
  onPoint?: (lat: number, lon: number) => void;
  at: string;
}) {
  const world = useWorld();
  const { dark } = useTheme();
  const answer = asked.reply?.answer;
  const owed = useMemo(() => {
    const found = new Map<string, { strength: number; by: string; perhaps: boolean; against: boolean }>();
    const add = (state: string, t: Triggering, perhaps: boolean) => {
      const known = found.get(state);
      const strength = t.strength ?? 0;
      const against = (t.for_attacker ?? []).length > 0;
      const before = () => {
        if (!known) return true;
        if (known.perhaps !== perhaps) return known.perhaps;
        return known.against === against ? known.strength < strength : known.against;
      };
      if (strength > 0 && before()) found.set(state, { strength, by: t.provision, perhaps, against });
    };
    for (const t of answer?.triggered ?? []) {
      if (!t.binding) continue;
      for (const state of t.bound ?? []) add(state, t, false);
      for (const { state } of t.unsettled ?? []) add(state, t, true);
    }
    return found;
  }, [answer]);
  const colours = strengthColours(dark);
  const event = answer?.event;
  const pattern = useId();
  const site = answer?.point ?? undefined;
  return (
    <section className="outcome" aria-label={on}>
      <div>
      {beside && <h2 className="first">{on}</h2>}
      <WorldMap
        label={answer?.title ?? W.casus.title}
        holder={(t) => world.holders(t, on)[0]?.state ?? t}
        version={`${on} ${dark} ${answer?.title} ${at} ${owed.size}`}
        {...(onPoint ? { onPoint } : {})}
        mark={site && { ...site, title: answer?.place ?? at }}
        patterns={
          <>
          <pattern id={pattern} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect width="5" height="5" fill="var(--held)" />
            <rect width="1.6" height="5" fill={colours[4]} />
          </pattern>
          <pattern id={`${pattern}-against`} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect width="5" height="5" fill="var(--held)" />
            <rect width="1.6" height="5" fill="var(--other)" />
          </pattern>
          </>
        }
        paint={(t) => {
          const holder = world.holders(t, on)[0]?.state;
          if (!holder) return null;
          const name = world.name(holder);
          if (event?.attacked.includes(holder)) return { fill: "var(--attacked)", title: `${name}: ${W.casus.attacked}` };
          if (event?.attacker.includes(holder)) return { fill: "var(--attacker)", title: `${name}: ${W.casus.attacker}` };
          const duty = owed.get(holder);
          if (!duty) return { fill: "var(--held)", title: name };
          const towards = duty.against ? `${W.casus.towardsAttacker}, ` : "";
          const told = `${name}: ${towards}${duty.perhaps ? `${W.casus.perhaps} ` : ""}${duty.strength} ${W.strength[duty.strength]} (${duty.by})`;
          if (duty.against) return { fill: duty.perhaps ? `url(#${pattern}-against)` : "var(--other)", title: told };
          return { fill: duty.perhaps ? `url(#${pattern})` : (colours[duty.strength] ?? "var(--held)"), title: told };
        }}
      />
      <ul className="key small">
        <li><span className="swatch" style={{ background: "var(--attacked)" }} /> {W.casus.attacked}</li>
        <li><span className="swatch" style={{ background: "var(--attacker)" }} /> {W.casus.attacker}</li>
        {[...owed.values()].some((duty) => duty.against) && (
          <li><span className="swatch" style={{ background: "var(--other)" }} /> {W.casus.towardsAttacker}</li>
        )}
        {[...owed.values()].some((duty) => duty.perhaps) && (
          <li><svg width="24" height="15" aria-hidden="true"><rect width="24" height="15" rx="2" fill={`url(#${pattern})`} /></svg> {W.casus.perhapsBound}</li>
        )}
      </ul>
      <StrengthKey />
      </div>
      <div>
      <Waiting asked={asked} />
      {!asked.reply && !asked.waiting && !asked.error && <Examples />}
      {answer && asked.reply && (
        <>
          <h2 className={beside ? undefined : "first"}><Titled text={answer.title} /></h2>
          <p className="lead">{answer.lead}</p>
          <Group title={W.casus.triggered} found={answer.triggered} on={on} tone="good" empty={W.casus.nobody} />
          <Group title={W.casus.undetermined} found={answer.undetermined} on={on} tone="unsure" />
          {asked.reply.tables
            .filter((t) => !["Triggered", "Undetermined", "Not triggered"].includes(t.title))
            .map((t) => <TableView key={t.title} table={t} />)}
          <details className="folded">
            <summary>{W.casus.notTriggered} ({answer.not_triggered.length})</summary>
            <Group found={answer.not_triggered} on={on} tone="quiet" />
          </details>
          {(answer.notes ?? []).map((note) => <p key={note} className="note">{note}</p>)}
          <Sources tables={asked.reply.tables} />
        </>
      )}
      </div>
    </section>
  );
}

/** A title whose day does not break at the end of a line. */
function Titled({ text }: { text: string }) {
  const day = /\d{4}-\d{2}-\d{2}$/.exec(text)?.[0] ?? "";
  return <>{text.slice(0, text.length - day.length)}<span className="day">{day}</span></>;
}

function Group({ title, found, on, tone, empty }: { title?: string; found: Triggering[]; on: string; tone: string; empty?: string }) {
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
                <strong>{W.casus.perhaps}:</strong> {(t.unsettled ?? []).map((u) => `${world.name(u.state)}${u.why ? ` (${u.why})` : ""}`).join(", ")}
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
      {states.map((s, n) => (
        <span key={s}>{n > 0 && ", "}<Link href={to(`/state/${s}`, on)}>{world.name(s)}</Link></span>
      ))}
    </p>
  );
}
