import { useMemo } from "react";
import { type Asked, type Reply, type Schemas, useAnswer } from "../../api/client";
import { useAddress } from "../../model/address";
import { Waiting } from "../../parts/Answer";
import { TableView } from "../../parts/Table";
import { useWorld } from "../../parts/WorldData";
import { W } from "../../words";
import { type Change, supposed } from "./changes";
import { type Difference, difference, type Lit, owedBy } from "./diff";
import { Maps } from "./Maps";

type Bound = Schemas["BoundAnswer"];
export type WhatIf = Reply<Bound> & { whatif?: { lead: string; before: Bound | null; after: Bound | null; refused?: string } };
interface Plain {
  lead: string;
  notes?: string[];
}

export interface Seen {
  asked: Asked<Bound>;
  before: Lit;
  after: Lit;
  differs: Difference;
  /** Whether both sides are of what is asked now. */
  there: boolean;
}

/** Who owes the state looked at help, before and after; nothing is asked where nothing is supposed. */
export function useSupposed(changes: readonly Change[], own: string | undefined): Seen {
  const { on } = useAddress();
  const asked = useAnswer<Bound>("bound", own && changes.length > 0 ? { states: [own], on, with: supposed(changes, on) } : null);
  const reply = asked.reply as WhatIf | undefined;
  return useMemo(() => {
    const [before, after] = [reply?.whatif?.before, reply?.whatif?.after].map((answer) => (answer && own ? owedBy(answer, own) : new Map()));
    const there = !asked.waiting && Boolean(reply?.whatif?.before && reply.whatif.after);
    return { asked, before: before as Lit, after: after as Lit, differs: difference(before as Lit, after as Lit), there };
  }, [asked, reply, own]);
}

/** Before and after what is supposed: map, duties, members, land, and the lawful path to it. */
export function Supposed({ changes, own, seen }: { changes: readonly Change[]; own: string; seen: Seen }) {
  const world = useWorld();
  const { on } = useAddress();
  const { asked, before, after, differs } = seen;
  const differing = asked.reply?.tables.find((table) => table.title === "Differences");
  const name = world.name(own, on);
  return (
    <div className={asked.waiting ? "stale" : undefined}>
      <Waiting asked={asked} />
      {asked.reply && (
        <Maps
          before={{ title: W.compare.asIs(name), on, lit: before }}
          after={{ title: W.compare.whatIf(name), on, lit: after }}
          differs={differs}
          own={own}
        />
      )}
      <h2>{W.compare.also}</h2>
      <ul className="plain">
        {[...new Set(changes.map(({ framework }) => framework))].map((framework) => (
          <Else key={framework} framework={framework} changes={changes} />
        ))}
      </ul>
      <Path changes={changes} />
      {differing && <TableView table={differing} />}
    </div>
  );
}

/** What the changes do to a framework: its members, and the land that it reaches. */
function Else({ framework, changes }: { framework: string; changes: readonly Change[] }) {
  const world = useWorld();
  const { on } = useAddress();
  const given = { framework, on, with: supposed(changes, on) };
  const members = useAnswer<Plain>("framework", given);
  const land = useAnswer<Plain>("covered", given);
  const lead = ({ reply, waiting }: Asked<Plain>) => (waiting ? W.status.loading : ((reply as { whatif?: Plain } | undefined)?.whatif?.lead ?? ""));
  return (
    <>
      <li><strong>{W.compare.membersOf(world.name(framework))}</strong> {lead(members)}</li>
      <li><strong>{W.compare.landOf(world.name(framework))}</strong> {lead(land)}</li>
    </>
  );
}

/** How the changes could lawfully come about. */
function Path({ changes }: { changes: readonly Change[] }) {
  const { on } = useAddress();
  const asked = useAnswer<Plain>("path", { change: changes.map(({ kind, framework, state }) => `${kind}:${framework}:${state}:${on}`), on });
  const table = asked.reply?.tables[0];
  return (
    <>
      <h2>{W.compare.path}</h2>
      <Waiting asked={asked} />
      {asked.reply && <p>{asked.reply.answer.lead}</p>}
      {table && <TableView table={table} />}
    </>
  );
}
