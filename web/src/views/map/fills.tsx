/** How territories and waters are filled by their role, and the key that says so. */

import { W } from "../../words";
import { Swatch } from "../paint";

export type Role =
  | { kind: "member" | "protects" | "isProtected" | "other" | "contested" | "leftOut" | "waters"; colour: string }
  | { kind: "several"; colours: string[] }
  | { kind: "none" | "unknown" };

const plain = (colour: string) => colour.replace("#", "");

export function fill(role: Role): string {
  switch (role.kind) {
    case "member":
      return role.colour;
    case "several":
      return `url(#several-${role.colours.map(plain).join("-")})`;
    case "none":
      return "var(--held)";
    case "unknown":
      return "var(--land)";
    default:
      return `url(#${role.kind}-${plain(role.colour)})`;
  }
}

const ORDER = ["member", "several", "protects", "isProtected", "leftOut", "waters", "other", "contested", "none", "unknown"] as const;

/** What the map shows that day, each with the fills that show it.
 *  Only where every list of members is `complete` is a state in none of the frameworks. */
export function Key({ roles, complete }: { roles: Role[]; complete: boolean }) {
  const words = {
    member: W.map.member, several: W.map.several, protects: W.map.protects, isProtected: W.map.isProtected, leftOut: W.map.leftOut,
    waters: W.map.waters, other: W.map.others, contested: W.map.contested,
    none: complete ? W.map.none : W.map.notListed, unknown: W.map.unknown,
  };
  return (
    <ul className="key small">
      {ORDER.map((kind) => {
        const fills = [...new Set(roles.filter((role) => role.kind === kind).map(fill))].slice(0, 3);
        return fills.length > 0 && (
          <li key={kind}>{fills.map((one) => <Swatch key={one} fill={one} />)} {words[kind]}</li>
        );
      })}
    </ul>
  );
}

/** The fills that are more than one colour; those that the roles need. */
export function Patterns({ roles, scale }: { roles: Role[]; scale: number }) {
  const needed = new Map<string, Role>();
  for (const role of roles) if (fill(role).startsWith("url")) needed.set(fill(role), role);
  return [...needed].map(([name, role]) => <Pattern key={name} id={name.slice(5, -1)} role={role} scale={scale} />);
}

function Pattern({ id, role, scale }: { id: string; role: Role; scale: number }) {
  const small = `scale(${1 / scale})`;
  if (role.kind === "several") {
    const step = 2.5;
    return (
      <pattern id={id} width={step * role.colours.length} height="6" patternUnits="userSpaceOnUse" patternTransform={`rotate(45) ${small}`}>
        {role.colours.map((colour, n) => <rect key={colour} x={step * n} width={step} height="6" fill={colour} />)}
      </pattern>
    );
  }
  const colour = "colour" in role ? role.colour : undefined;
  if (role.kind === "waters") {
    // each colour a line lower, so that waters of several show the dashes of all
    const y = 1 + 2 * (Number.parseInt(plain(colour ?? "0"), 16) % 4);
    return (
      <pattern id={id} width="9" height="8" patternUnits="userSpaceOnUse" patternTransform={small}>
        <path d={`M${y} ${y}h4.5`} stroke={colour} strokeWidth="1.1" />
      </pattern>
    );
  }
  return (
    <pattern id={id} width="4" height="4" patternUnits="userSpaceOnUse" patternTransform={`${role.kind === "contested" ? "" : "rotate(45) "}${small}`}>
      <rect width="4" height="4" fill="var(--held)" />
      {role.kind === "leftOut" && <rect width="4" height="4" fill={colour} opacity="0.4" />}
      {role.kind === "protects" && <rect width="2.4" height="4" fill={colour} />}
      {role.kind === "isProtected" && <><rect width="4" height="4" fill={colour} /><circle cx="2" cy="2" r="0.9" fill="var(--held)" /></>}
      {role.kind === "other" && <rect width="1.4" height="4" fill={colour} />}
      {role.kind === "contested" && <circle cx="2" cy="2" r="1.1" fill={colour} />}
    </pattern>
  );
}
