import { useMemo, useRef } from "react";
import { Link, useLocation } from "wouter";
import { to, useAddress } from "../model/address";
import { ink, strengthColours } from "../model/colours";
import type { Tie } from "../model/days";
import { tied } from "../model/told";
import { Export } from "../parts/Export";
import { Page } from "../parts/Page";
import { Picker } from "../parts/Picker";
import { useTheme } from "../parts/theme";
import { useWidth } from "../parts/width";
import { useDays, useWorld } from "../parts/WorldData";
import { W } from "../words";
import { table } from "./map/tables";
import { ranks } from "./network/ties";
import { StrengthKey } from "./paint";

/** Up to so many states a table can be read; more are drawn as a picture. */
const READABLE = 24;

export function MatrixView() {
  const world = useWorld();
  const { query, on, set } = useAddress();
  const frame = useRef<HTMLDivElement>(null);
  const named = query.getAll("s").filter((s) => world.states.has(s));
  const days = useDays();
  const ties = useMemo(() => days.ties(on), [days, on]);
  const all = useMemo(() => alike(ties), [ties]);
  const states = named.length > 0 ? named : all;
  const owed = useMemo(() => new Map(ties.map((t) => [`${t.debtor} ${t.creditor}`, t])), [ties]);
  const pictured = states.length > READABLE;
  const lead = tied(ties, on);
  const tables = [table(lead, ["code", "state", ...states], states.map((a) => [
    a, world.name(a, on), ...states.map((b) => String(owed.get(`${a} ${b}`)?.strength ?? "")),
  ]))];
  return (
    <Page
      title={W.matrix.title}
      lead={`${lead} ${W.matrix.about}`}
      wide
      tools={
        <Export
          name={`matrix-${on}`}
          title={lead}
          picture={pictured ? () => frame.current?.querySelector("svg") ?? null : undefined}
          tables={tables}
          catalogue={world.raw.catalogue}
        />
      }
    >
      <div className="controls">
        <Picker
          label={W.matrix.add}
          hideLabel
          placeholder={W.matrix.add}
          options={world.choosable}
          onChoose={(s) => set({ s: [...new Set([...named, s])] })}
        />
        {named.length > 0 && <button type="button" onClick={() => set({ s: undefined })}>{W.matrix.suggest}</button>}
      </div>
      <StrengthKey />
      {states.length === 0 && <p className="quiet">{W.network.none}</p>}
      {/* biome-ignore lint: a wide table must scroll by keyboard too */}
      <div className="scroll shot" ref={frame} tabIndex={0} role="region" aria-label={W.matrix.title}>
        {pictured ? (
          <Picture states={states} owed={owed} on={on} frame={frame} />
        ) : (
          states.length > 0 && <Table states={states} owed={owed} on={on} onRemove={(a) => set({ s: states.filter((s) => s !== a) })} />
        )}
      </div>
      {states.length > 0 && pictured && <p className="quiet small">{W.matrix.order}</p>}
    </Page>
  );
}

/** The tied states, each next to the one most like it, so that alliances stand as blocks. */
function alike(ties: readonly Tie[]): string[] {
  const partners = new Map<string, Set<string>>(ranks(ties).map((r) => [r.state, new Set([r.state])]));
  for (const { debtor, creditor } of ties) {
    partners.get(debtor)?.add(creditor);
    partners.get(creditor)?.add(debtor);
  }
  const likeness = (a: Set<string>, b: Set<string>) => {
    let shared = 0;
    for (const state of a) if (b.has(state)) shared++;
    return shared / (a.size + b.size - shared);
  };
  const left = new Map(partners);
  const order: string[] = [];
  let last: Set<string> | undefined;
  while (left.size > 0) {
    let [next = "", most] = ["", -1];
    for (const [state, set] of left) {
      const like = last ? likeness(last, set) : 0;
      if (like > most) [next, most] = [state, like];
    }
    last = left.get(next);
    left.delete(next);
    order.push(next);
  }
  return order;
}

interface Shown {
  states: string[];
  owed: Map<string, Tie>;
  on: string;
}

function useTold() {
  const world = useWorld();
  return (tie: Tie) =>
    W.matrix.owes(world.name(tie.debtor), world.name(tie.creditor), W.strength[tie.strength] ?? "", tie.provisions.join(", "));
}

const EDGE = 34;

function Picture({ states, owed, on, frame }: Shown & { frame: React.RefObject<HTMLDivElement | null> }) {
  const world = useWorld();
  const { dark } = useTheme();
  const [, go] = useLocation();
  const told = useTold();
  const width = useWidth(frame);
  const cell = Math.min(Math.max(Math.floor(((width - EDGE) / states.length) * 4) / 4, 8), 16);
  const size = EDGE + cell * states.length + 1;
  const colours = strengthColours(dark);
  const letter = Math.min(cell - 0.5, 10);
  const drawn = useMemo(
    () => states.flatMap((a, row) => states.flatMap((b, column) => {
      const tie = owed.get(`${a} ${b}`);
      return tie ? [{ tie, row, column }] : [];
    })),
    [states, owed],
  );
  return (
    <svg viewBox={`0 0 ${size} ${size}`} width={size} height={size} className="heat" data-on={on} role="img" aria-label={W.matrix.label(states.length, drawn.length)}>
      {states.map((s, n) => (
        // biome-ignore lint: the search serves those who cannot click it
        <g key={s} fontSize={letter} className="label" onClick={() => go(to(`/state/${s}`, on))}>
          <text x={EDGE - 4} y={EDGE + (n + 0.5) * cell + letter * 0.36} textAnchor="end">{s}<title>{world.name(s)}</title></text>
          <text transform={`translate(${EDGE + (n + 0.5) * cell + letter * 0.36},${EDGE - 4}) rotate(-90)`}>{s}<title>{world.name(s)}</title></text>
          <rect x={EDGE + n * cell} y={EDGE + n * cell} width={cell} height={cell} className="same" />
        </g>
      ))}
      {drawn.map(({ tie, row, column }) => (
        // biome-ignore lint: the table of a few states serves those who cannot click it
        <g key={`${tie.debtor} ${tie.creditor}`}>
        <rect
          x={EDGE + column * cell}
          y={EDGE + row * cell}
          width={cell - 0.75}
          height={cell - 0.75}
          fill={colours[tie.strength]}
          onClick={() => go(to(`/pair/${tie.debtor}/${tie.creditor}`, on))}
        >
          <title>{`${told(tie)}${tie.contested ? ` (${W.map.contested})` : ""}`}</title>
        </rect>
        {tie.contested && <circle cx={EDGE + (column + 0.5) * cell} cy={EDGE + (row + 0.5) * cell} r={cell / 6} />}
        </g>
      ))}
    </svg>
  );
}

function Table({ states, owed, on, onRemove }: Shown & { onRemove(state: string): void }) {
  const world = useWorld();
  const { dark } = useTheme();
  const told = useTold();
  const colours = strengthColours(dark);
  return (
    <table className="matrix" data-on={on}>
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
              <button type="button" className="close" aria-label={`${W.casus.remove}: ${world.name(a)}`} onClick={() => onRemove(a)}>×</button>
            </th>
            {states.map((b) => {
              const tie = owed.get(`${a} ${b}`);
              if (a === b) return <td key={b} className="same" />;
              if (!tie) return <td key={b} title={W.matrix.nothing(world.name(a), world.name(b))} />;
              return (
                <td key={b} style={{ background: colours[tie.strength], color: ink(tie.strength, dark) }} title={told(tie)}>
                  <Link href={to(`/pair/${a}/${b}`, on)}>{tie.strength}{tie.contested ? "?" : ""}</Link>
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
