import { W } from "../words";

/** Days as ISO texts, which compare as days do; intervals are half-open: [first day, first no longer). */

export type Day = string;
export type Span = readonly [Day | null, Day | null];

export const FIRST: Day = "1816-01-01";

export function today(): Day {
  return new Date().toISOString().slice(0, 10);
}

export function within(day: Day, span: Span): boolean {
  return (span[0] === null || span[0] <= day) && (span[1] === null || day < span[1]);
}

const MS = 86_400_000;
const ORIGIN = Date.UTC(1816, 0, 1) / MS;

/** The number of days since the first of 1816. */
export function number(day: Day): number {
  return Date.parse(`${day}T00:00:00Z`) / MS - ORIGIN;
}

export function fromNumber(count: number): Day {
  return new Date((count + ORIGIN) * MS).toISOString().slice(0, 10);
}

/** Whether it is a day of the calendar: there is no 30 February. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const at = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}

export type Unit = "year" | "month" | "day";

/** So many years, months or days later; the last of a month where the month is shorter. */
export function later(on: Day, unit: Unit, count: number): Day {
  const [year = 0, month = 1, day = 1] = on.split("-").map(Number);
  if (unit === "day") return fromNumber(number(on) + count);
  const months = year * 12 + month - 1 + (unit === "year" ? 12 * count : count);
  const last = new Date(Date.UTC(Math.floor(months / 12), (months % 12) + 1, 0)).getUTCDate();
  return new Date(Date.UTC(Math.floor(months / 12), months % 12, Math.min(day, last))).toISOString().slice(0, 10);
}

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/** What a person writes as a day, if that is one: 1913, June 1913, 1 June 1913, 1/6/1913, 1913-06-01. */
export function readDay(text: string): Day | null {
  const said = text.trim().toLowerCase();
  const month = (name: string) => MONTHS.indexOf(name.slice(0, 3)) + 1;
  const whole = (year: string, m: number, day: string | number) => {
    const found = `${year}-${String(m).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
    return isDay(found) ? found : null;
  };
  let found = /^(\d{4})$/.exec(said);
  if (found) return whole(found[1] as string, 1, 1);
  found = /^(\d{4})-(\d{1,2})(?:-(\d{1,2}))?$/.exec(said);
  if (found) return whole(found[1] as string, Number(found[2]), found[3] ?? 1);
  found = /^(\d{1,2})[/.](\d{1,2})[/.](\d{4})$/.exec(said);
  if (found) return whole(found[3] as string, Number(found[2]), found[1] as string);
  found = /^(?:(\d{1,2})\.? )?([a-z]{3,9})\.?,? (\d{4})$/.exec(said);
  if (found) return whole(found[3] as string, month(found[2] as string), found[1] ?? 1);
  found = /^([a-z]{3,9})\.? (\d{1,2}),? (\d{4})$/.exec(said);
  return found ? whole(found[3] as string, month(found[1] as string), found[2] as string) : null;
}

/** The day that a text stands for, inside the record; `told` is what a reader must know of it. */
export function asDay(text: string): { day: Day; told: string } | { day: null; told: string } {
  const day = readDay(text);
  if (day === null) return { day: null, told: W.date.invalid(text) };
  if (day < FIRST) return { day: FIRST, told: W.date.early(day) };
  return { day, told: day > today() ? W.date.late(day) : "" };
}

/** A day as it is said: 28 November 2026. */
export function spoken(day: Day): string {
  const [year, month, date] = day.split("-").map(Number);
  return `${date} ${W.date.months[(month ?? 1) - 1]} ${year}`;
}

export function shown(span: Span): string {
  const [from, until] = span;
  if (from === null) return until === null ? W.date.ever : W.date.until(until);
  return until === null ? W.date.since(from) : W.date.between(from, until);
}
