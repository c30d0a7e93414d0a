/** Choosing one of many by name: a text box that offers what fits. */

import { useId, useState } from "react";

export interface Option {
  id: string;
  name: string;
}

interface Props {
  label: string;
  options: Option[];
  onChoose(id: string): void;
  placeholder?: string | undefined;
  /** Whether what is typed may be none of the options. */
  free?: boolean | undefined;
  value?: string | undefined;
  hideLabel?: boolean | undefined;
}

export function Picker({ label, options, onChoose, placeholder, free, value, hideLabel }: Props) {
  const list = useId();
  const [text, setText] = useState<string | null>(null);
  const take = (typed: string, whole: boolean) => {
    const found = options.find((o) => `${o.name} (${o.id})` === typed || o.id === typed || (whole && o.name === typed));
    if (found) {
      onChoose(found.id);
      setText(null);
    } else if (free && whole && typed.trim()) {
      onChoose(typed.trim());
      setText(null);
    }
    return found !== undefined;
  };
  return (
    <label className="picker">
      <span className={hideLabel ? "hidden" : undefined}>{label}</span>
      <input
        list={list}
        value={text ?? value ?? ""}
        placeholder={placeholder}
        onChange={(e) => { if (!take(e.target.value, false)) setText(e.target.value); }}
        onBlur={(e) => { if (text !== null && !take(e.target.value, true)) setText(null); }}
        onKeyDown={(e) => { if (e.key === "Enter") { e.preventDefault(); take(e.currentTarget.value, true); } }}
      />
      <datalist id={list}>
        {options.map((o) => <option key={o.id} value={`${o.name} (${o.id})`} />)}
      </datalist>
    </label>
  );
}
