import type { Section } from "../../api/client";
import type { Tie } from "../../model/days";
import type { Day } from "../../model/time";
import type { World } from "../../model/world";
import { W } from "../../words";
import { table } from "../map/tables";

/** One line for two directions: the stronger of them. */
export function lines(ties: readonly Tie[]): Tie[] {
  const found = new Map<string, Tie>();
  for (const tie of ties) {
    const key = [tie.debtor, tie.creditor].sort().join(" ");
    const known = found.get(key);
    if (!known || known.strength < tie.strength) found.set(key, tie);
  }
  return [...found.values()];
}

/** The frameworks that tie the most states, and for each state the one of them with most of its ties. */
export function leading(edges: readonly Tie[], most: number): { order: string[]; of: ReadonlyMap<string, string> } {
  const counts = new Map<string, Map<string, number>>();
  const total = new Map<string, Set<string>>();
  for (const { debtor, creditor, provisions } of edges)
    for (const framework of new Set(provisions.map((p) => p.split("/")[0] ?? "")))
      for (const state of [debtor, creditor]) {
        const own = counts.get(state) ?? new Map<string, number>();
        own.set(framework, (own.get(framework) ?? 0) + 1);
        counts.set(state, own);
        total.set(framework, (total.get(framework) ?? new Set()).add(state));
      }
  const order = [...total].sort((a, b) => b[1].size - a[1].size || (a[0] < b[0] ? -1 : 1)).slice(0, most).map(([framework]) => framework);
  const of = new Map([...counts].flatMap(([state, own]) => {
    const best = [...own].filter(([f]) => order.includes(f)).sort((a, b) => b[1] - a[1] || order.indexOf(a[0]) - order.indexOf(b[0]))[0];
    return best ? [[state, best[0]] as const] : [];
  }));
  return { order, of };
}

/** How many each state owes and is owed by, the most tied first. */
export function ranks(ties: readonly Tie[]): { state: string; owes: number; owed: number }[] {
  const found = new Map<string, { state: string; owes: number; owed: number }>();
  const of = (state: string) => {
    const known = found.get(state) ?? { state, owes: 0, owed: 0 };
    found.set(state, known);
    return known;
  };
  for (const { debtor, creditor } of ties) {
    of(debtor).owes++;
    of(creditor).owed++;
  }
  return [...found.values()].sort((a, b) => b.owes + b.owed - a.owes - a.owed || (a.state < b.state ? -1 : 1));
}

export function tieTables(world: World, ties: readonly Tie[], on: Day): { ranks: Section; ties: Section; whole: Section } {
  const name = (state: string) => world.name(state, on);
  return {
    ranks: table(W.network.most, [...W.network.columns.ranks], ranks(ties).map(({ state, owes, owed }) => [name(state), String(owes), String(owed)])),
    ties: table(W.network.ties, [...W.network.columns.ties], ties.map((t) => [
      `${name(t.debtor)} → ${name(t.creditor)}`, `${t.strength} ${W.strength[t.strength]}${t.contested ? ` (${W.map.contested})` : ""}`, t.provisions.join(", "),
    ])),
    whole: table(W.network.ties, [...W.network.columns.whole], ties.map((t) => [
      t.debtor, name(t.debtor), t.creditor, name(t.creditor), String(t.strength), W.strength[t.strength] ?? "", t.provisions.join(" "), t.contested ? W.map.contested : "",
    ])),
  };
}
