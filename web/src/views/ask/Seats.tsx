/** The seats of a body in an arc: choose them one by one, and see what comes of it. */

import { useMemo } from "react";
import { type Schemas, useAnswer } from "../../api/client";
import { useWorld } from "../../parts/WorldData";
import { W } from "../../words";
import { type PartProps, texts } from "./asking";

const CAMPS = ["for", "against", "abstain", "absent"] as const;
type Camp = (typeof CAMPS)[number];
type Power = { members: { state: string; prevents: number }[] };
const WIDTH = 640;
const MANY = 60;

export function Seats({ draft, on, reply, ask }: PartProps) {
  const world = useWorld();
  const id = String(draft.body ?? "");
  const motion = String(draft.motion ?? "");
  const framework = id.split("/")[0] ?? "";
  const known = world.frameworks.has(framework);
  const found = useAnswer<Schemas["FrameworkAnswer"]>("framework", known ? { framework, on } : null);
  const bodies = found.reply?.answer.bodies ?? [];
  const body = bodies.find((b) => b.id === id);
  const members = body?.members ?? [];
  const power = useAnswer<Power>("power", body && members.length <= MANY ? { body: id, on, ...(motion && { motion }) } : null);
  const vetoes = new Set(power.reply?.answer.members.filter((m) => m.prevents === 1).map((m) => m.state));
  const everyone = vetoes.size === members.length;
  const camps = useMemo(() => campsOf(draft, members), [draft, members]);
  const put = (next: Map<string, Camp>) =>
    ask({ ...draft, ...Object.fromEntries(CAMPS.slice(0, 3).map((c) => [c, members.filter((m) => next.get(m) === c)])) });
  const turn = (state: string) => {
    const now = camps.get(state) ?? "absent";
    put(new Map(camps).set(state, CAMPS[(CAMPS.indexOf(now) + 1) % CAMPS.length] ?? "for"));
  };
  const answer = reply?.answer as (Schemas["DecideAnswer"] & { lead: string }) | undefined;
  if (!body || members.length === 0) return null;
  const places = arc(members.length);
  const height = Math.max(...places.map((p) => p.y)) + 34;
  const motions = body.decides_by.map((rule) => /\(([^)]*)\)$/.exec(rule)?.[1] ?? "").filter((m) => m && m !== "any");
  const size = places[0]?.r ?? 16;
  return (
    <section className="seats" aria-label={W.ask.seats}>
      <div className="controls">
        <label>{W.ask.body}{" "}
          <select value={id} onChange={(e) => ask({ body: e.target.value, for: bodies.find((b) => b.id === e.target.value)?.members ?? [] })}>
            {bodies.filter((b) => b.decides_by.length > 0).map((b) => <option key={b.id} value={b.id}>{b.name}</option>)}
          </select>
        </label>
        {motions.length > 0 && (
          <label>{W.ask.motion}{" "}
            <select value={motion} onChange={(e) => ask({ ...draft, motion: e.target.value })}>
              <option value="">{W.ask.usual}</option>
              {motions.map((m) => <option key={m} value={m}>{m.replaceAll("-", " ")}</option>)}
            </select>
          </label>
        )}
        {CAMPS.filter((camp) => camp !== "absent").map((camp) => (
          <button key={camp} type="button" className={`chip camp-${camp}`} onClick={() => put(new Map(members.map((m) => [m, camp])))}>
            {W.ask.allTo} {W.ask.camps[camp]}
          </button>
        ))}
      </div>
      <p className="quiet small">{W.ask.seatHint}</p>
      <div className="arc" style={{ aspectRatio: `${WIDTH} / ${height}` }}>
        {members.map((state, n) => {
          const at = places[n] ?? { x: 0, y: 0, r: 14 };
          const camp = camps.get(state) ?? "absent";
          const veto = vetoes.has(state) && !everyone;
          return (
            <button
              key={state}
              type="button"
              className={`seat camp-${camp}${veto ? " veto" : ""}`}
              style={{ left: `${(100 * at.x) / WIDTH}%`, top: `${(100 * at.y) / height}%`, width: `${(200 * size) / WIDTH}%` }}
              aria-label={W.ask.seatOf(state, world.name(state), W.ask.camps[camp], veto)}
              title={W.ask.seatOf(state, world.name(state), W.ask.camps[camp], veto)}
              onClick={() => turn(state)}
            >
              <span aria-hidden="true">{state}</span>
            </button>
          );
        })}
        {answer && (
          <p className={`verdict outcome-${answer.outcome}`} aria-live="polite">
            <strong>{W.ask.outcome[answer.outcome]}</strong>
            <span className="small">{answer.grounds.join(", ")}</span>
          </p>
        )}
      </div>
      <ul className="key small">
        {CAMPS.map((camp) => (
          <li key={camp}><span className={`dot camp-${camp}`} /> {W.ask.camps[camp]} {members.filter((m) => (camps.get(m) ?? "absent") === camp).length}</li>
        ))}
        {vetoes.size > 0 && !everyone && <li><span className="dot veto" /> {W.ask.veto}</li>}
      </ul>
    </section>
  );
}

function campsOf(draft: PartProps["draft"], members: string[]): Map<string, Camp> {
  const camps = new Map<string, Camp>();
  for (const camp of CAMPS.slice(0, 3)) for (const state of texts(draft[camp])) if (members.includes(state)) camps.set(state, camp);
  return camps;
}

/** Places in rows of an arc, from left to right; the more there are, the more rows and the smaller. */
function arc(count: number): { x: number; y: number; r: number }[] {
  const rows = count <= 18 ? 1 : count <= 40 ? 2 : count <= 80 ? 4 : 7;
  const outer = 290;
  const r = rows === 1 ? Math.min(22, (Math.PI * outer) / count / 2.3) : rows === 2 ? 17 : rows === 4 ? 13 : 9.5;
  const gap = r * 2.35;
  const radii = Array.from({ length: rows }, (_, n) => outer - r - n * gap);
  const total = radii.reduce((a, b) => a + b, 0);
  const places: { x: number; y: number; r: number; turn: number }[] = [];
  let left = count;
  radii.forEach((radius, row) => {
    const here = row === rows - 1 ? left : Math.min(left, Math.round((count * radius) / total));
    left -= here;
    for (let n = 0; n < here; n++) {
      const turn = here === 1 ? 0.5 : n / (here - 1);
      const angle = Math.PI * (1 - turn);
      places.push({ x: WIDTH / 2 + radius * Math.cos(angle), y: outer + 8 - radius * Math.sin(angle), r, turn });
    }
  });
  return places.sort((a, b) => a.turn - b.turn || a.y - b.y);
}
