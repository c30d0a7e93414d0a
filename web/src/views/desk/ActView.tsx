import { type FormEvent, useEffect, useRef, useState } from "react";
import { Link, useSearch } from "wouter";
import { post, Refusal } from "../../api/client";
import { type Act, type Entry, type OnDesk, type Preview } from "../../model/node";
import { Form, type JsonSchema } from "../../parts/Form";
import { useOwn } from "../../parts/NodeData";
import { W } from "../../words";
import type { Values } from "../ask/asking";
import "../ask/ask.css";
import { Own, sentence, Wrong } from "./Own";
import { Recording } from "./Recording";

/** An act's page, made from its declaration: a form, what would be recorded, and recording it. */
export function ActView({ name }: { name: string }) {
  return <Own title={name}>{() => <Acting name={name} />}</Own>;
}

function Acting({ name }: { name: string }) {
  const acts = useOwn<Act[]>("acts");
  const act = acts.found?.find((one) => one.name === name);
  if (acts.error) return <Wrong error={acts.error} />;
  if (!acts.found) return <p className="quiet" aria-busy="true">{W.status.loading}</p>;
  if (!act) return <p>{W.node.noAct(name)} <Link href="/desk">{W.node.desk}</Link></p>;
  return <ActForm act={act} />;
}

/** What the address says is written into the form to begin with. */
function begun(search: string): Values {
  try {
    const found: unknown = JSON.parse(new URLSearchParams(search).get("q") ?? "{}");
    return found && typeof found === "object" && !Array.isArray(found) ? (found as Values) : {};
  } catch {
    return {};
  }
}

/** The act's own inputs first, in its order; then those that every act takes, of which why comes first. */
function ordered(act: Act): JsonSchema {
  const all = Object.entries(act.inputs.properties ?? {});
  const own = all.filter(([input]) => !act.shared.includes(input));
  const rest = all.filter(([input]) => act.shared.includes(input) && input !== WHY);
  const why = all.filter(([input]) => act.shared.includes(input) && input === WHY);
  return { ...act.inputs, properties: Object.fromEntries([...own, ...why, ...rest]) };
}

const WHY = "reason";

/** The name of an input that a refusal is about. */
function about(at: string | number): string {
  return String(at).split("/")[1] ?? "";
}

function ActForm({ act }: { act: Act }) {
  const search = useSearch();
  const desk = useOwn<OnDesk>("desk");
  const [draft, setDraft] = useState<Values>(() => begun(search));
  const [preview, setPreview] = useState<Preview | null>(null);
  const [wrong, setWrong] = useState<unknown>(null);
  const [entries, setEntries] = useState<Entry[] | null>(null);
  /** One name for one request, however often it is sent. */
  const [request, setRequest] = useState("");
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [preview, entries]);
  const refuse = (error: unknown) => {
    setWrong(error);
    setPreview(null);
  };
  const show = async (event: FormEvent) => {
    event.preventDefault();
    setWrong(null);
    try {
      setPreview(await post<Preview>(`acts/${act.name}/preview`, draft));
      setRequest(crypto.randomUUID());
    } catch (error) {
      refuse(error);
    }
  };
  const change = (to: Values) => {
    setDraft(to);
    setPreview(null);
  };
  const faults = wrong instanceof Refusal ? wrong.faults : [];
  const beside = Object.fromEntries(faults.map((fault) => [about(fault.at), sentence(fault.detail)]));
  const elsewhere = faults.some((fault) => about(fault.at) in (act.inputs.properties ?? {})) ? null : wrong;
  if (entries)
    return (
      <section aria-label={W.node.done}>
        <h2 ref={heading} tabIndex={-1}>{W.node.recorded(entries.map((entry) => entry.id))}</h2>
        {entries.map((entry) => (
          <p key={entry.id} className="sentence"><Link href={`/entry/${entry.id}`}>{entry.id}</Link> {entry.draft.told}</p>
        ))}
        <p className="buttons"><Link className="filebutton" href="/desk">{W.node.toDesk}</Link></p>
      </section>
    );
  const offered = { M: desk.found?.motions ?? [], EV: desk.found?.events ?? [] };
  const own = Object.keys(act.inputs.properties ?? {}).filter((input) => !act.shared.includes(input));
  return (
    <>
      <p className="lead">{act.description.split("\n\n").map((text) => <span key={text}>{text} </span>)}</p>
      <div className="asking">
        <form aria-label={act.name} className="form" onSubmit={(event) => void show(event)}>
          <Form
            schema={ordered(act)}
            value={draft}
            onChange={change}
            first={[...own, WHY, ...Object.keys(draft)]}
            document={() => null}
            faults={beside}
            example={act.example}
            offered={offered}
            blank={W.node.notSaid}
          />
          <Wrong error={elsewhere} />
          <p className="buttons"><button type="submit" className={preview ? undefined : "primary"}>{W.node.show}</button></p>
        </form>
        {preview ? (
          <Recording
            act={act.name}
            given={draft}
            preview={preview}
            request={request}
            heading={heading}
            onDone={setEntries}
            onRefused={refuse}
          />
        ) : (
          <p className="quiet">{W.node.shownFirst}</p>
        )}
      </div>
    </>
  );
}
