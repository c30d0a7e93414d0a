import { forceCenter, forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY } from "d3-force";
import { useMemo, useRef, useState } from "react";
import { useLocation } from "wouter";
import { type Schemas, useAnswer } from "../api/client";
import { to, useAddress } from "../model/address";
import { strengthColours } from "../model/colours";
import { AnswerView, Waiting } from "../parts/Answer";
import { Export } from "../parts/Export";
import { Page } from "../parts/Page";
import { Picker } from "../parts/Picker";
import { useTheme } from "../parts/theme";
import { useWorld } from "../parts/WorldData";
import { useZoom, ZoomButtons } from "../parts/zoom";
import { W } from "../words";
import { StrengthKey } from "./StateView";

type Ties = Schemas["TiesAnswer"];
type Tie = Ties["ties"][number];
interface Node {
  id: string;
  degree: number;
  x?: number;
  y?: number;
}
const WIDTH = 960;
const HEIGHT = 620;

/** One line for two directions: the stronger of them. */
function lines(ties: Tie[]): Tie[] {
  const found = new Map<string, Tie>();
  for (const tie of ties) {
    const key = [tie.debtor, tie.creditor].sort().join(" ");
    const known = found.get(key);
    if (!known || known.strength < tie.strength) found.set(key, tie);
  }
  return [...found.values()];
}

export function NetworkView() {
  const world = useWorld();
  const { query, on, set } = useAddress();
  const { dark } = useTheme();
  const [, go] = useLocation();
  const frame = useRef<SVGSVGElement>(null);
  const { transform, scale, by } = useZoom(frame, WIDTH, HEIGHT);
  const [chosen, setChosen] = useState("");
  const frameworks = query.getAll("f").filter((f) => world.frameworks.has(f));
  const least = Number(query.get("least") ?? 1);
  const asked = useAnswer<Ties>("ties", { on, frameworks });
  const drawn = useMemo(() => {
    const edges = lines(asked.reply?.answer.ties ?? []).filter((t) => t.strength >= least);
    const degrees = new Map<string, number>();
    for (const e of edges) for (const s of [e.debtor, e.creditor]) degrees.set(s, (degrees.get(s) ?? 0) + 1);
    const nodes: Node[] = [...degrees].map(([id, degree]) => ({ id, degree }));
    const links = edges.map((e) => ({ source: e.debtor, target: e.creditor }));
    forceSimulation(nodes)
      // links keep d3's own strength, weak between the much tied, so that those tied once stay near
      .force("charge", forceManyBody().strength(-320).distanceMax(260))
      .force("link", forceLink<Node, { source: string; target: string }>(links).id((n) => n.id).distance(50))
      .force("collide", forceCollide(20))
      .force("x", forceX(WIDTH / 2).strength(0.06))
      .force("y", forceY(HEIGHT / 2).strength(0.1))
      .force("centre", forceCenter(WIDTH / 2, HEIGHT / 2))
      .stop()
      .tick(220);
    const xs = nodes.map((n) => n.x ?? 0);
    const ys = nodes.map((n) => n.y ?? 0);
    const fit = (values: number[], size: number) => {
      const low = Math.min(...values);
      const high = Math.max(...values);
      return (v: number) => 24 + ((v - low) / Math.max(high - low, 1)) * (size - 48);
    };
    const fx = fit(xs, WIDTH);
    const fy = fit(ys, HEIGHT);
    const at = new Map(nodes.map((n) => [n.id, { x: fx(n.x ?? 0), y: fy(n.y ?? 0), degree: n.degree }]));
    return { edges, at };
  }, [asked.reply, least]);
  const near = new Set(
    drawn.edges.filter((e) => e.debtor === chosen || e.creditor === chosen).flatMap((e) => [e.debtor, e.creditor]),
  );
  const colours = strengthColours(dark);
  return (
    <Page
      title={W.network.title}
      lead={W.network.about}
      wide
      tools={<Export name={`network-${on}`} picture={() => frame.current} tables={asked.reply?.tables} catalogue={world.raw.catalogue} />}
    >
      <div className="controls">
        <Picker
          label={W.network.only}
          placeholder={frameworks.map((f) => world.name(f)).join(", ") || W.network.everything}
          options={world.raw.frameworks.map((f) => ({ id: f.id, name: f.name }))}
          onChoose={(f) => set({ f: [...frameworks, f] })}
        />
        {frameworks.map((f) => (
          <button type="button" key={f} className="chip" onClick={() => set({ f: frameworks.filter((o) => o !== f) })}>
            {f} ×
          </button>
        ))}
        <label>
          {W.network.least}{" "}
          <select value={least} onChange={(e) => set({ least: e.target.value })}>
            {[1, 2, 3, 4, 5].map((n) => <option key={n} value={n}>{n} {W.strength[n]}</option>)}
          </select>
        </label>
      </div>
      <Waiting asked={asked} />
      {asked.reply && drawn.at.size === 0 && <p className="quiet">{W.network.none}</p>}
      <div className="figure map">
        <svg ref={frame} className={scale > 1 ? "enlarged" : undefined} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={W.network.label(drawn.at.size, drawn.edges.length)}>
          <g transform={transform}>
          {drawn.edges.map((e) => {
            const a = drawn.at.get(e.debtor);
            const b = drawn.at.get(e.creditor);
            if (!a || !b) return null;
            const lit = !chosen || e.debtor === chosen || e.creditor === chosen;
            return (
              <line
                key={`${e.debtor}${e.creditor}`}
                x1={a.x} y1={a.y} x2={b.x} y2={b.y}
                stroke={colours[e.strength]}
                strokeWidth={0.5 + 0.4 * e.strength}
                strokeDasharray={e.contested ? "4 3" : undefined}
                opacity={lit ? (chosen ? 0.9 : 0.5) : 0.06}
              >
                <title>{`${world.name(e.debtor)} – ${world.name(e.creditor)}\n${e.strength} ${W.strength[e.strength]}\n${e.provisions.join(", ")}`}</title>
              </line>
            );
          })}
          {[...drawn.at].map(([id, { x, y, degree }]) => (
            // biome-ignore lint: the table below serves those who cannot click it
            <g
              key={id}
              transform={`translate(${x},${y})`}
              className="node"
              opacity={!chosen || near.has(id) ? 1 : 0.25}
              onClick={() => setChosen(chosen === id ? "" : id)}
              onDoubleClick={() => go(to(`/state/${id}`, on))}
            >
              <circle r={12} className={chosen === id ? "self" : undefined} />
              <text y={3} textAnchor="middle">{id.replace("C-", "")}</text>
              <title>{`${world.name(id)}: ${degree}`}</title>
            </g>
          ))}
          </g>
        </svg>
        <ZoomButtons by={by} />
      </div>
      <p className="quiet small">{W.network.hint}</p>
      <StrengthKey />
      {asked.reply && <AnswerView reply={asked.reply} />}
    </Page>
  );
}
