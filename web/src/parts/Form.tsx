/** A form made of a JSON Schema: plain fields, lists a line each, mappings, and documents. */

import { useId } from "react";
import { W } from "../words";
import { FilesField } from "./FilesField";
import { LinesField } from "./LinesField";
import { isNames, NameField, NamesField } from "./Names";

export type Json = string | number | boolean | null | Json[] | { [name: string]: Json };
export interface JsonSchema {
  type?: string;
  enum?: Json[];
  const?: Json;
  anyOf?: JsonSchema[];
  allOf?: JsonSchema[];
  items?: JsonSchema;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  additionalProperties?: JsonSchema | boolean;
  $ref?: string;
  $defs?: Record<string, JsonSchema>;
  description?: string;
  default?: Json;
  format?: string;
  contentEncoding?: string;
  maxLength?: number;
  /** How the ids of the entries begin that it takes. */
  letters?: string;
  /** Of what kind the names are that it holds: a state, a framework, ... */
  names?: string;
}
type Values = Record<string, Json>;

/** What a reference or an optional type comes down to. */
function plain(schema: JsonSchema, defs: Record<string, JsonSchema>): JsonSchema {
  if (schema.$ref) return { ...plain(defs[schema.$ref.split("/").pop() ?? ""] ?? {}, defs), ...about(schema) };
  const options = (schema.anyOf ?? []).filter((o) => o.type !== "null");
  if (options.length === 1 && options[0]) return { ...plain(options[0], defs), ...about(schema) };
  if (options.length > 1) {
    const text = options.find((o) => o.type === "string");
    return { ...(text ?? plain(options[0] ?? {}, defs)), ...about(schema) };
  }
  return schema;
}

function about(schema: JsonSchema): JsonSchema {
  return {
    ...(schema.description ? { description: schema.description } : {}),
    ...(schema.default !== undefined ? { default: schema.default } : {}),
    ...(schema.names ? { names: schema.names } : {}),
  };
}

/** Draws the field of a document; null where the field is none. */
type DocumentDrawer = (
  name: string,
  label: React.ReactNode,
  value: Json | undefined,
  onChange: (to: Json | undefined) => void,
) => React.ReactNode;

interface FormProps {
  schema: JsonSchema;
  value: Values;
  onChange(to: Values): void;
  document: DocumentDrawer;
  /** The inputs that are shown at once, beside those that must be given; the others are folded. */
  first: string[];
  /** What is wrong with inputs, by their names. */
  faults?: Record<string, string>;
  /** Values of a real case, shown where nothing is written. */
  example?: Values;
  /** What is offered where an entry is asked for, by the letters of its id. */
  offered?: Record<string, { id: string; title: string }[]>;
  /** What a choice is called where none is made. */
  blank?: string;
  /** Whether fields are called by what they hold, in words, and not by their names. */
  inWords?: boolean;
}

export function Form({ schema, value, onChange, document, first, faults = {}, example = {}, offered = {}, blank = W.ask.any, inWords = false }: FormProps) {
  const defs = schema.$defs ?? {};
  const put = (name: string, to: Json | undefined) => {
    const { [name]: _, ...rest } = value;
    onChange(to === undefined ? rest : { ...rest, [name]: to });
  };
  const all = Object.entries(schema.properties ?? {});
  const shown = all.filter(([name]) => schema.required?.includes(name) || first.includes(name) || faults[name]);
  const folded = all.filter((entry) => !shown.includes(entry));
  const fields = (entries: typeof all) => (
    <div className="fields">
      {entries.map(([name, part]) => (
        <Field
          key={name}
          name={name}
          schema={plain(part, defs)}
          required={schema.required?.includes(name) ?? false}
          value={value[name]}
          onChange={(to) => put(name, to)}
          document={document}
          fault={faults[name]}
          example={example[name]}
          offered={offered[plain(part, defs).letters ?? ""]}
          defs={defs}
          blank={blank}
          inWords={inWords}
        />
      ))}
    </div>
  );
  return (
    <>
      {fields(shown)}
      {folded.length > 0 && (
        <details className="more">
          <summary>{W.ask.moreInputs(folded.length)}</summary>
          {fields(folded)}
        </details>
      )}
    </>
  );
}

interface FieldProps {
  name: string;
  schema: JsonSchema;
  required: boolean;
  value: Json | undefined;
  onChange(to: Json | undefined): void;
  document: DocumentDrawer;
  fault?: string | undefined;
  example?: Json | undefined;
  offered?: { id: string; title: string }[] | undefined;
  defs: Record<string, JsonSchema>;
  blank: string;
  inWords: boolean;
}

/** What a field is called, and what there is to know of it, without what is meant for a command line. */
function told(name: string, description: string): [string, string] {
  const plainly = description.replace(/ \((?:id or name|ids or names)\)/g, "").replace(/[;,] (?:may be )?repeat(?:ed)?(?: for several|, or use commas)?\b/g, "");
  const [, head = "", rest = ""] = /^([^,;:.]{3,60}?)(?:[,;:.]\s*(.*))?$/.exec(plainly) ?? [];
  return head ? [head, rest] : [name.replaceAll("_", " "), plainly];
}

/** A field, and beside it what is wrong with it; it is the same field before and after. */
function Field(props: FieldProps) {
  const id = useId();
  const { fault } = props;
  return (
    <div className={fault ? "faulty" : undefined} data-field={props.name}>
      <Input {...props} {...(fault && { described: id })} />
      {fault && <p id={id} role="alert" className="bad">{fault}</p>}
    </div>
  );
}

function Input({ name, schema, required, value, onChange, document, example, offered, defs, blank, inWords, described }: FieldProps & { described?: string }) {
  const list = useId();
  const wrong = described ? { "aria-invalid": true, "aria-describedby": described } : {};
  const plainly = (schema.description ?? "").replaceAll("`", "");
  const [title, more] = inWords ? told(name, plainly) : [name.replaceAll("_", " "), plainly];
  const label = (
    <span>
      <strong>{title}</strong>
      {required && <em className="required"> {W.ask.required}</em>}
      {more && <span className="quiet small"> {more}</span>}
    </span>
  );
  const text = typeof value === "string" || typeof value === "number" ? String(value) : "";
  const drawn = document(name, label, value, onChange);
  if (drawn) return drawn;
  if (isNames(schema.names))
    return <NameField kind={schema.names} label={label} value={text} onChange={onChange} invalid={described !== undefined} />;
  if (schema.type === "array" && isNames(schema.items?.names))
    return <NamesField kind={schema.items.names} label={label} value={Array.isArray(value) ? value.map(String) : text ? text.split(",").map((t) => t.trim()) : []} onChange={onChange} />;
  if (schema.enum)
    return (
      <label>
        {label}
        <select value={text} onChange={(e) => onChange(e.target.value || undefined)} {...wrong}>
          <option value="">{schema.default ? String(schema.default) : blank}</option>
          {schema.enum.map((v) => <option key={String(v)} value={String(v)}>{String(v)}</option>)}
        </select>
      </label>
    );
  if (schema.type === "boolean")
    return (
      <label className="check">
        <input
          type="checkbox"
          checked={typeof value === "boolean" ? value : schema.default === true}
          onChange={(e) => onChange(e.target.checked === (schema.default === true) ? undefined : e.target.checked)}
          {...wrong}
        />
        {label}
      </label>
    );
  const choices = schema.type === "array" ? schema.items?.enum : undefined;
  if (choices) {
    const chosen = Array.isArray(value) ? value : [];
    const turn = (choice: Json) => {
      const next = choices.filter((c) => (c === choice ? !chosen.includes(c) : chosen.includes(c)));
      onChange(next.length > 0 ? next : undefined);
    };
    return (
      <fieldset className="choices">
        <legend>{label}</legend>
        <div className="options">
          {choices.map((choice) => (
            <label key={String(choice)} className="check">
              <input type="checkbox" checked={chosen.includes(choice)} onChange={() => turn(choice)} /> {String(choice)}
            </label>
          ))}
        </div>
      </fieldset>
    );
  }
  if (schema.type === "array" && schema.items?.contentEncoding === "base64")
    return <FilesField label={label} value={value} onChange={onChange} />;
  const line = schema.type === "array" && schema.items ? plain(schema.items, defs) : undefined;
  if (line?.properties)
    return <LinesField label={label} line={line} value={value} onChange={onChange} />;
  if (schema.type === "array")
    return (
      <label>
        {label}
        <textarea
          {...wrong}
          rows={Math.min(Math.max(Array.isArray(value) ? value.length : 1, 1), 6)}
          placeholder={W.ask.list}
          value={Array.isArray(value) ? value.join("\n") : ""}
          onChange={(e) => onChange(e.target.value ? e.target.value.split("\n") : undefined)}
        />
      </label>
    );
  if (schema.type === "object" && schema.additionalProperties && !schema.properties)
    return (
      <label>
        {label}
        <textarea
          rows={3}
          placeholder={W.ask.pairs}
          defaultValue={mapped(value)}
          key={JSON.stringify(value ?? {}).length === 2 ? "empty" : "given"}
          onBlur={(e) => onChange(pairs(e.target.value))}
        />
      </label>
    );
  const hint = placeholder(schema.default) ?? (schema.format ? FORMATS[schema.format] : undefined) ?? placeholder(example);
  if ((schema.maxLength ?? 0) >= LONG)
    return (
      <label>
        {label}
        <textarea {...wrong} rows={2} value={text} placeholder={hint} onChange={(e) => onChange(e.target.value || undefined)} />
      </label>
    );
  return (
    <label>
      {label}
      <input
        {...wrong}
        value={text}
        placeholder={hint}
        list={offered ? list : undefined}
        inputMode={schema.type === "integer" ? "numeric" : schema.type === "number" ? "decimal" : undefined}
        onChange={(e) => onChange(e.target.value || undefined)}
      />
      {offered && (
        <datalist id={list}>
          {offered.map((one) => <option key={one.id} value={one.id}>{one.title}</option>)}
        </datalist>
      )}
    </label>
  );
}

const FORMATS: Record<string, string> = { date: W.ask.day, "date-time": W.ask.instant };
/** Texts that may be this long are written over several lines. */
const LONG = 1_000;

/** What holds where nothing is written. */
function placeholder(value: Json | undefined): string | undefined {
  return (typeof value === "string" && value) || typeof value === "number" ? String(value) : undefined;
}

function mapped(value: Json | undefined): string {
  if (!value || typeof value !== "object" || Array.isArray(value)) return "";
  return Object.entries(value).map(([n, v]) => `${n}=${Array.isArray(v) ? v.join(",") : String(v)}`).join("\n");
}

function pairs(text: string): Json | undefined {
  const found: Record<string, Json> = {};
  for (const line of text.split("\n")) {
    const [name, ...rest] = line.split("=");
    const value = rest.join("=").trim();
    if (name?.trim()) found[name.trim()] = value === "true" ? true : value === "false" ? false : value.includes(",") ? value.split(",") : value;
  }
  return Object.keys(found).length > 0 ? found : undefined;
}
