/** The days to keep of an answer, in their order; those behind the day asked about are quiet. */

import { W } from "../../words";
import type { Entry } from "./asking";

export function Days({ days, on }: { days: Entry[]; on: string }) {
  const sorted = [...days].sort((a, b) => a.starts.localeCompare(b.starts));
  const months = new Map<string, Entry[]>();
  for (const entry of sorted) {
    const month = entry.starts.slice(0, 7);
    months.set(month, [...(months.get(month) ?? []), entry]);
  }
  return (
    <section aria-label={W.ask.days}>
      <h3>{W.ask.days}</h3>
      <ol className="days">
        {[...months].map(([month, entries]) => (
          <li key={month}>
            <h4>{named(month)}</h4>
            <ul className="plain">
              {entries.map((entry) => (
                <li key={entry.uid} className={entry.starts.slice(0, 10) < on ? "quiet" : undefined}>
                  <time dateTime={entry.starts}>{when(entry)}</time>
                  <span>
                    <strong>{entry.summary}</strong>
                    {entry.starts.slice(0, 10) < on && <em className="small"> {W.ask.past}</em>}
                    {entry.location && <span className="quiet"> · {entry.location}</span>}
                    {entry.description && <span className="quiet small about">{entry.description}</span>}
                  </span>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ol>
    </section>
  );
}

function named(month: string): string {
  const [year, number] = month.split("-").map(Number);
  return new Date(Date.UTC(year ?? 0, (number ?? 1) - 1, 1)).toLocaleDateString("en-GB", { month: "long", year: "numeric", timeZone: "UTC" });
}

function when({ starts, ends }: Entry): string {
  const time = starts.length > 10 ? ` ${starts.slice(11, 16)} UTC` : "";
  if (!ends || starts.length > 10) return `${Number(starts.slice(8, 10))}${time}`;
  const last = new Date(Date.parse(`${ends}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
  if (last === starts) return String(Number(starts.slice(8, 10)));
  const day = Number(last.slice(8, 10));
  return last.slice(0, 7) === starts.slice(0, 7) ? `${Number(starts.slice(8, 10))}–${day}` : `${Number(starts.slice(8, 10))} – ${last}`;
}
