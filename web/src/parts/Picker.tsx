/** Choosing one of many: what is typed finds it by half a name, a former one, or with a typo. */

import { type ReactNode, useId, useMemo, useState } from "react";
import { type Findable, find, fold, indexed } from "../model/find";
import { W } from "../words";

export interface Option {
  id: string;
  name: string;
  /** Other names by which it is found. */
  names?: readonly string[];
}

const OFFERED = 8;

interface Props {
  label: ReactNode;
  options: Option[];
  onChoose(id: string): void;
  placeholder?: string | undefined;
  /** Whether what is typed may be none of the options. */
  free?: boolean | undefined;
  value?: string | undefined;
  hideLabel?: boolean | undefined;
  /** Whether what is typed is settled, as by Enter, when one leaves the box. */
  settles?: boolean | undefined;
  /** Whether something is wrong with what was chosen. */
  invalid?: boolean | undefined;
}

export function Picker({ label, options, onChoose, placeholder, free, value, hideLabel, settles, invalid }: Props) {
  const list = useId();
  const said = useId();
  const [text, setText] = useState<string | null>(null);
  const [at, setAt] = useState(-1);
  const [missed, setMissed] = useState("");
  const index = useMemo(
    () => indexed(options.map((o): Findable & { id: string } => ({ id: o.id, title: o.name || o.id, ...(o.names && { names: o.names }) }))),
    [options],
  );
  const found = useMemo(() => (text === null ? [] : find(index, text, OFFERED)), [index, text]);
  const open = text !== null && text.trim() !== "" && found.length > 0;
  const take = (id: string) => {
    setText(null);
    setAt(-1);
    setMissed("");
    onChoose(id);
  };
  /** What was typed, as one of the options: the one marked, that of the name, or the best that fits. */
  const settle = (loosely: boolean) => {
    const typed = (text ?? "").trim();
    if (!typed) {
      setText(null);
      return;
    }
    const named = (o: Option) => [o.id, o.name, ...(o.names ?? [])].some((name) => fold(name) === fold(typed));
    const exact = options.find((o) => fold(o.id) === fold(typed) || fold(o.name) === fold(typed)) ?? options.find(named);
    const chosen = found[at]?.id ?? exact?.id ?? (free ? undefined : loosely ? found[0]?.id : undefined);
    if (chosen !== undefined) take(chosen);
    else if (free) take(typed);
    else if (loosely) setMissed(W.search.missed(typed));
  };
  const keyed = (event: React.KeyboardEvent) => {
    if (event.key === "ArrowDown" && open) setAt(Math.min(at + 1, found.length - 1));
    else if (event.key === "ArrowUp" && open) setAt(Math.max(at - 1, -1));
    else if (event.key === "Enter") settle(true);
    else if (event.key === "Escape") { setText(null); setMissed(""); }
    else return;
    event.preventDefault();
  };
  return (
    <div className="picker">
      <label>
        <span className={hideLabel ? "hidden" : undefined}>{label}</span>
        <input
          role="combobox"
          aria-expanded={open}
          aria-controls={list}
          aria-autocomplete="list"
          aria-activedescendant={open && at >= 0 ? `${list}-${at}` : undefined}
          aria-invalid={missed !== "" || invalid || undefined}
          aria-describedby={missed ? said : undefined}
          autoComplete="off"
          value={text ?? value ?? ""}
          placeholder={placeholder}
          onChange={(e) => { setText(e.target.value); setAt(-1); setMissed(""); }}
          onFocus={(e) => e.target.select()}
          onBlur={() => { settle(settles ?? false); if (!free && !settles) setText(null); }}
          onKeyDown={keyed}
        />
      </label>
      <ul id={list} role="listbox" aria-label={W.search.offered} hidden={!open}>
        {found.map((o, n) => (
          // biome-ignore lint: keys are handled by the box
          <li
            key={o.id}
            id={`${list}-${n}`}
            role="option"
            aria-selected={n === at}
            onMouseDown={(e) => { e.preventDefault(); take(o.id); }}
          >
            {o.title}{o.title !== o.id && <span className="quiet"> {o.id}</span>}
          </li>
        ))}
      </ul>
      {missed && <p id={said} className="bad small" role="alert">{missed}</p>}
    </div>
  );
}
