/** Questions to begin with: each an address, and each answered where it leads. */

export interface Ready {
  asks: string;
  path: string;
  on: string;
  more?: Record<string, string>;
}

export const READY: readonly Ready[] = [
  { asks: "Who must help Estonia if Russia attacks it?", path: "/", on: "2024-01-01", more: { attacked: "EST", attacker: "RUS" } },
  { asks: "What bound France in 1913?", path: "/state/FRA", on: "1913-06-01" },
  { asks: "What changes if Turkey leaves NATO?", path: "/compare", on: "2026-01-01", more: { leave: "nato TUR" } },
  { asks: "Who had to come for the Falklands in 1982?", path: "/casus", on: "1982-04-02", more: { attacked: "GBR", attacker: "ARG", at: "Falkland Islands" } },
  { asks: "What was different in 2022 from 2001?", path: "/compare", on: "2022-02-24", more: { and: "2001-09-11" } },
  { asks: "Where does the help of NATO reach, and where not?", path: "/map", on: "2024-01-01", more: { f: "nato" } },
];
