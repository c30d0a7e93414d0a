/** The changes that an address supposes: `leave=nato TUR`, `join=eu MDA`. */

import type { Day } from "../../model/time";
import type { World } from "../../model/world";

export const KINDS = ["leave", "join"] as const;
export type Kind = (typeof KINDS)[number];

export interface Change {
  kind: Kind;
  framework: string;
  state: string;
}

export function read(query: URLSearchParams, world: World): Change[] {
  return KINDS.flatMap((kind) => query.getAll(kind).flatMap((text): Change[] => {
    const [framework = "", state = ""] = text.split(" ");
    return world.frameworks.has(framework) && world.states.has(state) ? [{ kind, framework, state }] : [];
  }));
}

/** The same as the address holds it. */
export function written(changes: readonly Change[]): Record<Kind, string[]> {
  const of = (kind: Kind) => changes.filter((c) => c.kind === kind).map((c) => `${c.framework} ${c.state}`);
  return { leave: of("leave"), join: of("join") };
}

/** The same as questions take it; they hold from the day that is asked about. */
export function supposed(changes: readonly Change[], on: Day): Record<string, string>[] {
  return changes.map(({ kind, framework, state }) => ({ change: kind, framework, state, on }));
}
