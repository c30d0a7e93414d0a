/** The lists of a document as tables whose cells can be written in; what is wrong stands in the cell. */

import type { Fault } from "../../api/client";
import type { Json } from "../../parts/Form";
import { W } from "../../words";

type Line = Record<string, Json>;
const MOST = 200;

interface Props {
  field: string;
  value: Json | undefined;
  onChange(to: Json): void;
  faults: readonly Fault[];
}

function isLine(part: Json): part is Line {
  return part !== null && typeof part === "object" && !Array.isArray(part);
}

/** The flat lists of a document, by name. */
function lists(value: Json | undefined): [string, Line[]][] {
  if (!value || typeof value !== "object" || Array.isArray(value)) return [];
  return Object.entries(value).filter((entry): entry is [string, Line[]] => Array.isArray(entry[1]) && entry[1].length > 0 && entry[1].every(isLine));
}

export function Grid({ field, value, onChange, faults }: Props) {
  const at = new Map(faults.map((fault) => [String(fault.at), fault.detail]));
  const put = (list: string, index: number, key: string, text: string) => {
    const lines = (value as Record<string, Line[]>)[list] ?? [];
    onChange({ ...(value as Line), [list]: lines.map((line, n) => (n === index ? written(line, key, text) : line)) });
  };
  const own = [...at].filter(([where]) => where.split("/").length <= 3 && where.startsWith(`/${field}/`));
  return (
    <>
      {own.map(([where, detail]) => <p key={where} className="bad small">{where.split("/").pop()}: {detail}</p>)}
      {lists(value).map(([list, lines]) => {
        const columns = [...new Set(lines.flatMap((line) => Object.keys(line)))].filter((key) => lines.every((line) => !isLine(line[key] ?? null)));
        const wrong = [...at.keys()].some((where) => where.startsWith(`/${field}/${list}/`));
        return (
          <details key={list} open={wrong || undefined} className="grid">
            <summary>{W.ask.lines(lines.length, list.replaceAll("_", " "))}</summary>
            <div className="scroll">
              <table>
                <thead><tr>{columns.map((key) => <th key={key} scope="col">{key.replaceAll("_", " ")}</th>)}</tr></thead>
                <tbody>
                  {lines.slice(0, MOST).map((line, index) => (
                    // biome-ignore lint: lines keep their order
                    <tr key={index}>
                      {columns.map((key) => {
                        const fault = at.get(`/${field}/${list}/${index}/${key}`) ?? (key === columns[0] ? at.get(`/${field}/${list}/${index}`) : undefined);
                        return (
                          <td key={key} className={fault ? "faulty" : undefined}>
                            <input
                              aria-label={W.ask.cellOf(list.replaceAll("_", " "), index + 1, key.replaceAll("_", " "))}
                              aria-invalid={fault !== undefined}
                              defaultValue={shown(line[key])}
                              key={shown(line[key])}
                              onBlur={(e) => { if (e.target.value !== shown(line[key])) put(list, index, key, e.target.value); }}
                            />
                            {fault && <p className="bad small" role="alert">{fault}</p>}
                          </td>
                        );
                      })}
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
            {lines.length > MOST && <p className="quiet small">{W.ask.gridMost(MOST, lines.length)}</p>}
          </details>
        );
      })}
    </>
  );
}

/** A cell as it is written; a list with commas between. */
function shown(value: Json | undefined): string {
  if (value === undefined || value === null) return "";
  return Array.isArray(value) ? value.join(", ") : String(value);
}

/** A line in which a cell is otherwise; an empty one is left out, and what was a list or a number stays one. */
function written(line: Line, key: string, text: string): Line {
  const { [key]: before, ...others } = line;
  if (text.trim() === "") return others;
  const number = Number(text);
  const to: Json = Array.isArray(before) ? text.split(",").map((part) => part.trim()).filter(Boolean)
    : typeof before === "number" && !Number.isNaN(number) ? number
    : typeof before === "boolean" && /^(true|false)$/.test(text) ? text === "true" : text;
  return { ...line, [key]: to };
}
