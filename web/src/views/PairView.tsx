import { useRef } from "react";
import { Link, useLocation } from "wouter";
import { type Schemas, useAnswer } from "../api/client";
import { to, useAddress } from "../model/address";
import { AnswerView, Waiting } from "../parts/Answer";
import { Export } from "../parts/Export";
import { Page } from "../parts/Page";
import { Picker } from "../parts/Picker";
import { useWorld } from "../parts/WorldData";
import { WorldMap } from "../parts/WorldMap";
import { W } from "../words";

export function PairView({ one, other }: { one: string; other: string }) {
  const world = useWorld();
  const { on } = useAddress();
  const [, go] = useLocation();
  const frame = useRef<HTMLDivElement>(null);
  const asked = useAnswer<Schemas["BoundAnswer"]>("bound", { states: [one, other], on });
  const options = world.raw.states.map((s) => ({ id: s.id, name: s.name }));
  return (
    <Page
      title={`${world.name(one)} – ${world.name(other)}`}
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
          {asked.reply && <AnswerView reply={asked.reply} />}
        </div>
        <aside>
          <div ref={frame}>
            <WorldMap
              label={`${world.name(one)}, ${world.name(other)}`}
              holder={(t) => world.holders(t, on)[0]?.state ?? t}
              version={`${on} ${one} ${other}`}
              paint={(t) => {
                const holder = world.holders(t, on)[0]?.state;
                if (!holder) return null;
                const fill = holder === one ? "var(--self)" : holder === other ? "var(--other)" : "var(--held)";
                return { fill, title: world.name(holder) };
              }}
            />
          </div>
          <p className="key">
            <span className="swatch" style={{ background: "var(--self)" }} />{" "}
            <Link href={to(`/state/${one}`, on)}>{world.name(one)}</Link>
            {" "}
            <span className="swatch" style={{ background: "var(--other)" }} />{" "}
            <Link href={to(`/state/${other}`, on)}>{world.name(other)}</Link>
          </p>
          <div className="controls">
            <Picker label={W.state.pairWith} options={options} onChoose={(id) => id !== one && go(to(`/pair/${one}/${id}`, on))} />
            <button type="button" onClick={() => go(to(`/pair/${other}/${one}`, on))}>{W.pair.swap}</button>
          </div>
        </aside>
      </div>
    </Page>
  );
}
