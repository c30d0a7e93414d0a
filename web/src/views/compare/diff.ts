/** What differs between two pictures of who owes help: of two days, or before and after a change. */

import type { Schemas } from "../../api/client";
import { type Days, type Strongest, stronger } from "../../model/days";
import { type Day, within } from "../../model/time";
import type { World } from "../../model/world";

export type Lit = ReadonlyMap<string, Strongest>;

export interface Difference {
  gained: string[];
  lost: string[];
  /** Those that owe a stronger or a weaker duty than before. */
  changed: string[];
}

export function difference(before: Lit, after: Lit): Difference {
  return {
    gained: [...after.keys()].filter((state) => !before.has(state)),
    lost: [...before.keys()].filter((state) => !after.has(state)),
    changed: [...after].filter(([state, duty]) => {
      const known = before.get(state);
      return known && (known.strength !== duty.strength || known.contested !== duty.contested);
    }).map(([state]) => state),
  };
}

export interface Moved {
  framework: string;
  joined: string[];
  left: string[];
}

/** Who joined and who left each framework of help between two days, those with the most changes first. */
export function moved(world: World, days: Days, from: Day, until: Day): Moved[] {
  const helping = new Set(days.raw.promises.map((p) => p.framework));
  return world.raw.frameworks.filter((f) => helping.has(f.id)).flatMap((f): Moved[] => {
    const members = (on: Day) => new Set(
      within(on, f.life) ? [...world.among(f.id, on)].filter(([, m]) => m.role === "member").map(([state]) => state) : [],
    );
    const [then, now] = [members(from), members(until)];
    const joined = [...now].filter((state) => !then.has(state));
    const left = [...then].filter((state) => !now.has(state));
    return joined.length + left.length > 0 ? [{ framework: f.id, joined, left }] : [];
  }).sort((a, b) => b.joined.length + b.left.length - a.joined.length - a.left.length);
}

/** Who owes a state help by an answer of `bound`, the strongest duty of each. */
export function owedBy(answer: Schemas["BoundAnswer"], state: string): Lit {
  const found = new Map<string, Strongest>();
  for (const o of answer.obligations) {
    if (!o.binding || !o.duties.some((duty) => duty === "assist" || duty === "defend")) continue;
    const debtors = o.mutual ? [...o.owed_by, ...o.owed_to] : o.owed_to.includes(state) ? o.owed_by : [];
    const doubted = o.contested ?? [];
    for (const debtor of debtors)
      if (debtor !== state)
        stronger(found, debtor, { strength: o.strength, contested: doubted.includes(debtor) || doubted.includes(state), by: o.provision });
  }
  return found;
}
