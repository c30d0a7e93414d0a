/** Choosing one of many by name: a text box that offers what fits. */

import { useId, useState } from "react";
import { fold } from "./Search";

export interface Option {
  id: string;
  name: string;
}

/** More than this a browser need not hold in a list: those that fit are offered. */
const MOST = 800;

function worded(option: Option): string {
  return option.name ? `${option.name} (${option.id})` : option.id;
}

function fits(option: Option, typed: string): boolean {
  return fold(option.name) === fold(typed.trim()) || fold(option.id) === fold(typed.trim());
}

function matching(options: Option[], text: string): Option[] {
  const begun = fold(text.trim());
  return begun.length < 2 ? [] : options.filter((o) => fold(worded(o)).startsWith(begun)).slice(0, 40);
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
    const found = options.find((o) => worded(o) === typed || o.id === typed || (whole && fits(o, typed)));
    if (found) {
      onChoose(found.id);
      setText(null);
    } else if (free && whole && typed.trim()) {
      onChoose(typed.trim());
      setText(null);
    }
    return found !== undefined;
  };
  const shown = options.length <= MOST ? options : matching(options, text ?? "");
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
        {shown.map((o) => <option key={o.id} value={worded(o)} />)}
      </datalist>
    </label>
  );
}
