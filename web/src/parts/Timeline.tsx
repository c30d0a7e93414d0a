import { number, shown, type Span } from "../model/time";

export interface Line {
  key: string;
  name: string;
  spells: { held: Span; told: string; faint: boolean; colour?: string | undefined }[];
}

export const WIDEST = 1200;
const LINE = 18;
const TOP = 22;

interface Props {
  label: string;
  lines: readonly Line[];
  /** The first and the last day drawn, as numbers of days. */
  start: number;
  end: number;
  on: string;
  width: number;
}

/** A line for each, from its first day to its last; the day asked about is marked. */
export function Timeline({ label, lines, start, end, on, width }: Props) {
  const letters = width < 560 ? 15 : 26;
  const left = letters * 7.4 + 8;
  const right = width - 16;
  const x = (day: string | null, open: number) =>
    left + ((Math.min(Math.max(day === null ? open : number(day), start), end) - start) / (end - start)) * (right - left);
  const height = TOP + lines.length * LINE + 4;
  return (
    <svg viewBox={`0 0 ${width} ${height}`} width={width} className="timeline" role="img" aria-label={label} data-on={on}>
      {ticks(start, end, Math.max(2, Math.floor((right - left) / 52))).map((year) => {
        const at = x(`${year}-01-01`, start);
        return (
          <g key={year}>
            <line x1={at} x2={at} y1={TOP - 4} y2={height} className="grid" />
            <text x={at} y={TOP - 9} textAnchor="middle">{year}</text>
          </g>
        );
      })}
      {lines.map(({ key, name, spells }, n) => (
        <g key={key} transform={`translate(0,${TOP + n * LINE})`}>
          <text x={left - 8} y={LINE - 5} textAnchor="end">
            {clipped(name, letters)}
            <title>{name}</title>
          </text>
          {spells.map(({ held, told, faint, colour }) => {
            const from = x(held[0], start);
            return (
              <rect
                key={`${told} ${held[0]}`}
                x={from}
                width={Math.max(x(held[1], end) - from, 1.5)}
                y={3}
                height={LINE - 6}
                rx={2}
                className={faint ? "span contested" : "span"}
                style={colour ? { fill: colour } : undefined}
              >
                <title>{`${told}: ${shown(held)}`}</title>
              </rect>
            );
          })}
        </g>
      ))}
      {number(on) >= start && number(on) <= end && (
        <line x1={x(on, end)} x2={x(on, end)} y1={TOP - 4} y2={height} className="now"><title>{on}</title></line>
      )}
    </svg>
  );
}

function clipped(name: string, most: number): string {
  return name.length > most ? `${name.slice(0, most - 1)}…` : name;
}

/** Whole years to mark, at most so many. */
function ticks(start: number, end: number, most: number): number[] {
  const first = 1816 + start / 365.2425;
  const last = 1816 + end / 365.2425;
  const step = [1, 2, 5, 10, 20, 25, 50, 100].find((s) => (last - first) / s <= most) ?? 200;
  const found = [];
  for (let year = Math.ceil(first / step) * step; year <= last; year += step) found.push(year);
  return found;
}
