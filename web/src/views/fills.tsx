/** How territories and waters are filled by their role, and the key that says so. */

import { CATEGORIES } from "../model/colours";
import { W } from "../words";

export type Role =
  | { kind: "member" | "other" | "contested" | "leftOut" | "waters"; group: number }
  | { kind: "several"; groups: number[] }
  | { kind: "none" | "unknown" };

export function fill(role: Role): string {
  switch (role.kind) {
    case "member":
      return CATEGORIES[role.group] ?? "var(--held)";
    case "several":
      return `url(#several-${role.groups.join("-")})`;
    case "none":
      return "var(--held)";
    case "unknown":
      return "var(--land)";
    default:
      return `url(#${role.kind}-${role.group})`;
  }
}

const ORDER = ["several", "leftOut", "waters", "other", "contested", "none", "unknown"] as const;

/** What the map shows that day beside plain membership, each with the fills that show it.
 *  Only where every list of members is `complete` is a state in none of the frameworks. */
export function Key({ roles, complete }: { roles: Role[]; complete: boolean }) {
  const words = {
    several: W.map.several, leftOut: W.map.leftOut, waters: W.map.waters, other: W.map.others, contested: W.map.contested,
    none: complete ? W.map.none : W.map.notListed, unknown: W.map.unknown,
  };
  return (
    <ul className="key small">
      {ORDER.map((kind) => {
        const fills = [...new Set(roles.filter((role) => role.kind === kind).map(fill))].slice(0, 3);
        return fills.length > 0 && (
          <li key={kind}>
            <svg width={fills.length * 26 - 2} height="15" aria-hidden="true">
              {fills.map((one, n) => <rect key={one} x={n * 26 + 0.5} y="0.5" width="23" height="14" rx="2" fill={one} className="swatched" />)}
            </svg>
            {words[kind]}
          </li>
        );
      })}
    </ul>
  );
}

/** The fills that are more than one colour; those that the roles need. */
export function Patterns({ roles }: { roles: Role[] }) {
  const needed = new Map<string, Role>();
  for (const role of roles) if (fill(role).startsWith("url")) needed.set(fill(role), role);
  return [...needed].map(([name, role]) => <Pattern key={name} id={name.slice(5, -1)} role={role} />);
}

function Pattern({ id, role }: { id: string; role: Role }) {
  if (role.kind === "several") {
    const step = 2.5;
    const width = step * role.groups.length;
    return (
      <pattern id={id} width={width} height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        {role.groups.map((group, n) => (
          <rect key={group} x={step * n} width={step} height="6" fill={CATEGORIES[group]} />
        ))}
      </pattern>
    );
  }
  const colour = "group" in role ? CATEGORIES[role.group] : undefined;
  if (role.kind === "waters") {
    // each group a line lower, so that waters of several show the dashes of all
    const y = 1 + 2 * ("group" in role ? role.group % 4 : 0);
    return (
      <pattern id={id} width="9" height="8" patternUnits="userSpaceOnUse">
        <path d={`M${y} ${y}h4.5`} stroke={colour} strokeWidth="1.1" />
      </pattern>
    );
  }
  return (
    <pattern id={id} width="4" height="4" patternUnits="userSpaceOnUse" patternTransform={role.kind === "contested" ? undefined : "rotate(45)"}>
      <rect width="4" height="4" fill="var(--held)" />
      {role.kind === "leftOut" && <rect width="4" height="4" fill={colour} opacity="0.4" />}
      {role.kind === "other" && <rect width="1.4" height="4" fill={colour} />}
      {role.kind === "contested" && <circle cx="2" cy="2" r="1.1" fill={colour} />}
    </pattern>
  );
}
