/** The address holds all that a view shows, so that it can be sent, kept and gone back to. */

import { useCallback, useMemo } from "react";
import { useLocation, useSearch } from "wouter";
import type { Day } from "./time";
import { asDay, today } from "./time";

export interface Address {
  query: URLSearchParams;
  on: Day;
  /** What is to be said of the day that the address names: that it is none, or outside the record. */
  told: string;
  /** Change some of the query; `undefined` takes a name out. A step is one to go back from. */
  set(changes: Record<string, string | string[] | undefined>, step?: boolean): void;
}

export function useAddress(): Address {
  const search = useSearch();
  const [path, go] = useLocation();
  const query = useMemo(() => new URLSearchParams(search), [search]);
  const asked = query.get("on");
  const { day, told } = asked ? asDay(asked) : { day: null, told: "" };
  const on = day ?? today();
  const set = useCallback(
    (changes: Record<string, string | string[] | undefined>, step = true) => {
      const next = new URLSearchParams(window.location.search);
      for (const [name, value] of Object.entries(changes)) {
        next.delete(name);
        for (const one of Array.isArray(value) ? value : value === undefined ? [] : [value])
          next.append(name, one);
      }
      const text = next.toString();
      go(text ? `${path}?${text}` : path, { replace: !step });
    },
    [go, path],
  );
  return { query, on, told, set };
}

/** The address of a view, keeping the day. */
export function to(path: string, on: Day, more: Record<string, string | string[]> = {}): string {
  const query = new URLSearchParams({ on });
  for (const [name, value] of Object.entries(more))
    for (const one of Array.isArray(value) ? value : [value]) query.append(name, one);
  return `${path}?${query}`;
}
