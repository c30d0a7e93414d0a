/** A form made of a JSON Schema: plain fields, lists a line each, mappings, and documents. */

import { W } from "../words";
import { FilesField } from "./FilesField";

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
}

export function Form({ schema, value, onChange, document, first }: FormProps) {
  const defs = schema.$defs ?? {};
  const put = (name: string, to: Json | undefined) => {
    const { [name]: _, ...rest } = value;
    onChange(to === undefined ? rest : { ...rest, [name]: to });
  };
  const all = Object.entries(schema.properties ?? {});
  const shown = all.filter(([name]) => schema.required?.includes(name) || first.includes(name));
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
}

function Field({ name, schema, required, value, onChange, document }: FieldProps) {
  const title = name.replaceAll("_", " ");
  const label = (
    <span>
      <strong>{title}</strong>
      {required && <em className="required"> {W.ask.required}</em>}
      <span className="quiet small"> {schema.description}</span>
    </span>
  );
  const text = typeof value === "string" || typeof value === "number" ? String(value) : "";
  const drawn = document(name, label, value, onChange);
  if (drawn) return drawn;
  if (schema.enum)
    return (
      <label>
        {label}
        <select value={text} onChange={(e) => onChange(e.target.value || undefined)}>
          <option value="">{schema.default ? String(schema.default) : W.ask.any}</option>
          {schema.enum.map((v) => <option key={String(v)} value={String(v)}>{String(v)}</option>)}
        </select>
      </label>
    );
  if (schema.type === "boolean")
    return (
      <label className="check">
        <input type="checkbox" checked={value === true} onChange={(e) => onChange(e.target.checked || undefined)} />
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
  if (schema.type === "array")
    return (
      <label>
        {label}
        <textarea
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
  return (
    <label>
      {label}
      <input
        value={text}
        placeholder={schema.format === "date" ? W.ask.day : placeholder(schema.default)}
        inputMode={schema.type === "integer" ? "numeric" : schema.type === "number" ? "decimal" : undefined}
        onChange={(e) => onChange(e.target.value || undefined)}
      />
    </label>
  );
}

/** What holds where nothing is written. */
function placeholder(value: Json | undefined): string | undefined {
  return typeof value === "string" || typeof value === "number" ? String(value) : undefined;
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
