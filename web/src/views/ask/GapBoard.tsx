/** The lines of a force by rotation: what is there, what is lacking, and why. */

import { useState } from "react";
import type { Schemas } from "../../api/client";
import { W } from "../../words";
import type { PartProps } from "./asking";

type Force = Schemas["GenerateAnswer"];
interface Cell {
  have: number;
  lacks: number;
  who: string[];
  gap: Force["gaps"][number] | undefined;
}

export function GapBoard({ reply }: PartProps) {
  const [chosen, setChosen] = useState<[string, string] | null>(null);
  const force = reply?.answer as unknown as Force | undefined;
  if (!force?.lines || force.lines.length === 0) return null;
  const at = (line: string, rotation: string): Cell => {
    const serving = force.order_of_battle.filter((s) => s.line === line && s.rotation === rotation);
    const gap = force.gaps.find((g) => g.line === line && g.rotations.includes(rotation));
    return {
      have: serving.reduce((sum, s) => sum + s.units, 0),
      lacks: gap?.missing ?? 0,
      who: serving.map((s) => `${s.units > 1 ? `${s.units} × ` : ""}${s.pledge} (${s.nation})`),
      gap,
    };
  };
  const cell = chosen && at(...chosen);
  return (
    <section aria-label={W.ask.board}>
      <h3>{W.ask.board}</h3>
      <p className="quiet small">{W.ask.boardHint}</p>
      <div className="scroll">
        <table className="board">
          <thead>
            <tr><th scope="col" colSpan={2} />{force.rotations.map((r) => <th key={r} scope="col">{r}</th>)}</tr>
          </thead>
          <tbody>
            {force.lines.map((line) => (
              <tr key={line.id}>
                <th scope="row">{line.id}</th>
                <td className="quiet small">{line.unit}{line.area && `, ${line.area}`}</td>
                {force.rotations.map((rotation) => {
                  const { have, lacks } = at(line.id, rotation);
                  const need = have + lacks;
                  const told = need === 0 ? W.ask.notNeeded : `${have}/${need}`;
                  const here = chosen?.[0] === line.id && chosen[1] === rotation;
                  return (
                    <td key={rotation} className="cell">
                      <button
                        type="button"
                        className={need === 0 ? "none" : lacks === 0 ? "full" : have === 0 ? "empty" : "part"}
                        aria-pressed={here}
                        aria-label={W.ask.cell(line.id, rotation, told)}
                        onClick={() => setChosen(here ? null : [line.id, rotation])}
                      >
                        {told}
                      </button>
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {cell && chosen && (
        <div className="note why" aria-live="polite">
          <strong>{chosen.join(", ")}</strong>
          {cell.who.length > 0 && <p>{W.ask.serving}: {cell.who.join(", ")}</p>}
          {cell.gap ? (
            <>
              <p>{W.ask.lacks} {cell.lacks}: {cell.gap.because}</p>
              <ul>
                {cell.gap.kept.map((k) => <li key={k.pledge}>{k.pledge} ({k.nation}): {[...k.obstacles, ...k.hindrances].join("; ")}</li>)}
              </ul>
            </>
          ) : <p>{cell.have > 0 ? W.ask.full : W.ask.notNeeded}</p>}
        </div>
      )}
    </section>
  );
}
