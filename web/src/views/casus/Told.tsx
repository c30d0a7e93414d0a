import type { Schemas } from "../../api/client";
import { cited } from "../../model/days";
import { useDays, useWorld } from "../../parts/WorldData";
import { W } from "../../words";

type Casus = Schemas["CasusAnswer"];
const MOST = 3;

/** Three lines: who must, who need not and why, and what was done. */
export function Told({ answer }: { answer: Casus }) {
  const world = useWorld();
  const days = useDays();
  const { on } = answer;
  const owed = new Map(answer.event.attacked.flatMap((victim) => days.towards(victim, on, "owed").map(({ promise, states }) => [promise.provision, { promise, states }] as const)));
  const not = answer.not_triggered
    .flatMap((t) => { const found = owed.get(t.provision); return found ? [{ t, ...found }] : []; })
    .sort((a, b) => b.states.length - a.states.length)
    .slice(0, MOST);
  const perhaps = answer.undetermined.filter((t) => t.binding && (t.strength ?? 0) > 0 && ((t.bound ?? []).length > 0 || (t.unsettled ?? []).length > 0));
  const names = (states: readonly string[]) => (states.length <= MOST ? states.map((s) => world.inline(s, on)).join(", ") : W.states(states.length));
  const acts = [...answer.triggered, ...answer.undetermined].flatMap((t) => t.invoked ?? []);
  // In the order of their days; what has no day last, else it reads as done on the day of the one after it.
  const steps = acts
    .flatMap(({ invoked, determined, responses }) => [invoked, determined, ...(responses ?? [])].flatMap((step) => (step ? [step] : [])))
    .sort((a, b) => (a.on ?? "9").localeCompare(b.on ?? "9"));
  return (
    <ul className="three">
      <li><strong>{W.casus.must}</strong> {answer.lead}</li>
      {perhaps.length > 0 && (
        <li><strong>{W.casus.maybe}</strong> {perhaps.slice(0, MOST).map((t) => W.casus.under(names([...(t.bound ?? []), ...(t.unsettled ?? []).map((u) => u.state)]), t.provision)).join("; ")}.</li>
      )}
      {not.length > 0 && (
        <li>
          <strong>{W.casus.needNot}</strong>{" "}
          {not.map(({ t, promise, states }) => W.casus.because_(names(states.map(({ state }) => state)), cited(promise, world), (t.failed ?? [])[0] ?? "")).join(" ")}
        </li>
      )}
      {steps.length > 0 && (
        <li><strong>{W.casus.done}</strong> {steps.slice(0, MOST).map((step) => [step.on, step.says.replace(/\.$/, "")].filter(Boolean).join(": ")).join("; ")}.</li>
      )}
    </ul>
  );
}
