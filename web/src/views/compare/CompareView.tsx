import { useRef } from "react";
import { useAddress } from "../../model/address";
import { asDay, spoken } from "../../model/time";
import { Export } from "../../parts/Export";
import { Page } from "../../parts/Page";
import { useDays, useWorld } from "../../parts/WorldData";
import { W } from "../../words";
import { table } from "../map/tables";
import { read } from "./changes";
import { CompareForm } from "./CompareForm";
import { moved } from "./diff";
import { Supposed, useSupposed } from "./Supposed";
import { daysTold, TwoDays } from "./TwoDays";

/** Two days, or the world as it is and as it would be: before and after, and what differs. */
export function CompareView() {
  const world = useWorld();
  const days = useDays();
  const { query, on } = useAddress();
  const frame = useRef<HTMLDivElement>(null);
  const changes = read(query, world);
  const looked = query.get("of") ?? "";
  const of = world.states.has(looked) ? looked : undefined;
  const second = asDay(query.get("and") ?? "").day;
  const [from, until] = second === null ? [null, on] : [second, on].sort();
  const own = of ?? changes[0]?.state;
  const seen = useSupposed(changes, own);
  const said = W.compare.if(spoken(on), changes.map((c) => W.compare.supposed(world.inline(c.state, on), W.compare.past[c.kind], world.name(c.framework))).join(W.told.and));
  const lead = changes.length > 0 ? `${said} ${seen.there && own ? W.compare.would(world.inline(own, on), seen.differs.gained.length, seen.differs.lost.length, seen.differs.changed.length) : ""}` : from && until ? daysTold(world, days, from, until, of) : W.compare.about;
  const rows = from && until ? moved(world, days, from, until).flatMap(({ framework, joined, left }) => [
    ...joined.map((state) => [framework, world.name(framework), state, world.name(state, until), W.compare.joined]),
    ...left.map((state) => [framework, world.name(framework), state, world.name(state, from), W.compare.left]),
  ]) : [];
  const tables = changes.length > 0 ? (seen.there ? seen.asked.reply?.tables : undefined) : from ? [table(lead, [...W.compare.columns], rows)] : undefined;
  return (
    <Page
      title={W.compare.title}
      lead={lead}
      wide
      ask={<CompareForm />}
      tools={
        <Export
          name={`compare-${[from, on].filter(Boolean).join("-")}`}
          title={lead}
          under={from ? W.compare.two(spoken(from), spoken(until ?? on)) : W.compare.sides(spoken(on))}
          picture={changes.length > 0 || from ? () => [...(frame.current?.querySelectorAll<SVGSVGElement>(".half .map svg") ?? [])] : undefined}
          tables={tables}
          catalogue={world.raw.catalogue}
        />
      }
    >
      <div ref={frame}>
        {changes.length > 0 && own ? <Supposed changes={changes} own={own} seen={seen} /> : from && until && <TwoDays from={from} until={until} own={of} />}
      </div>
    </Page>
  );
}
