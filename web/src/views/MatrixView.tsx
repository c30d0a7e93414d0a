import { useRef } from "react";
import { Link } from "wouter";
import { type Schemas, useAnswer } from "../api/client";
import { to, useAddress } from "../model/address";
import { ink, strengthColours } from "../model/colours";
import { Waiting } from "../parts/Answer";
import { Export } from "../parts/Export";
import { Page } from "../parts/Page";
import { Picker } from "../parts/Picker";
import { useTheme } from "../parts/theme";
import { useWorld } from "../parts/WorldData";
import { W } from "../words";
import { StrengthKey } from "./StateView";

type Ties = Schemas["TiesAnswer"];
const MOST = 24;

export function MatrixView() {
  const world = useWorld();
  const { query, on, set } = useAddress();
  const { dark } = useTheme();
  const frame = useRef<HTMLDivElement>(null);
  const named = query.getAll("s").filter((s) => world.states.has(s));
  const asked = useAnswer<Ties>("ties", { on });
  const states = named.length > 0 ? named : (asked.reply?.answer.ranks ?? []).slice(0, MOST).map((r) => r.state);
  const owed = new Map((asked.reply?.answer.ties ?? []).map((t) => [`${t.debtor} ${t.creditor}`, t]));
  const colours = strengthColours(dark);
  const tables = [{
    title: `${W.matrix.title}, ${on}`,
    columns: ["", ...states],
    rows: states.map((a) => ({
      cells: [a, ...states.map((b) => String(owed.get(`${a} ${b}`)?.strength ?? ""))],
      because: null, cites: [], tone: "" as const,
    })),
    empty: "", tone: "" as const,
  }];
  return (
    <Page
      title={W.matrix.title}
      lead={W.matrix.about}
      wide
      tools={<Export name={`matrix-${on}`} tables={tables} catalogue={world.raw.catalogue} />}
    >
      <div className="controls">
        <Picker
          label={W.matrix.add}
          hideLabel
          placeholder={W.matrix.add}
          options={world.raw.states.map((s) => ({ id: s.id, name: s.name }))}
          onChoose={(s) => set({ s: [...new Set([...states, s])] })}
        />
        <button type="button" onClick={() => set({ s: undefined })}>{W.matrix.suggest}</button>
      </div>
      <Waiting asked={asked} />
      {/* biome-ignore lint: a wide table must scroll by keyboard too */}
      <div className="scroll" ref={frame} tabIndex={0} role="region" aria-label={W.matrix.title}>
        <table className="matrix">
          <thead>
            <tr>
              <td />
              {states.map((s) => <th key={s} scope="col"><abbr title={world.name(s)}>{s}</abbr></th>)}
            </tr>
          </thead>
          <tbody>
            {states.map((a) => (
              <tr key={a}>
                <th scope="row">
                  <Link href={to(`/state/${a}`, on)}>{world.name(a)}</Link>{" "}
                  <button type="button" className="close" aria-label={`${W.casus.remove}: ${world.name(a)}`} onClick={() => set({ s: states.filter((s) => s !== a) })}>×</button>
                </th>
                {states.map((b) => {
                  const tie = owed.get(`${a} ${b}`);
                  if (a === b) return <td key={b} className="same" />;
                  if (!tie) return <td key={b} title={W.matrix.nothing(world.name(a), world.name(b))} />;
                  return (
                    <td
                      key={b}
                      style={{ background: colours[tie.strength], color: ink(tie.strength, dark) }}
                      title={W.matrix.owes(world.name(a), world.name(b), W.strength[tie.strength] ?? "", tie.provisions.join(", "))}
                    >
                      <Link href={to(`/pair/${a}/${b}`, on)}>{tie.strength}{tie.contested ? "?" : ""}</Link>
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <StrengthKey />
    </Page>
  );
}
