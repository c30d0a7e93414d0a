/** Kept or broken: every event on record, what was promised, invoked, determined and done. */

import { useMemo } from "react";
import { type Schemas, useAnswer } from "../../api/client";
import { useAddress } from "../../model/address";
import { Sources, Waiting } from "../../parts/Answer";
import { Export } from "../../parts/Export";
import { Page } from "../../parts/Page";
import { Picker } from "../../parts/Picker";
import { TableView } from "../../parts/Table";
import { useWorld } from "../../parts/WorldData";
import { W } from "../../words";
import { Card } from "./Card";
import { Bars } from "./Bars";
import "./kept.css";

type Honoured = Schemas["HonouredAnswer"];
const MOST = 20;
/** The table of the answer that the cards stand for. */
const OWN = "Events on record";

export function KeptView() {
  const world = useWorld();
  const { query, on, set } = useAddress();
  const of = query.get("of") ?? "";
  const attacked = query.get("attacked") ?? "";
  const framework = query.get("framework") ?? "";
  const least = Number(query.get("least") ?? 0);
  const silent = query.get("silent") === "true";
  const asked = useAnswer<Honoured>("honoured", { on, of, attacked, framework, least, silent });
  const reply = asked.reply;
  const cards = useMemo(() => {
    const found = new Map<string, Schemas["Called"][]>();
    for (const called of reply?.answer.found ?? []) {
      const key = `${called.on} ${called.attacked.join()} ${called.title}`;
      found.set(key, [...(found.get(key) ?? []), called]);
    }
    return [...found].reverse();
  }, [reply]);
  const all = query.get("all") === "true";
  const events = new Map((reply?.answer.events ?? []).map((event) => [event.id, event]));
  const frameworks = useMemo(() => world.raw.frameworks.map(({ id, name }) => ({ id, name })), [world]);
  const chosen: [string, string, string][] = [["of", of, world.name(of)], ["attacked", attacked, world.name(attacked)], ["framework", framework, world.name(framework)]];
  return (
    <Page
      title={W.kept.title}
      wide
      lead={reply ? <span className="answered">{reply.answer.lead}</span> : W.kept.about}
      tools={<Export name={`kept-${on}`} title={reply?.answer.lead} tables={reply?.tables.filter(({ title }) => title === OWN)} catalogue={world.raw.catalogue} />}
    >
      <p className="small quiet">{W.kept.about}</p>
      <div className="controls" role="group" aria-label={W.kept.choose}>
        <Picker label={W.kept.of} options={world.choosable} value={of && world.name(of)} onChoose={(id) => set({ of: id })} />
        <Picker label={W.kept.attacked} options={world.choosable} value={attacked && world.name(attacked)} onChoose={(id) => set({ attacked: id })} />
        <Picker label={W.kept.under} options={frameworks} value={framework && world.name(framework)} onChoose={(id) => set({ framework: id })} />
        <label>
          <span>{W.network.least}</span>
          <select value={least} onChange={(e) => set({ least: e.target.value === "0" ? undefined : e.target.value })}>
            {W.strength.map((words, n) => <option key={words} value={n}>{n === 0 ? W.ask.any : `${n} ${words}`}</option>)}
          </select>
        </label>
        <label className="check"><input type="checkbox" checked={silent} onChange={(e) => set({ silent: e.target.checked ? "true" : undefined })} /> {W.kept.silent}</label>
      </div>
      {chosen.some(([, id]) => id) && (
        <p className="chips">
          {chosen.filter(([, id]) => id).map(([name, , called]) => (
            <button key={name} type="button" className="chip" onClick={() => set({ [name]: undefined })} aria-label={W.ask.removeName(called)}>{called} ×</button>
          ))}
        </p>
      )}
      <Waiting asked={asked} />
      {reply && (
        <div className={asked.waiting ? "stale" : undefined}>
          <Bars found={reply.answer.found} />
          {(all ? cards : cards.slice(0, MOST)).map(([key, called]) => <Card key={key} called={called} event={events.get(called[0]?.event ?? "")} on={on} />)}
          {cards.length > MOST && (
            <button type="button" className="linklike" onClick={() => set({ all: all ? undefined : "true" }, false)}>{all ? W.answer.fewer : W.answer.more(cards.length - MOST)}</button>
          )}
          {reply.tables.filter(({ title }) => title !== OWN).map((table) => <TableView key={table.title} table={table} />)}
          {(reply.answer.notes ?? []).map((note) => <p key={note} className="note">{note}</p>)}
          <Sources tables={reply.tables} />
        </div>
      )}
    </Page>
  );
}
