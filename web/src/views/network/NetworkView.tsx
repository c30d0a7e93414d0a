import { useMemo, useRef } from "react";
import { useLocation } from "wouter";
import { to, useAddress } from "../../model/address";
import { colourOf, strengthColours } from "../../model/colours";
import type { Tie } from "../../model/days";
import { tied } from "../../model/told";
import { TableView } from "../../parts/Table";
import { Export } from "../../parts/Export";
import { Page } from "../../parts/Page";
import { Picker } from "../../parts/Picker";
import { useTheme } from "../../parts/theme";
import { useDays, useWorld } from "../../parts/WorldData";
import { useZoom, ZoomButtons } from "../../parts/zoom";
import { W } from "../../words";
import { StrengthKey, Swatch } from "../paint";
import { HEIGHT, places, RADIUS, WIDTH } from "./layout";
import { leading, lines, tieTables } from "./ties";

/** So many of the frameworks that tie the most states have a colour of their own. */
const COLOURED = 6;

export function NetworkView() {
  const world = useWorld();
  const days = useDays();
  const { query, on, set } = useAddress();
  const { dark } = useTheme();
  const frame = useRef<SVGSVGElement>(null);
  const named = query.getAll("f").join(" ");
  const frameworks = useMemo(() => named.split(" ").filter((f) => world.frameworks.has(f)), [named, world]);
  const least = Number(query.get("least") ?? 1);
  const chosen = query.get("s") ?? "";
  const ties = useMemo(() => days.ties(on, frameworks).filter((t) => t.strength >= least), [days, on, frameworks, least]);
  const edges = useMemo(() => lines(ties), [ties]);
  const groups = useMemo(() => leading(edges, COLOURED), [edges]);
  const colours = useMemo(() => {
    const found = new Map<string, string>();
    for (const framework of groups.order) found.set(framework, colourOf(framework, [...found.values()]));
    return found;
  }, [groups]);
  const tables = useMemo(() => tieTables(world, ties, on), [world, ties, on]);
  const lead = tied(ties, on);
  return (
    <Page
      title={W.network.title}
      lead={lead}
      wide
      tools={<Export name={`network-${on}`} title={lead} picture={() => frame.current} tables={[tables.whole]} catalogue={world.raw.catalogue} />}
    >
      <div className="controls">
        <Picker
          label={W.network.only}
          placeholder={W.network.everything}
          options={world.raw.frameworks.map((f) => ({ id: f.id, name: f.name }))}
          onChoose={(f) => set({ f: [...new Set([...frameworks, f])] })}
        />
        {frameworks.map((f) => (
          <button type="button" key={f} className="chip" onClick={() => set({ f: frameworks.filter((o) => o !== f) })} aria-label={`${W.casus.remove}: ${world.name(f)}`}>
            {world.name(f)} ×
          </button>
        ))}
        <label>
          {W.network.least}{" "}
          <select value={least} onChange={(e) => set({ least: e.target.value })}>
            {[1, 2, 3, 4, 5].map((n) => <option key={n} value={n}>{n} {W.strength[n]}</option>)}
          </select>
        </label>
        <Picker label={W.network.alone} placeholder={W.network.every} options={world.choosable} value={chosen && world.name(chosen, on)} onChoose={(s) => set({ s })} />
        {chosen && <button type="button" onClick={() => set({ s: undefined })}>{W.network.every}</button>}
      </div>
      <div className="shot">
        <Picture frame={frame} edges={edges} chosen={chosen} colours={colours} of={groups.of} dark={dark} />
        <p className="quiet small">{W.network.hint}</p>
        <ul className="key small">
          {[...colours].map(([framework, colour]) => <li key={framework}><Swatch fill={colour} /> {world.name(framework)}</li>)}
          <li><Swatch fill="var(--quiet)" /> {W.network.others}</li>
        </ul>
        <StrengthKey />
      </div>
      <p className="quiet small">{W.network.about}</p>
      <TableView table={tables.ranks} />
      <TableView table={tables.ties} />
    </Page>
  );
}

/** What a state's circle has room for. */
function code(id: string): string {
  return id.replace("C-", "");
}

function Picture({ frame, edges, chosen, colours, of, dark }: {
  frame: React.RefObject<SVGSVGElement | null>;
  edges: Tie[];
  chosen: string;
  colours: ReadonlyMap<string, string>;
  of: ReadonlyMap<string, string>;
  dark: boolean;
}) {
  const world = useWorld();
  const { on, set } = useAddress();
  const [, go] = useLocation();
  const { transform, scale, by } = useZoom(frame, WIDTH, HEIGHT);
  const at = places(world);
  const strengths = strengthColours(dark);
  const degrees = new Map<string, number>();
  for (const e of edges) for (const s of [e.debtor, e.creditor]) degrees.set(s, (degrees.get(s) ?? 0) + 1);
  const near = new Set(edges.filter((e) => e.debtor === chosen || e.creditor === chosen).flatMap((e) => [e.debtor, e.creditor]));
  return (
    <div className="figure map network">
      <svg ref={frame} data-on={on} className={scale > 1 ? "enlarged" : undefined} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="group" aria-label={W.network.label(degrees.size, edges.length)}>
        <g transform={transform}>
          {edges.map((e) => {
            const a = at.get(e.debtor);
            const b = at.get(e.creditor);
            if (!a || !b) return null;
            const lit = !chosen || e.debtor === chosen || e.creditor === chosen;
            return (
              <line
                key={`${e.debtor}${e.creditor}`}
                x1={a.x} y1={a.y} x2={b.x} y2={b.y}
                stroke={strengths[e.strength]}
                strokeWidth={0.4 + 0.35 * e.strength}
                strokeDasharray={e.contested ? "4 3" : undefined}
                opacity={lit ? (chosen ? 0.9 : edges.length > 900 ? 0.22 : 0.5) : 0.05}
              >
                <title>{`${world.name(e.debtor, on)} – ${world.name(e.creditor, on)}\n${e.strength} ${W.strength[e.strength]}\n${e.provisions.join(", ")}`}</title>
              </line>
            );
          })}
          {[...degrees].map(([id, degree]) => {
            const place = at.get(id);
            const name = world.name(id, on);
            return place && (
              <g
                key={id}
                transform={`translate(${place.x},${place.y})`}
                className="node"
                role="button"
                tabIndex={0}
                aria-label={`${code(id)}, ${W.network.node(name, degree)}`}
                aria-pressed={chosen === id}
                opacity={!chosen || near.has(id) ? 1 : 0.25}
                onClick={() => set({ s: chosen === id ? undefined : id })}
                onDoubleClick={() => go(to(`/state/${id}`, on))}
                onKeyDown={(event) => {
                  if (event.key === "Enter") go(to(`/state/${id}`, on));
                  else if (event.key === " ") { event.preventDefault(); set({ s: chosen === id ? undefined : id }); }
                }}
              >
                <circle r={RADIUS} className={chosen === id ? "self" : undefined} style={chosen === id ? undefined : { fill: colours.get(of.get(id) ?? "") ?? "var(--quiet)" }} />
                <text y={3} textAnchor="middle">{code(id)}</text>
                <title>{W.network.node(name, degree)}</title>
              </g>
            );
          })}
        </g>
      </svg>
      <ZoomButtons by={by} />
    </div>
  );
}
