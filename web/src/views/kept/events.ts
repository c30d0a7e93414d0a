import type { Schemas } from "../../api/client";

/** An event of the past as a question takes it, but for its day. */
export function eventQuery({ attacked, attacker = [], at, kind, object }: Schemas["Precedent"]): Record<string, string | string[]> {
  return {
    attacked, kind, ...(attacker.length > 0 && { attacker }), ...(at && { at }), ...(object && object !== "territory" && { object }),
  };
}
