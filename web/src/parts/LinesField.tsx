/** A list of lines of a few plain fields each, written one under the other. */

import { W } from "../words";
import type { Json, JsonSchema } from "./Form";

type Line = Record<string, Json>;

interface Props {
  label: React.ReactNode;
  line: JsonSchema;
  value: Json | undefined;
  onChange(to: Json | undefined): void;
}

export function LinesField({ label, line, value, onChange }: Props) {
  const lines = (Array.isArray(value) ? value : []) as Line[];
  const put = (next: Line[]) => onChange(next.length > 0 ? next : undefined);
  const set = (at: number, name: string, to: string) =>
    put(lines.map((one, n) => {
      const { [name]: _, ...rest } = one;
      return n !== at ? one : to ? { ...rest, [name]: to } : rest;
    }));
  return (
    <fieldset className="choices lines">
      <legend>{label}</legend>
      {lines.map((one, at) => (
        // biome-ignore lint: lines keep their order
        <div key={at} className="line">
          {Object.entries(line.properties ?? {}).map(([name, part]) => (
            <label key={name}>
              <span className="small">{name.replaceAll("_", " ")}</span>
              <input
                value={String(one[name] ?? "")}
                placeholder={part.description}
                onChange={(e) => set(at, name, e.target.value)}
              />
            </label>
          ))}
          <button type="button" onClick={() => put(lines.filter((_, n) => n !== at))}>{W.ask.remove}</button>
        </div>
      ))}
      <button type="button" onClick={() => put([...lines, {}])}>{W.ask.addLine}</button>
    </fieldset>
  );
}
