/** Fields that hold names: half a name, a former one or a typo will do, and what is sent is the id. */

import { useMemo, type ReactNode } from "react";
import { W } from "../words";
import { type Option, Picker } from "./Picker";
import { useFound, useWorld } from "./WorldData";

const KINDS = ["state", "actor", "framework", "within", "place"] as const;
type Kind = (typeof KINDS)[number];

export function isNames(kind: string | undefined): kind is Kind {
  return KINDS.includes(kind as Kind);
}

/** What one may choose from; a place, or something within a framework, may also be written as it is. */
function useOptions(kind: Kind): { options: Option[]; free: boolean } {
  const world = useWorld();
  const named = useFound(kind === "place").places;
  return useMemo(() => {
    if (kind === "state") return { options: world.choosable, free: false };
    if (kind === "actor") return { options: world.attackers, free: false };
    if (kind === "place") return { options: named.map((name) => ({ id: name, name: "" })), free: true };
    return { options: world.raw.frameworks.map(({ id, name }) => ({ id, name })), free: kind === "within" };
  }, [kind, world, named]);
}

interface Props {
  kind: Kind;
  label: ReactNode;
}

export function NameField({ kind, label, value, onChange, invalid }: Props & { value: string; onChange(to: string | undefined): void; invalid: boolean }) {
  const { options, free } = useOptions(kind);
  const shown = options.find(({ id }) => id === value)?.name ?? value;
  return (
    <div className="named">
      <Picker label={label} options={options} free={free} settles value={shown} invalid={invalid} onChoose={onChange} />
      {value && <button type="button" className="close" aria-label={W.ask.removeName(shown)} onClick={() => onChange(undefined)}>×</button>}
    </div>
  );
}

export function NamesField({ kind, label, value, onChange }: Props & { value: string[]; onChange(to: string[] | undefined): void }) {
  const { options, free } = useOptions(kind);
  const names = useMemo(() => new Map(options.map(({ id, name }) => [id, name])), [options]);
  const put = (to: string[]) => onChange(to.length > 0 ? to : undefined);
  return (
    <div className="named several">
      <Picker label={label} options={options} free={free} settles value="" placeholder={W.ask.addName} onChoose={(id) => put([...value.filter((v) => v !== id), id])} />
      {value.length > 0 && (
        <p className="chips">
          {value.map((id) => (
            <button key={id} type="button" className="chip" aria-label={W.ask.removeName(names.get(id) ?? id)} onClick={() => put(value.filter((v) => v !== id))}>
              {names.get(id) ?? id} ×
            </button>
          ))}
        </p>
      )}
    </div>
  );
}
