import { useId, useMemo } from "react";
import { Link } from "wouter";
import type { Asked, Schemas } from "../../api/client";
import { to, useAddress } from "../../model/address";
import { strengthColours } from "../../model/colours";
import { Sources, Waiting } from "../../parts/Answer";
import { TableView } from "../../parts/Table";
import { useTheme } from "../../parts/theme";
import { useDays, useWorld } from "../../parts/WorldData";
import { WorldMap } from "../../parts/WorldMap";
import { W } from "../../words";
import { dutyFill, DutyPatterns, StrengthKey, Swatch } from "../paint";
import { asQuery, EXAMPLES } from "./examples";
import { Group } from "./Findings";
import { judgedDuties, standingDuties } from "./owed";
import { Told } from "./Told";

type Casus = Schemas["CasusAnswer"];
/** Tables of the answer that the page shows in its own way. */
const OWN = ["Triggered", "Undetermined", "Not triggered"];
const FIRST = "What was done";

interface Props {
  asked: Asked<Casus>;
  on: string;
  beside: boolean;
  onPoint?: (lat: number, lon: number) => void;
  at: string;
}

/** What an event means on a day: who must, who need not, what was done; the map, and the reasons. */
export function Outcome({ asked, on, beside, onPoint, at }: Props) {
  const { reply } = asked;
  return (
    <section className="outcome" aria-label={on}>
      <div>
        {beside && <h2 className="first">{on}</h2>}
        <EventMap asked={asked} on={on} at={at} {...(onPoint && { onPoint })} />
      </div>
      <div>
        <Waiting asked={asked} />
        {!reply && !asked.waiting && !asked.error && <Examples />}
        {reply && (
          <div className={asked.waiting ? "stale" : undefined}>
            <h2 className={beside ? undefined : "first"}><Titled text={reply.answer.title} /></h2>
            <Told answer={reply.answer} />
            {reply.tables.filter((t) => t.title === FIRST).map((t) => <TableView key={t.title} table={t} />)}
            <Group title={W.casus.triggered} found={reply.answer.triggered} on={on} tone="good" empty={W.casus.nobody} />
            <Group title={W.casus.undetermined} found={reply.answer.undetermined} on={on} tone="unsure" />
            {reply.tables.filter((t) => t.title !== FIRST && !OWN.includes(t.title)).map((t) => <TableView key={t.title} table={t} />)}
            <details className="folded">
              <summary>{W.casus.notTriggered} ({reply.answer.not_triggered.length})</summary>
              <Group found={reply.answer.not_triggered} on={on} tone="quiet" />
            </details>
            {(reply.answer.notes ?? []).map((note) => <p key={note} className="note">{note}</p>)}
            <Sources tables={reply.tables} />
          </div>
        )}
      </div>
    </section>
  );
}

function EventMap({ asked, on, at, onPoint }: Omit<Props, "beside">) {
  const world = useWorld();
  const days = useDays();
  const { query } = useAddress();
  const { dark } = useTheme();
  const pattern = useId();
  const colours = strengthColours(dark);
  const attacked = query.getAll("attacked").filter(Boolean);
  const attacker = query.getAll("attacker").filter(Boolean);
  const answer = asked.waiting ? undefined : asked.reply?.answer;
  const sides = attacked.join(" ");
  const owed = useMemo(
    () => (answer ? judgedDuties(answer) : standingDuties(days, on, sides.split(" ").filter(Boolean))),
    [answer, days, on, sides],
  );
  const duties = [...owed.values()];
  const site = answer?.point ?? undefined;
  return (
    <>
      <WorldMap
        label={answer?.title ?? `${W.casus.title}, ${on}`}
        on={on}
        holder={(t) => world.holders(t, on)[0]?.state ?? t}
        version={`${on} ${dark} ${answer?.title} ${at} ${sides} ${attacker.join()} ${owed.size} ${duties.filter((d) => d.contested).length}`}
        {...(onPoint ? { onPoint } : {})}
        insets
        parties={[[...attacked, ...attacker].flatMap((id) => world.home(id, on)?.id ?? []), [answer?.country?.territory ?? ""]]}
        mark={site && { ...site, title: answer?.place ?? at }}
        patterns={(scale) => (
          <>
            <DutyPatterns scale={scale} />
            <pattern id={`${pattern}-against`} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform={`rotate(45) scale(${1 / scale})`}>
              <rect width="5" height="5" fill="var(--held)" />
              <rect width="1.6" height="5" fill="var(--other)" />
            </pattern>
          </>
        )}
        paint={(t) => {
          const holder = world.holders(t, on)[0]?.state;
          const whose = world.whose(t, on);
          if (!holder) return { fill: "var(--land)", title: whose };
          if (attacked.includes(holder)) return { fill: "var(--attacked)", title: `${whose}: ${W.casus.attacked}` };
          if (attacker.includes(holder)) return { fill: "var(--attacker)", title: `${whose}: ${W.casus.attacker}` };
          const duty = owed.get(holder);
          if (!duty) return { fill: "var(--held)", title: whose };
          const towards = duty.against ? `${W.casus.towardsAttacker}, ` : "";
          const told = `${whose}: ${towards}${duty.contested ? `${W.casus.perhaps} ` : ""}${duty.strength} ${W.strength[duty.strength]} (${duty.by})`;
          if (duty.against) return { fill: duty.contested ? `url(#${pattern}-against)` : "var(--other)", title: told };
          return { fill: dutyFill(duty, colours), title: told };
        }}
      />
      <ul className="key small">
        <li><Swatch fill="var(--attacked)" /> {W.casus.attacked}</li>
        <li><Swatch fill="var(--attacker)" /> {W.casus.attacker}</li>
        {duties.some((duty) => duty.against) && <li><Swatch fill="var(--other)" /> {W.casus.towardsAttacker}</li>}
        <li><Swatch fill="var(--held)" /> {W.casus.noDuty}</li>
      </ul>
      <StrengthKey perhaps={duties.some((duty) => duty.contested) ? W.casus.perhapsBound : undefined} />
      {!answer && attacked.length > 0 && <p className="quiet small">{W.casus.unjudged}</p>}
    </>
  );
}

/** A title whose day does not break at the end of a line. */
function Titled({ text }: { text: string }) {
  const day = /\d{4}-\d{2}-\d{2}$/.exec(text)?.[0] ?? "";
  return <>{text.slice(0, text.length - day.length)}<span className="day">{day}</span></>;
}

/** The examples as a list, where nothing is asked yet. */
function Examples() {
  return (
    <nav aria-label={W.casus.examples}>
      <h2 className="first">{W.casus.examples}</h2>
      <p className="quiet">{W.casus.empty}</p>
      <ul className="plain columns">
        {EXAMPLES.map((example) => {
          return <li key={example.title}><Link href={to("/casus", example.on, asQuery(example))}>{example.title}</Link></li>;
        })}
      </ul>
    </nav>
  );
}

