import type { Schemas, Section } from "../../api/client";
import type { World } from "../../model/world";
import { W } from "../../words";
import { table } from "../map/tables";

type Casus = Schemas["CasusAnswer"];
type Triggering = Schemas["Triggering"];

/** Every provision and every state that it binds, frees or leaves open, a line each: nothing is cut. */
export function casusTables(world: World, answers: readonly Casus[]): Section[] {
  const rows = answers.flatMap((answer) => {
    const { on } = answer;
    const groups: [string, Triggering[]][] = [
      [W.casus.triggered, answer.triggered], [W.casus.undetermined, answer.undetermined], [W.casus.notTriggered, answer.not_triggered],
    ];
    return groups.flatMap(([verdict, found]) => found.flatMap((t) => {
      const parts: [string, string, string][] = [
        ...(t.bound ?? []).map((s): [string, string, string] => [t.verdict === true ? W.casus.bound : W.casus.perhapsBound, s, ""]),
        ...(t.entitled ?? []).map((s): [string, string, string] => [W.casus.free, s, ""]),
        ...(t.unsettled ?? []).map((u): [string, string, string] => [W.casus.perhaps, u.state, u.why]),
        ...(t.freed ?? []).map((u): [string, string, string] => [W.casus.freed, u.state, u.why]),
      ];
      const towards = (t.for_attacker ?? []).length > 0 ? W.casus.towardsAttacker : "";
      return (parts.length > 0 ? parts : [["", "", ""] as const]).map(([part, state, why]) => [
        on, verdict, t.provision, t.title, String(t.strength ?? 0), t.binding ? W.casus.law : W.casus.political, part, state, state && world.name(state, on),
        towards, [why, ...(t.failed ?? []), ...(t.open ?? [])].filter(Boolean).join("; "), t.says,
      ]);
    }));
  });
  return [table(answers.map((a) => a.title).join(" / "), [...W.casus.columns], rows)];
}
