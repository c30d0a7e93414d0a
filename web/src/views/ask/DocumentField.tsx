/** A document of a question: read from a file by the server, or written as JSON. */

import { useId, useState } from "react";
import type { Fault } from "../../api/client";
import type { Json } from "../../parts/Form";
import { W } from "../../words";
import { DocumentFaults, readDocument } from "./asking";
import { Grid } from "./Grid";

interface Props {
  question: string;
  field: string;
  label: React.ReactNode;
  value: Json | undefined;
  onChange(to: Json | undefined): void;
  /** What is wrong with what was asked. */
  faults: readonly Fault[];
}

export function DocumentField({ question, field, label, value, onChange, faults }: Props) {
  const [told, setTold] = useState<{ text: string; faults: Fault[]; bad: boolean } | null>(null);
  const input = useId();
  const read = async (file: File | undefined) => {
    if (!file) return;
    setTold({ text: W.ask.reading, faults: [], bad: false });
    try {
      const document = await readDocument(question, field, file);
      onChange(document);
      setTold({ text: W.ask.got(file.name, lines(document)), faults: [], bad: false });
    } catch (error) {
      const faults = error instanceof DocumentFaults ? error.faults : [];
      const text = error instanceof Error ? error.message : String(error);
      setTold({ text, faults, bad: true });
    }
  };
  return (
    <fieldset className="document">
      <legend>{label}</legend>
      <p className="buttons">
        <label className="filebutton" htmlFor={input}>
          {W.ask.read} <span className="quiet small">.xlsx, .yaml, .json</span>
        </label>
        <input
          id={input}
          type="file"
          className="hidden"
          accept=".xlsx,.xlsm,.yaml,.yml,.json"
          onChange={(e) => { void read(e.target.files?.[0]); e.target.value = ""; }}
        />
        <a className="filebutton" href={`/api/v1/${question}/template.xlsx?field=${field}`} download={`${question}.xlsx`}>
          {W.ask.download}
        </a>
      </p>
      {told && <p role={told.bad ? "alert" : "status"} className={told.bad ? "bad" : "quiet"}>{told.text}</p>}
      {told && told.faults.length > 0 && <Faults faults={told.faults} />}
      <Outline value={value} />
      <Grid field={field} value={value} onChange={onChange} faults={faults} />
      <JsonText value={value} onChange={onChange} />
    </fieldset>
  );
}

function Faults({ faults }: { faults: Fault[] }) {
  return (
    <div className="scroll">
      <table className="faults">
        <thead><tr><th>{W.ask.at}</th><th>{W.ask.field}</th><th>{W.ask.fault}</th></tr></thead>
        <tbody>
          {faults.map((f) => (
            <tr key={`${f.at} ${f.field} ${f.detail}`}><td>{f.at}</td><td>{f.field}</td><td>{f.detail}</td></tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** What a document holds, in a line: its name and how many lines each of its lists has. */
function Outline({ value }: { value: Json | undefined }) {
  if (value === undefined || value === null) return <p className="quiet small">{W.ask.noDocument}</p>;
  if (Array.isArray(value)) return <p className="small">{W.ask.lines(value.length, "lines")}</p>;
  if (typeof value !== "object") return null;
  const title = value.title ?? value.name ?? value.asset;
  const lists = Object.entries(value).filter(([, part]) => Array.isArray(part)) as [string, Json[]][];
  return (
    <p className="small">
      {title !== undefined && <strong>{String(title)}</strong>}{title !== undefined && lists.length > 0 && ": "}
      {lists.map(([name, part]) => W.ask.lines(part.length, name.replaceAll("_", " "))).join(", ")}
    </p>
  );
}

function JsonText({ value, onChange }: { value: Json | undefined; onChange(to: Json | undefined): void }) {
  const shown = value === undefined ? "" : JSON.stringify(value, null, 2);
  const read = (box: HTMLTextAreaElement) => {
    try {
      box.setCustomValidity("");
      if (box.value !== shown) onChange(box.value.trim() ? (JSON.parse(box.value) as Json) : undefined);
    } catch (error) {
      box.setCustomValidity(String(error));
      box.reportValidity();
    }
  };
  return (
    <details>
      <summary>{W.ask.edit}</summary>
      <textarea
        key={shown}
        rows={Math.min(Math.max(shown.split("\n").length, 5), 22)}
        className="code"
        aria-label={W.ask.edit}
        defaultValue={shown}
        onBlur={(e) => read(e.target)}
      />
    </details>
  );
}

function lines(document: Json): number {
  if (Array.isArray(document)) return document.length;
  if (document === null || typeof document !== "object") return 0;
  return Object.values(document).reduce<number>((sum, part) => sum + (Array.isArray(part) ? part.length : 0), 0);
}
