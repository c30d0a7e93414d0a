import { useState } from "react";
import { useAddress } from "../../model/address";
import { asDay, later } from "../../model/time";
import { Picker } from "../../parts/Picker";
import { useWorld } from "../../parts/WorldData";
import { W } from "../../words";
import { type Change, KINDS, type Kind, read, written } from "./changes";

/** What to compare: the day with another, or the world with one in which something is otherwise. */
export function CompareForm() {
  const world = useWorld();
  const { query, on, set } = useAddress();
  const changes = read(query, world);
  const second = query.get("and") ?? "";
  const [kind, setKind] = useState<Kind>("leave");
  const [state, setState] = useState("");
  const [told, setTold] = useState("");
  const put = (text: string) => {
    const found = asDay(text);
    setTold(found.told);
    if (found.day !== null) set({ and: found.day, leave: undefined, join: undefined });
  };
  const suppose = (next: Change[]) => set({ ...written(next), and: undefined });
  const name = ({ kind: verb, framework, state: who }: Change) => W.compare.change(world.name(who, on), W.compare.verbs[verb], world.name(framework));
  const frameworks = world.raw.frameworks.map((f) => ({ id: f.id, name: f.name }));
  return (
    <form className="controls" onSubmit={(e) => e.preventDefault()}>
      <label>
        {W.compare.second}{" "}
        <input
          className="day"
          key={second}
          defaultValue={second}
          placeholder={later(on, "year", -10)}
          aria-invalid={told !== ""}
          onBlur={(e) => { if (e.target.value && e.target.value !== second) put(e.target.value); }}
          onKeyDown={(e) => { if (e.key === "Enter" && e.currentTarget.value) put(e.currentTarget.value); }}
        />
        {told && <span className="bad" role="alert">{told}</span>}
      </label>
      <span className="or quiet">{W.compare.or}</span>
      <Picker label={W.compare.who} placeholder={W.casus.aState} options={world.choosable} value={state && world.name(state, on)} onChoose={setState} />
      <label>
        {W.compare.does}{" "}
        <select className="verb" value={kind} onChange={(e) => setKind(e.target.value as Kind)}>
          {KINDS.map((one) => <option key={one} value={one}>{W.compare.verbs[one]}</option>)}
        </select>
      </label>
      <Picker
        label={W.compare.what}
        placeholder={W.map.add}
        options={frameworks}
        onChoose={(framework) => { if (state) { suppose([...changes, { kind, framework, state }]); setState(""); } }}
      />
      {changes.map((change) => (
        <button key={name(change)} type="button" className="chip" aria-label={`${W.casus.remove}: ${name(change)}`} onClick={() => suppose(changes.filter((c) => c !== change))}>
          {name(change)} ×
        </button>
      ))}
      <Picker
        label={W.compare.from}
        placeholder={W.compare.all}
        options={world.choosable}
        value={query.get("of") ? world.name(query.get("of") ?? "", on) : ""}
        onChoose={(of) => set({ of })}
      />
      {query.get("of") && <button type="button" onClick={() => set({ of: undefined })}>{W.compare.all}</button>}
    </form>
  );
}
