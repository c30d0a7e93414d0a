import type { Section } from "../../api/client";
import type { Tonight } from "../../model/tonight";
import type { Day } from "../../model/time";
import type { World } from "../../model/world";
import { W } from "../../words";

/** Who comes and who sits out, a state a line, by code and name: nothing is cut. */
export function tonightTables(world: World, on: Day, title: string, { calls, out, judged }: Tonight): Section[] {
  const how = (called: boolean | null, contested: boolean) =>
    called === true && !contested ? W.tonight.must : judged || contested ? W.tonight.perhaps : W.tonight.comes;
  const rows = [
    ...calls.flatMap((call) => call.states.map(({ state, contested }) => [
      state, world.name(state, on), how(call.called, contested), String(call.strength), W.strength[call.strength] ?? "", call.provision, call.article,
    ])),
    ...out.flatMap((one) => one.states.map((state) => [state, world.name(state, on), W.tonight.out, "", one.why, one.provision, ""])),
  ];
  return [{
    title, columns: ["code", "state", "part", "strength", "words", "provision", "article"],
    rows: rows.map((cells) => ({ cells, because: null, cites: [], tone: "" as const })),
    empty: "", first: 0, tone: "" as const,
  }];
}
