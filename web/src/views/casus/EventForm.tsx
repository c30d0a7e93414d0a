import { useMemo, useState } from "react";
import { useAddress } from "../../model/address";
import { asDay } from "../../model/time";
import { Picker } from "../../parts/Picker";
import { useFound, useWorld } from "../../parts/WorldData";
import { W } from "../../words";
import { asQuery, EXAMPLES } from "./examples";

const KINDS = ["armed-attack", "threat", "cyber-attack", "terrorist-attack", "sabotage", "incursion", "steered-migration", "coup", "internal-conflict", "disaster", "nuclear-accident"];
const OBJECTS = ["territory", "forces", "vessel", "aircraft", "cable", "pipeline", "satellite", "embassy"];
const NOTHING = { attacked: undefined, attacker: undefined, at: undefined, kind: undefined, object: undefined, fact: undefined, and: undefined };

/** What happened: an example, or who was attacked, by whom, where and how. */
export function EventForm() {
  const world = useWorld();
  const { query, set } = useAddress();
  const [told, setTold] = useState("");
  const second = query.get("and") ?? "";
  const put = (text: string) => {
    const found = text.trim() ? asDay(text) : null;
    setTold(found?.told ?? "");
    if (!found || found.day !== null) set({ and: found?.day ?? undefined });
  };
  const attacked = query.getAll("attacked").filter(Boolean);
  const attacker = query.getAll("attacker").filter(Boolean);
  const facts = query.getAll("fact");
  const [touched, setTouched] = useState(false);
  const named = useFound(touched).places;
  const places = useMemo(() => named.map((name) => ({ id: name, name: "" })), [named]);
  const listed = (name: "attacked" | "attacker", chosen: string[]) => (
    <div>
      <Picker
        label={W.casus[name]}
        options={name === "attacker" ? world.attackers : world.choosable}
        placeholder={chosen.length > 0 ? W.casus.another : name === "attacker" ? W.casus.unknownAttacker : W.casus.aState}
        onChoose={(id) => set({ [name]: [...new Set([...chosen, id])] })}
      />
      {chosen.map((id) => (
        <button key={id} type="button" className="chip" onClick={() => set({ [name]: chosen.filter((c) => c !== id) })} aria-label={`${W.casus.remove}: ${world.name(id)}`}>
          {world.name(id)} ×
        </button>
      ))}
    </div>
  );
  return (
    <form className="controls event" onFocus={() => setTouched(true)} onSubmit={(e) => e.preventDefault()}>
      <label>
        {W.casus.examples}{" "}
        <select
          value=""
          onChange={(e) => {
            const found = EXAMPLES[Number(e.target.value)];
            if (found) set({ ...NOTHING, ...asQuery(found), on: found.on });
          }}
        >
          <option value="">{W.casus.choose}</option>
          {EXAMPLES.map((e, n) => <option key={e.title} value={n}>{e.title}</option>)}
        </select>
      </label>
      {listed("attacked", attacked)}
      {listed("attacker", attacker)}
      <Picker
        label={W.casus.at}
        placeholder={W.casus.atHint}
        options={places}
        free
        value={query.get("at") ?? ""}
        onChoose={(at) => set({ at })}
      />
      <label>
        {W.casus.kind}{" "}
        <select value={query.get("kind") ?? "armed-attack"} onChange={(e) => set({ kind: e.target.value })}>
          {KINDS.map((k) => <option key={k} value={k}>{k.replaceAll("-", " ")}</option>)}
        </select>
      </label>
      <label>
        {W.casus.object}{" "}
        <select value={query.get("object") ?? "territory"} onChange={(e) => set({ object: e.target.value })}>
          {OBJECTS.map((o) => <option key={o} value={o}>{o}</option>)}
        </select>
      </label>
      <div>
      <Picker
        label={W.casus.facts}
        placeholder={W.casus.addFact}
        options={Object.entries(world.raw.facts).map(([id, name]) => ({ id, name }))}
        onChoose={(fact) => set({ fact: [...facts, `${fact}=true`] })}
      />
      {facts.map((fact) => {
        const [name = "", value = ""] = fact.split("=");
        const put = (next: string | null) =>
          set({ fact: facts.flatMap((f) => (f === fact ? (next === null ? [] : [`${name}=${next}`]) : [f])) });
        return (
          <span key={fact} className="chip" title={world.raw.facts[name]}>
            {name}:{" "}
            <button type="button" className="linklike" onClick={() => put(value === "true" ? "false" : "true")}>
              {value === "true" ? W.casus.yes : value === "false" ? W.casus.no : value}
            </button>{" "}
            <button type="button" className="linklike" aria-label={`${W.casus.remove}: ${name}`} onClick={() => put(null)}>×</button>
          </span>
        );
      })}
      </div>
      <label>
        {W.casus.second}{" "}
        <input className="day" defaultValue={second} key={second} placeholder="2026-01-01" aria-invalid={told !== ""} onBlur={(e) => put(e.target.value)} onKeyDown={(e) => { if (e.key === "Enter") put(e.currentTarget.value); }} />
        {told && <span className="bad" role="alert">{told}</span>}
      </label>
    </form>
  );
}
