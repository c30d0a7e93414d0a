import { useMemo, useRef } from "react";
import { Link } from "wouter";
import { type Schemas, useAnswer } from "../../api/client";
import { to, useAddress } from "../../model/address";
import { strengthColours } from "../../model/colours";
import { all, helped } from "../../model/told";
import { type Attack, judged, standing, type Tonight } from "../../model/tonight";
import { Export } from "../../parts/Export";
import { Page } from "../../parts/Page";
import { Picker } from "../../parts/Picker";
import { useTheme } from "../../parts/theme";
import { useDays, useWorld } from "../../parts/WorldData";
import { WorldMap } from "../../parts/WorldMap";
import { W } from "../../words";
import { dutyFill, DutyPatterns, StrengthKey, Swatch } from "../paint";
import { Beginnings } from "./Beginnings";
import { tonightTables } from "./tables";
import { Who } from "./Who";

type Casus = Schemas["CasusAnswer"];

export function HomeView() {
  const world = useWorld();
  const days = useDays();
  const { query, on, set } = useAddress();
  const { dark } = useTheme();
  const frame = useRef<HTMLDivElement>(null);
  const attacked = query.get("attacked") ?? "";
  const known = world.states.has(attacked);
  const place = query.get("at") ?? (known ? world.home(attacked, on)?.name : undefined);
  const attack = useMemo<Attack | null>(
    () => known ? { attacked, at: place && world.landCalled(place)?.id, attacker: query.get("attacker") || undefined } : null,
    [known, attacked, place, query, world],
  );
  const asked = useAnswer<Casus>("casus", attack && world.exists(attacked, on) ? {
    on, attacked: [attacked], attacker: attack.attacker ? [attack.attacker] : [], ...(place && { at: place }),
  } : null);
  const tonight = useMemo(() => {
    if (!attack) return null;
    const answer = asked.waiting ? undefined : asked.reply?.answer;
    return answer ? judged(answer, world, days, on, attack) : standing(world, days, on, attack);
  }, [attack, asked.waiting, asked.reply, world, days, on]);
  const lead = attack && tonight ? helped(world, on, attack, tonight) : all(days, on);
  const tables = attack && tonight ? tonightTables(world, on, lead, tonight) : undefined;
  return (
    <Page
      title={W.tonight.title}
      lead={W.tonight.about}
      wide
      tools={
        <Export
          name={attack ? `${attacked}-attacked-${on}` : `help-${on}`}
          title={lead}
          picture={() => frame.current?.querySelector("svg") ?? null}
          tables={tables}
          catalogue={world.raw.catalogue}
        />
      }
      ask={
        <form className="controls box" onSubmit={(e) => e.preventDefault()}>
          <Picker
            label={W.tonight.pick}
            placeholder={W.tonight.pickHint}
            options={world.choosable}
            value={attack ? world.name(attacked) : ""}
            onChoose={(id) => set({ attacked: id, at: undefined, attacker: attack?.attacker === id ? undefined : attack?.attacker })}
          />
          <Picker
            label={W.tonight.by}
            placeholder={W.tonight.byHint}
            options={world.attackers}
            value={attack?.attacker ? world.name(attack.attacker) : ""}
            onChoose={(id) => set({ attacker: id === attacked ? undefined : id })}
          />
          {attack?.attacker && <button type="button" onClick={() => set({ attacker: undefined })}>{W.tonight.anyone}</button>}
          {attack && <button type="button" onClick={() => set({ attacked: undefined, attacker: undefined, at: undefined })}>{W.tonight.again}</button>}
        </form>
      }
    >
      <p className="answered" aria-live="polite" data-on={on}>{lead}</p>
      <div className="split">
        <div ref={frame}>
          <TonightMap attack={attack} tonight={tonight} dark={dark} onChoose={(state, land) => set({ attacked: state, at: land, attacker: attack?.attacker === state ? undefined : attack?.attacker })} />
        </div>
        <aside aria-label={W.tonight.comes}>
          {attack && tonight ? <Who attack={attack} tonight={tonight} asked={asked} place={place} /> : <Beginnings />}
        </aside>
      </div>
      {attack && (
        <p className="small">
          <Link href={to("/casus", on, { attacked, ...(attack.attacker && { attacker: attack.attacker }), ...(place && { at: place }) })}>{W.tonight.casus}</Link>
          {" · "}
          <Link href={to(`/state/${attacked}`, on)}>{W.tonight.state(world.name(attacked, on))}</Link>
        </p>
      )}
    </Page>
  );
}

function TonightMap({ attack, tonight, dark, onChoose }: {
  attack: Attack | null;
  tonight: Tonight | null;
  dark: boolean;
  onChoose(state: string, land: string | undefined): void;
}) {
  const world = useWorld();
  const days = useDays();
  const { on } = useAddress();
  const colours = strengthColours(dark);
  const lit = useMemo(() => tonight?.lit ?? days.strongest(on), [tonight, days, on]);
  const shown = new Set([...lit.values()].map((duty) => duty.strength));
  const doubt = [...lit.values()].some((duty) => duty.contested);
  return (
    <>
      <WorldMap
        label={attack ? W.tonight.map(on) : W.tonight.mapAll(on)}
        on={on}
        version={`${on} ${dark} ${attack?.attacked} ${attack?.attacker} ${attack?.at} ${tonight?.judged}`}
        holder={(t) => world.holders(t, on)[0]?.state ?? t}
        patterns={(scale) => <DutyPatterns scale={scale} />}
        chosen={attack?.at}
        insets
        parties={attack ? [[attack.attacked, attack.attacker ?? ""].flatMap((id) => world.home(id, on)?.id ?? []), [attack.at ?? ""]] : []}
        paint={(t) => {
          const holder = world.holders(t, on)[0]?.state;
          const whose = world.whose(t, on);
          if (!holder) return { fill: "var(--land)", title: whose };
          if (holder === attack?.attacked) return { fill: "var(--attacked)", title: `${whose}: ${W.casus.attacked}` };
          if (holder === attack?.attacker) return { fill: "var(--attacker)", title: `${whose}: ${W.casus.attacker}` };
          if (tonight?.against.has(holder)) return { fill: "var(--other)", title: `${whose}: ${W.casus.towardsAttacker}` };
          const duty = lit.get(holder);
          if (!duty) return { fill: "var(--held)", title: whose };
          const perhaps = duty.contested ? ` (${W.tonight.open})` : "";
          return { fill: dutyFill(duty, colours), title: `${whose}\n${duty.strength} ${W.strength[duty.strength]}${perhaps} (${duty.by})` };
        }}
        onChoose={(t) => {
          const holder = world.holders(t, on)[0]?.state;
          if (holder) onChoose(holder, world.territories.get(t)?.name);
        }}
      />
      <ul className="key small">
        {attack && <li><Swatch fill="var(--attacked)" /> {W.casus.attacked}</li>}
        {attack?.attacker && <li><Swatch fill="var(--attacker)" /> {W.casus.attacker}</li>}
        {tonight && tonight.against.size > 0 && <li><Swatch fill="var(--other)" /> {W.casus.towardsAttacker}</li>}
        <li><Swatch fill="var(--held)" /> {attack ? W.tonight.elsewhere : W.tonight.owesNone}</li>
      </ul>
      <StrengthKey shown={shown} perhaps={doubt ? W.tonight.open : undefined} />
    </>
  );
}
