import { useMemo, useRef, useState } from "react";
import { Link, useLocation } from "wouter";
import { type Schemas, useAnswer } from "../../api/client";
import { to, useAddress } from "../../model/address";
import { shown } from "../../model/time";
import { AnswerView, Waiting } from "../../parts/Answer";
import { cited } from "../../parts/Because";
import { Cell } from "../../parts/Cell";
import { Export } from "../../parts/Export";
import { Page } from "../../parts/Page";
import { useDays, useWorld } from "../../parts/WorldData";
import { WorldMap } from "../../parts/WorldMap";
import { W } from "../../words";
import { Strength, Swatch } from "../paint";
import { type Lit, type Phrase, phrases, type Version, versionOn } from "./phrases";
import "./provision.css";

type Cite = Schemas["CiteAnswer"];

/** A clause phrase by phrase; or, where the id names several, all of them. */
export function ProvisionView({ id }: { id: string }) {
  const world = useWorld();
  const { on } = useAddress();
  const frame = useRef<HTMLDivElement>(null);
  const framework = id.split("/")[0] ?? id;
  const asked = useAnswer<Cite>("cite", { framework: id, on });
  const versions = asked.reply?.answer.versions ?? [];
  const one = new Set(versions.map(({ provision }) => provision.id)).size === 1 ? versionOn(versions, on) : undefined;
  return (
    <Page
      title={one ? `${world.name(framework)}, ${one.provision.cite.article || one.provision.id}` : id}
      wide
      lead={asked.reply && <span className="answered">{asked.reply.answer.lead}</span>}
      tools={
        <Export
          name={`${id.replaceAll("/", "-")}-${on}`}
          title={one ? `${world.name(framework)}, ${one.provision.cite.article}: ${one.provision.says}` : undefined}
          picture={one ? () => frame.current?.querySelector("svg") ?? null : undefined}
          tables={asked.reply?.tables}
          catalogue={world.raw.catalogue}
        />
      }
    >
      <p className="small"><Link href={to(`/framework/${framework}`, on)}>{world.name(framework)}</Link>{one && <> · {one.provision.id} · <Link href={to("/kept", on, { framework })}>{W.provision.kept}</Link></>}</p>
      <Waiting asked={asked} />
      {one && <Clause version={one} frame={frame} stale={asked.waiting} />}
      {asked.reply && (
        <details className="folded" open={!one || undefined}>
          <summary>{W.provision.whole}</summary>
          <AnswerView reply={asked.reply} waiting={asked.waiting} heading={false} />
        </details>
      )}
    </Page>
  );
}

function Clause({ version, frame, stale }: { version: Version; frame: React.RefObject<HTMLDivElement | null>; stale: boolean }) {
  const world = useWorld();
  const days = useDays();
  const { on } = useAddress();
  const found = useMemo(() => phrases(version, world, days, on), [version, world, days, on]);
  const [at, setAt] = useState<string | null>(null);
  const shownPhrase = found.find(({ key, lit }) => key === at && lit) ?? found.find(({ lit }) => lit);
  const { provision } = version;
  return (
    <div className={stale ? "split even stale" : "split even"}>
      <div>
        <blockquote className="says">
          <p>{provision.says}</p>
          <footer className="small quiet">{W.provision.paraphrase} · {shown([version.in_force.start ?? null, version.in_force.end ?? null])} · <Cell text={cited(provision.cite)} quoted /></footer>
        </blockquote>
        <ol className="phrases">
          {found.map((phrase) => <PhraseLine key={phrase.key} phrase={phrase} lit={shownPhrase?.key === phrase.key} onLight={() => setAt(phrase.key)} strength={provision.effect.type === "duty" && phrase.key === "strength" ? provision.effect.strength : null} />)}
        </ol>
        {provision.note && <p className="note">{provision.note}</p>}
      </div>
      <div ref={frame}>
        {shownPhrase?.lit ? <ClauseMap lit={shownPhrase.lit} told={`${shownPhrase.takes}: ${shownPhrase.says}`} name={shownPhrase.key} /> : <p className="quiet">{W.provision.noMap}</p>}
      </div>
    </div>
  );
}

function PhraseLine({ phrase, lit, onLight, strength }: { phrase: Phrase; lit: boolean; onLight(): void; strength: number | null }) {
  const inner = (
    <>
      <span className="takes">{strength !== null && <Strength value={strength} />} {phrase.takes}</span>
      <span className="phrase">{phrase.says}</span>
    </>
  );
  return (
    <li className={lit ? "lit" : undefined}>
      {phrase.lit
        ? <button type="button" aria-pressed={lit} onMouseEnter={onLight} onFocus={onLight} onClick={onLight}>{inner}</button>
        : <div>{inner}</div>}
      {(phrase.more ?? []).map((more) => <p key={more} className="small quiet"><Cell text={more} quoted /></p>)}
    </li>
  );
}

const CONTESTED = "url(#phrase-contested)";
const LEFT = "url(#phrase-left)";

/** What a phrase lights. */
function ClauseMap({ lit, told, name }: { lit: Lit; told: string; name: string }) {
  const world = useWorld();
  const { on } = useAddress();
  const [, go] = useLocation();
  const doubted = [...lit.states.values()].some(Boolean) || [...(lit.out?.values() ?? [])].some(Boolean);
  return (
    <>
      <WorldMap
        label={`${told}, ${on}`}
        on={on}
        version={`${on} ${name} ${lit.states.size} ${lit.out?.size ?? 0}`}
        holder={(t) => world.holders(t, on)[0]?.state ?? t}
        patterns={(scale) => (
          <>
            <pattern id="phrase-contested" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform={`scale(${1 / scale})`}>
              <rect width="4" height="4" fill="var(--held)" /><circle cx="2" cy="2" r="1.1" fill="#0072b2" />
            </pattern>
            <pattern id="phrase-left" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform={`rotate(45) scale(${1 / scale})`}>
              <rect width="4" height="4" fill="var(--held)" /><rect width="1.4" height="4" fill="#d55e00" />
            </pattern>
          </>
        )}
        paint={(t) => {
          const holder = world.holders(t, on)[0]?.state;
          const whose = world.whose(t, on);
          const doubt = holder === undefined ? undefined : lit.states.get(holder);
          if (doubt === undefined) return { fill: holder ? "var(--held)" : "var(--land)", title: whose };
          const left = lit.out?.get(t);
          if (left === false) return { fill: LEFT, title: `${whose}: ${W.map.leftOut}` };
          const open = doubt || left === true;
          return { fill: open ? CONTESTED : "#0072b2", title: `${whose}${open ? ` (${W.map.contested})` : ""}` };
        }}
        onChoose={(t) => {
          const state = world.holders(t, on)[0]?.state;
          if (state) go(to(`/state/${state}`, on));
        }}
      />
      <p className="small" role="status">{told}</p>
      <ul className="key small">
        <li><Swatch fill="#0072b2" /> {lit.out ? W.provision.reached : W.provision.lit}</li>
        {lit.out && <li><Swatch fill={LEFT} /> {W.map.leftOut}</li>}
        {doubted && <li><Swatch fill={CONTESTED} /> {W.map.contested}</li>}
      </ul>
      <p className="small quiet">{W.states(lit.states.size)}</p>
    </>
  );
}
