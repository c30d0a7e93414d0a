import { useMemo, useRef } from "react";
import { Link, useLocation } from "wouter";
import { to, useAddress } from "../model/address";
import { CATEGORIES } from "../model/colours";
import { type Covered, useCovered } from "../model/covered";
import { shown, within } from "../model/time";
import type { Membership } from "../model/world";
import { Export } from "../parts/Export";
import { Page } from "../parts/Page";
import { Picker } from "../parts/Picker";
import { useWorld } from "../parts/WorldData";
import { type Paint, WorldMap } from "../parts/WorldMap";
import { W } from "../words";
import { fill, Key, Patterns, type Role } from "./fills";

const USUAL = ["nato", "warsaw-pact"];

interface Group {
  id: string;
  colour: string;
  among: Map<string, Membership>;
}

export function AtlasView() {
  const world = useWorld();
  const { query, on, set } = useAddress();
  const [, go] = useLocation();
  const frame = useRef<HTMLDivElement>(null);
  const chosen = useMemo(() => {
    const asked = query.has("f") ? query.getAll("f") : USUAL;
    return [...new Set(asked)].filter((id) => world.frameworks.has(id)).slice(0, CATEGORIES.length);
  }, [query, world]);
  const groups = useMemo<Group[]>(
    () => chosen.map((id, n) => ({ id, colour: CATEGORIES[n] as string, among: world.among(id, on) })),
    [chosen, world, on],
  );
  const covered = useCovered(chosen.filter((id) => within(on, world.frameworks.get(id)?.life ?? [null, null])), on);
  const painted = useMemo(() => {
    const leftOut = chosen.map((id) => new Set(covered.get(id)?.left_out.map((land) => land.territory)));
    const all = new Map<string, { role: Role; paint: Paint }>();
    for (const { id: territory, name: place } of world.territories.values()) {
      const holders = world.holders(territory, on);
      const first = holders[0];
      if (!first) {
        all.set(territory, { role: { kind: "unknown" }, paint: { fill: "var(--land)", title: `${place}: ${W.map.unknown}` } });
        continue;
      }
      const names = holders.map((h) => world.name(h.state)).join(", ");
      const own = first.status === "integral" ? names : `${place} (${names}, ${first.status})`;
      const mine = groups.flatMap(({ id, among }, group) => {
        const membership = among.get(first.state);
        return membership ? [{ id, group, membership, out: leftOut[group]?.has(territory) ?? false }] : [];
      });
      const told = mine.map(({ id, membership: { role, contested }, out }) => {
        const doubt = contested ? ` (${W.map.contested})` : "";
        return `${role} of ${world.name(id)}${doubt}${out ? `; ${W.map.notReached(world.name(id))}` : ""}`;
      });
      const role = roleOf(mine);
      all.set(territory, { role, paint: { fill: fill(role), title: [own, ...told].join("\n") } });
    }
    return all;
  }, [groups, chosen, covered, world, on]);
  const waters = useMemo(
    () =>
      chosen.flatMap((id, group) =>
        (covered.get(id)?.waters ?? []).map((water) => ({
          rings: water.rings,
          fill: fill({ kind: "waters", group }),
          title: (doubtful(water) ? W.map.shipsPerhapsIn : W.map.shipsIn)(water.name, world.name(id)),
        })),
      ),
    [chosen, covered, world],
  );
  const roles: Role[] = [
    ...[...painted.values()].map(({ role }) => role),
    ...chosen.flatMap((id, group): Role[] => (covered.get(id)?.waters.length ? [{ kind: "waters", group }] : [])),
  ];
  const options = world.raw.frameworks
    .filter((f) => !chosen.includes(f.id))
    .map((f) => ({ id: f.id, name: f.name }))
    .sort((a, b) => a.name.localeCompare(b.name));
  const tables = groups.map(({ id, among }) => ({
    title: `${world.name(id)}, ${on}`,
    columns: ["State", "Role"],
    rows: [...among].map(([state, { role, contested }]) => ({
      cells: [world.name(state), contested ? `${role} (${W.map.contested})` : role],
      because: null, cites: [], tone: "" as const,
    })),
    empty: "", first: 0, tone: "" as const,
  }));
  return (
    <Page
      title={W.map.title}
      wide
      tools={
        <Export
          name={`atlas-${on}`}
          picture={() => frame.current?.querySelector("svg") ?? null}
          tables={tables}
          catalogue={world.raw.catalogue}
        />
      }
    >
      <div className="split">
        <div ref={frame}>
          <WorldMap
            label={W.map.label(on)}
            paint={(territory) => painted.get(territory)?.paint ?? null}
            holder={(t) => world.holders(t, on)[0]?.state ?? t}
            version={`${on} ${chosen.join(" ")} ${covered.size}`}
            onChoose={(t) => {
              const state = world.holders(t, on)[0]?.state;
              if (state) go(to(`/state/${state}`, on));
            }}
            waters={waters}
            patterns={<Patterns roles={roles} />}
          />
          <Key roles={roles} complete={chosen.every((id) => world.notKnown(id, on) === null)} />
          <p className="quiet small">{W.map.note}</p>
        </div>
        <aside aria-label={W.map.choose}>
          <h2>{W.map.choose}</h2>
          <Picker
            label={W.map.add}
            hideLabel
            placeholder={W.map.add}
            options={options}
            onChoose={(id) => set({ f: [...chosen, id] })}
          />
          {groups.length === 0 && <p className="quiet">{W.map.nothing}</p>}
          {groups.map((group) => (
            <Legend
              key={group.id}
              group={group}
              covered={covered.get(group.id)}
              on={on}
              onRemove={() => set({ f: chosen.length > 1 ? chosen.filter((c) => c !== group.id) : [""] })}
            />
          ))}
        </aside>
      </div>
    </Page>
  );
}

/** How a territory stands to the frameworks shown, by what its holder is in them. */
function roleOf(mine: { group: number; membership: Membership; out: boolean }[]): Role {
  const members = mine.filter((m) => m.membership.role === "member");
  const reached = members.filter((m) => !m.out);
  if (reached.length > 1) return { kind: "several", groups: reached.map((m) => m.group) };
  const one = reached[0] ?? members[0] ?? mine[0];
  if (!one) return { kind: "none" };
  if (one.membership.contested) return { kind: "contested", group: one.group };
  if (one.membership.role !== "member") return { kind: "other", group: one.group };
  return { kind: one.out ? "leftOut" : "member", group: one.group };
}

/** Whether all that covers ships there does so on one reading only. */
function doubtful({ by, contested }: Covered["waters"][number]): boolean {
  return by.length === contested.length;
}

/** Where the duties of help cover ships, in words. */
function ships({ waters, everywhere }: Covered): string {
  if (everywhere.length > 0) return ` ${W.map.shipsAnywhere}`;
  const named = waters.map((water) => {
    const told = water.wholly ? water.name : W.map.inPart(water.name);
    return doubtful(water) ? W.map.onOneReading(told) : told;
  });
  return named.length > 0 ? ` ${W.map.ships(named)}` : "";
}

function Legend({ group, covered, on, onRemove }: { group: Group; covered: Covered | undefined; on: string; onRemove(): void }) {
  const world = useWorld();
  const { id, colour, among } = group;
  const members = [...among].filter(([, m]) => m.role === "member");
  const others = [...among].filter(([, m]) => m.role !== "member");
  const framework = world.frameworks.get(id);
  const alive = framework && within(on, framework.life);
  const notKnown = world.notKnown(id, on);
  const suspended = world.suspended(id, on);
  return (
    <section className="legend">
      <h3>
        <span className="swatch" style={{ background: colour }} aria-hidden="true" />
        <Link href={to(`/framework/${id}`, on)}>{world.name(id)}</Link>
        <button type="button" className="close" aria-label={`${W.casus.remove}: ${world.name(id)}`} onClick={onRemove}>×</button>
      </h3>
      <p className="quiet small">
        {alive ? W.map.members(members.length) : W.map.notYet}
        {framework && ` · ${shown(framework.life)}`}
      </p>
      {notKnown !== null && <p className="quiet small">{W.map.notKnown(notKnown)}</p>}
      {covered && (
        <p className="quiet small">
          <Link href={to("/ask/covered", on, { q: JSON.stringify({ framework: id }) })}>
            {covered.calls.length === 0 ? W.map.noHelp : W.map.reached(covered.reached.length + covered.left_out.length, covered.left_out.length)}
          </Link>
          {covered.contested.length > 0 && ` ${W.map.landContested(covered.contested.length)}`}
          {ships(covered)}
        </p>
      )}
      {alive && (
        <details>
          <summary>{W.map.asList}</summary>
          <p className="small">
            {members.map(([state, m], n) => (
              <span key={state}>
                {n > 0 && ", "}
                <Link href={to(`/state/${state}`, on)}>{world.name(state)}</Link>
                {m.contested && ` (${W.map.contested})`}
                {suspended.has(state) && ` (${W.map.suspended})`}
              </span>
            ))}
          </p>
          {others.length > 0 && (
            <p className="small quiet">{others.map(([state, m]) => `${world.name(state)} (${m.role})`).join(", ")}</p>
          )}
        </details>
      )}
    </section>
  );
}
