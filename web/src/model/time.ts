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

export function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`));
}

export function shown(span: Span): string {
  const [from, until] = span;
  if (from === null) return until === null ? W.date.ever : W.date.until(until);
  return until === null ? W.date.since(from) : W.date.between(from, until);
}
