import { useEffect, useId, useMemo, useRef, useState } from "react";
import { useLocation } from "wouter";
import { to, useAddress } from "../model/address";
import type { World } from "../model/world";
import { W } from "../words";
import { useWorld } from "./WorldData";

interface Hit {
  kind: keyof typeof W.search.kinds;
  id: string;
  title: string;
  more: string;
  path: string;
  folded: string;
}

export function fold(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

function index(world: World): Hit[] {
  const hits: Omit<Hit, "folded">[] = [
    ...world.raw.states.map((s) => ({
      kind: "state" as const, id: s.id, title: s.name, more: s.names.join(", "), path: `/state/${s.id}`,
    })),
    ...world.raw.frameworks.map((f) => ({
      kind: "framework" as const, id: f.id, title: f.name, more: f.summary, path: `/framework/${f.id}`,
    })),
    ...[...new Map(world.raw.provisions.map((p) => [p.instrument, p])).values()].map((p) => ({
      kind: "instrument" as const, id: p.id.split("/")[0] ?? "", title: p.instrument, more: "",
      path: `/framework/${p.id.split("/")[0]}`,
    })),
    ...world.raw.provisions.map((p) => ({
      kind: "provision" as const, id: p.id, title: p.title || p.id, more: p.says, path: `/provision/${p.id}`,
    })),
  ];
  return hits.map((hit) => ({ ...hit, folded: fold(`${hit.id} ${hit.title} ${hit.more}`) }));
}

function find(hits: Hit[], text: string): Hit[] {
  const words = fold(text).split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  const whole = fold(text.trim());
  return hits
    .filter((hit) => words.every((word) => hit.folded.includes(word)))
    .map((hit) => ({
      hit,
      rank: (fold(hit.id) === whole ? 0 : fold(hit.title).startsWith(whole) ? 1 : fold(hit.title).includes(whole) ? 2 : 3),
    }))
    .sort((a, b) => a.rank - b.rank)
    .slice(0, 12)
    .map(({ hit }) => hit);
}

export function Search() {
  const world = useWorld();
  const { on } = useAddress();
  const [, go] = useLocation();
  const [text, setText] = useState("");
  const [at, setAt] = useState(0);
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLInputElement>(null);
  const list = useId();
  const hits = useMemo(() => index(world), [world]);
  const found = useMemo(() => find(hits, text), [hits, text]);
  useEffect(() => {
    const heard = (event: KeyboardEvent) => {
      const typing = event.target instanceof HTMLElement && /INPUT|TEXTAREA|SELECT/.test(event.target.tagName);
      if (event.key === "/" && !typing) {
        event.preventDefault();
        box.current?.focus();
      }
    };
    window.addEventListener("keydown", heard);
    return () => window.removeEventListener("keydown", heard);
  }, []);
  const choose = (hit: Hit | undefined) => {
    if (!hit) return;
    setText("");
    setOpen(false);
    box.current?.blur();
    go(to(hit.path, on));
  };
  const keyed = (event: React.KeyboardEvent) => {
    if (event.key === "ArrowDown") setAt(Math.min(at + 1, found.length - 1));
    else if (event.key === "ArrowUp") setAt(Math.max(at - 1, 0));
    else if (event.key === "Enter") choose(found[at]);
    else if (event.key === "Escape") setOpen(false);
    else return;
    event.preventDefault();
  };
  const shown = open && text.trim() !== "";
  return (
    <div className="search">
      <input
        ref={box}
        role="combobox"
        aria-label={W.search.label}
        aria-expanded={shown}
        aria-controls={list}
        aria-activedescendant={shown && found[at] ? `${list}-${at}` : undefined}
        placeholder={W.search.placeholder}
        value={text}
        onChange={(e) => { setText(e.target.value); setAt(0); setOpen(true); }}
        onFocus={() => setOpen(true)}
        onBlur={() => window.setTimeout(() => setOpen(false), 150)}
        onKeyDown={keyed}
      />
      <ul id={list} role="listbox" aria-label={W.search.label} hidden={!shown}>
        {found.map((hit, n) => (
          // biome-ignore lint: keys are handled by the box
          <li
            key={`${hit.kind}${hit.id}${hit.title}`}
            id={`${list}-${n}`}
            role="option"
            aria-selected={n === at}
            onMouseDown={() => choose(hit)}
          >
            <strong>{hit.title}</strong> <span className="quiet">{hit.id} · {W.search.kinds[hit.kind]}</span>
          </li>
        ))}
        {shown && found.length === 0 && <li role="option" aria-selected={false} className="quiet">{W.search.none}</li>}
      </ul>
    </div>
  );
}
