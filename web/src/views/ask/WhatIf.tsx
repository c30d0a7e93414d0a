/** Who would pay if others abstained or left: a chip for each state that shares the cost. */

import { useRef } from "react";
import { useWorld } from "../../parts/WorldData";
import { W } from "../../words";
import { type PartProps, texts } from "./asking";

type Apportioned = { parts?: { state: string; name: string; share: string }[]; key?: string };

export function WhatIf({ draft, reply, ask }: PartProps) {
  const world = useWorld();
  const answer = reply?.answer as Apportioned | undefined;
  const [abstain, leave] = [texts(draft.abstain), texts(draft.leave)];
  const seen = useRef<{ key: string; states: Set<string> }>({ key: "", states: new Set() });
  const key = JSON.stringify([draft.key ?? "", draft.mix ?? null]);
  if (seen.current.key !== key) seen.current = { key, states: new Set() };
  for (const part of answer?.parts ?? []) seen.current.states.add(part.state);
  for (const state of [...abstain, ...leave]) seen.current.states.add(state);
  if (!answer) return null;
  const next = (state: string) => {
    const without = (list: string[]) => list.filter((s) => s !== state);
    const moved = abstain.includes(state)
      ? { abstain: without(abstain), leave: [...leave, state] }
      : leave.includes(state)
        ? { abstain, leave: without(leave) }
        : { abstain: [...abstain, state], leave };
    const { abstain: _a, leave: _l, ...rest } = draft;
    ask({ ...rest, ...(moved.abstain.length > 0 && { abstain: moved.abstain }), ...(moved.leave.length > 0 && { leave: moved.leave }) });
  };
  return (
    <section className="whatif" aria-label={W.ask.whatIf}>
      <p className="quiet small">{W.ask.whatIf}</p>
      <p className="chips">
        {[...seen.current.states].sort().map((state) => {
          const how = abstain.includes(state) ? "abstains" : leave.includes(state) ? "leaves" : "stays";
          return (
            <button key={state} type="button" className={`chip ${how}`} title={`${world.name(state)}: ${W.ask[how]}`} onClick={() => next(state)}>
              {state}{how !== "stays" && ` ${W.ask[how]}`}<span className="hidden"> {world.name(state)}: {W.ask[how]}</span>
            </button>
          );
        })}
      </p>
    </section>
  );
}
