import { Link } from "wouter";
import { type Schemas, useAnswer } from "../api/client";
import { to, useAddress } from "../model/address";
import { Waiting } from "../parts/Answer";
import { Export } from "../parts/Export";
import { Page } from "../parts/Page";
import { useWorld } from "../parts/WorldData";
import { W } from "../words";

export function FrameworksView() {
  const world = useWorld();
  const { on } = useAddress();
  const asked = useAnswer<Schemas["FrameworksAnswer"]>("frameworks", { on });
  const here = new Set(asked.reply?.tables.flatMap((t) => t.rows.map((r) => r.cells[0])));
  return (
    <Page title={W.framework.title} lead={asked.reply?.answer.lead} tools={<Export name={`frameworks-${on}`} tables={asked.reply?.tables} catalogue={world.raw.catalogue} />}>
      <Waiting asked={asked} />
      <ul className="cards">
        {world.raw.frameworks
          .filter((f) => here.has(f.id))
          .sort((a, b) => a.name.localeCompare(b.name))
          .map((f) => (
            <li key={f.id}>
              <h2><Link href={to(`/framework/${f.id}`, on)}>{f.name}</Link></h2>
              <p className="small">{f.summary}</p>
              <p className="quiet small">{W.framework.kind(f.kind, [...world.among(f.id, on).values()].filter((m) => m.role === "member").length)}</p>
            </li>
          ))}
      </ul>
    </Page>
  );
}
