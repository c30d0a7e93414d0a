import { useMemo, useRef } from "react";
import { Link, useLocation } from "wouter";
import { to, useAddress } from "../model/address";
import { CATEGORIES } from "../model/colours";
import { shown, within } from "../model/time";
import { Export } from "../parts/Export";
import { Page } from "../parts/Page";
import { Picker } from "../parts/Picker";
import { useWorld } from "../parts/WorldData";
import { type Paint, WorldMap } from "../parts/WorldMap";
import { W } from "../words";

const USUAL = ["nato", "warsaw-pact"];

export function AtlasView() {
  const world = useWorld();
  const { query, on, set } = useAddress();
  const [, go] = useLocation();
  const frame = useRef<HTMLDivElement>(null);
  const chosen = useMemo(() => {
    const asked = query.has("f") ? query.getAll("f") : USUAL;
    return asked.filter((id) => world.frameworks.has(id)).slice(0, CATEGORIES.length);
  }, [query, world]);
  const groups = useMemo(
    () => chosen.map((id, n) => ({ id, colour: CATEGORIES[n] as string, among: world.among(id, on) })),
    [chosen, world, on],
  );
  const roles = useMemo(() => {
    const found = new Map<string, { group: number; role: string; contested: boolean }[]>();
    groups.forEach(({ among }, group) => {
      for (const [state, { role, contested }] of among)
        found.set(state, [...(found.get(state) ?? []), { group, role, contested }]);
    });
    return found;
  }, [groups]);
  const paint = (territory: string): Paint | null => {
    const place = world.territories.get(territory)?.name ?? territory;
    const holders = world.holders(territory, on);
    if (holders.length === 0) return { fill: "var(--land)", title: `${place}: ${W.map.unknown}` };
    const first = holders[0];
    if (!first) return null;
    const held = holders.map((h) => world.name(h.state)).join(", ");
    const own = first.status === "integral" ? held : `${place} (${held}, ${first.status})`;
    const mine = roles.get(first.state) ?? [];
    const members = mine.filter((r) => r.role === "member");
    const told = mine.map((r) => `${r.role} of ${world.name(chosen[r.group] ?? "")}${r.contested ? ` (${W.map.contested})` : ""}`);
    const title = [own, ...told].join("\n");
    if (members.length > 1) return { fill: `url(#mix-${members.map((m) => m.group).join("-")})`, title };
    const one = members[0] ?? mine[0];
    if (!one) return { fill: "var(--held)", title };
    if (one.contested) return { fill: `url(#dots-${one.group})`, title };
    if (one.role !== "member") return { fill: `url(#lines-${one.group})`, title };
    return { fill: CATEGORIES[one.group] ?? "var(--held)", title };
  };
  const mixes = useMemo(() => {
    const found = new Set<string>();
    for (const mine of roles.values()) {
      const members = mine.filter((r) => r.role === "member");
      if (members.length > 1) found.add(members.map((m) => m.group).join("-"));
    }
    return [...found];
  }, [roles]);
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
    empty: "", tone: "" as const,
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
            paint={paint}
            holder={(t) => world.holders(t, on)[0]?.state ?? t}
            version={`${on} ${chosen.join(" ")}`}
            onChoose={(t) => {
              const state = world.holders(t, on)[0]?.state;
              if (state) go(to(`/state/${state}`, on));
            }}
            patterns={<Patterns mixes={mixes} />}
          />
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
          {groups.map(({ id, colour, among }) => {
            const members = [...among].filter(([, m]) => m.role === "member");
            const others = [...among].filter(([, m]) => m.role !== "member");
            const framework = world.frameworks.get(id);
            const alive = framework && within(on, framework.life);
            return (
              <section key={id} className="legend">
                <h3>
                  <span className="swatch" style={{ background: colour }} aria-hidden="true" />
                  <Link href={to(`/framework/${id}`, on)}>{world.name(id)}</Link>
                  <button
                    type="button"
                    className="close"
                    aria-label={`${W.casus.remove}: ${world.name(id)}`}
                    onClick={() => set({ f: chosen.length > 1 ? chosen.filter((c) => c !== id) : [""] })}
                  >
                    ×
                  </button>
                </h3>
                <p className="quiet small">
                  {alive ? W.map.members(members.length) : W.map.notYet}
                  {framework && ` · ${shown(framework.life)}`}
                </p>
                {alive && (
                  <details>
                    <summary>{W.map.asList}</summary>
                    <p className="small">
                      {members.map(([state, m], n) => (
                        <span key={state}>
                          {n > 0 && ", "}
                          <Link href={to(`/state/${state}`, on)}>{world.name(state)}</Link>
                          {m.contested && ` (${W.map.contested})`}
                        </span>
                      ))}
                    </p>
                    {others.length > 0 && (
                      <p className="small quiet">
                        {others.map(([state, m]) => `${world.name(state)} (${m.role})`).join(", ")}
                      </p>
                    )}
                  </details>
                )}
              </section>
            );
          })}
          <Key groups={groups.length} />
        </aside>
      </div>
    </Page>
  );
}

function Key({ groups }: { groups: number }) {
  if (groups === 0) return null;
  const swatch = (fill: string) => (
    <svg width="22" height="14" aria-hidden="true"><rect width="22" height="14" rx="2" fill={fill} /></svg>
  );
  return (
    <ul className="key small">
      {groups > 1 && (
        <li>
          <svg width="22" height="14" aria-hidden="true">
            <rect width="22" height="14" rx="2" fill={CATEGORIES[0]} />
            <path d="M0 14 L14 0 H22 V2 L10 14Z" fill={CATEGORIES[1]} />
          </svg>
          {W.map.several}
        </li>
      )}
      <li>{swatch("url(#lines-0)")} {W.map.others}</li>
      <li>{swatch("url(#dots-0)")} {W.map.contested}</li>
      <li>{swatch("var(--held)")} {W.map.none}</li>
      <li>{swatch("var(--land)")} {W.map.unknown}</li>
    </ul>
  );
}

/** Fills of those with another role, a contested one, or several memberships. */
export function Patterns({ mixes }: { mixes: string[] }) {
  return (
    <>
      {CATEGORIES.map((colour, n) => (
        <pattern key={`l${colour}`} id={`lines-${n}`} width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="4" height="4" fill="var(--held)" />
          <rect width="1.4" height="4" fill={colour} />
        </pattern>
      ))}
      {CATEGORIES.map((colour, n) => (
        <pattern key={`d${colour}`} id={`dots-${n}`} width="4" height="4" patternUnits="userSpaceOnUse">
          <rect width="4" height="4" fill="var(--held)" />
          <circle cx="2" cy="2" r="1.1" fill={colour} />
        </pattern>
      ))}
      {mixes.map((mix) => {
        const parts = mix.split("-").map(Number);
        return (
          <pattern key={mix} id={`mix-${mix}`} width={3 * parts.length} height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            {parts.map((group, n) => (
              <rect key={group} x={3 * n} width="3" height="6" fill={CATEGORIES[group]} />
            ))}
          </pattern>
        );
      })}
    </>
  );
}
