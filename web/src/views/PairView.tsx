import { useRef } from "react";
import { Link, useLocation } from "wouter";
import { type Schemas, useAnswer } from "../api/client";
import { to, useAddress } from "../model/address";
import { pairTold } from "../model/told";
import { AnswerView, Waiting } from "../parts/Answer";
import { Export } from "../parts/Export";
import { Page } from "../parts/Page";
import { Picker } from "../parts/Picker";
import { useDays, useWorld } from "../parts/WorldData";
import { WorldMap } from "../parts/WorldMap";
import { W } from "../words";
import { Swatch } from "./paint";

export function PairView({ one, other }: { one: string; other: string }) {
  const world = useWorld();
  const days = useDays();
  const { on } = useAddress();
  const [, go] = useLocation();
  const frame = useRef<HTMLDivElement>(null);
  const asked = useAnswer<Schemas["BoundAnswer"]>("bound", { states: [one, other], on });
  return (
    <Page
      title={`${world.name(one, on)} – ${world.name(other, on)}`}
      lead={pairTold(world, days, one, other, on)}
      wide
      tools={
        <Export
          name={`${one}-${other}-${on}`}
          picture={() => frame.current?.querySelector("svg") ?? null}
          tables={asked.reply?.tables}
          catalogue={world.raw.catalogue}
        />
      }
    >
      <div className="split">
        <div>
          <Waiting asked={asked} />
          {asked.reply && <AnswerView reply={asked.reply} waiting={asked.waiting} />}
        </div>
        <aside>
          <div ref={frame}>
            <WorldMap
              label={`${world.name(one, on)}, ${world.name(other, on)}, ${on}`}
              on={on}
              holder={(t) => world.holders(t, on)[0]?.state ?? t}
              version={`${on} ${one} ${other}`}
              paint={(t) => {
                const holder = world.holders(t, on)[0]?.state;
                if (!holder) return null;
                const fill = holder === one ? "var(--self)" : holder === other ? "var(--other)" : "var(--held)";
                return { fill, title: world.whose(t, on) };
              }}
            />
          </div>
          <ul className="key">
            <li><Swatch fill="var(--self)" /> <Link href={to(`/state/${one}`, on)}>{world.name(one, on)}</Link></li>
            <li><Swatch fill="var(--other)" /> <Link href={to(`/state/${other}`, on)}>{world.name(other, on)}</Link></li>
          </ul>
          <div className="controls">
            <Picker label={W.state.pairWith} options={world.choosable} onChoose={(id) => id !== one && go(to(`/pair/${one}/${id}`, on))} />
            <button type="button" onClick={() => go(to(`/pair/${other}/${one}`, on))}>{W.pair.swap}</button>
          </div>
        </aside>
      </div>
    </Page>
  );
}
