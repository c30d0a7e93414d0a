import { useEffect, useId, useMemo, useRef, useState } from "react";
import { useLocation } from "wouter";
import type { Schemas } from "../api/client";
import { to, useAddress } from "../model/address";
import { type Findable, find, indexed } from "../model/find";
import type { World } from "../model/world";
import { W } from "../words";
import { useFound, useWorld } from "./WorldData";

interface Hit extends Findable {
  kind: keyof typeof W.search.kinds;
  path: string;
  /** The territory that the hit is, whose holder on the day is then the one attacked. */
  land?: string;
}

/** How else a provision is asked for: art-5 as article 5, teu-42-7 as 42.7 and 42(7). */
function spellings(id: string, framework: string): string[] {
  const article = id.split("/").slice(1).join(" ");
  const plain = article.replace(/^art-/, "article ");
  const numbers = article.replace(/^[a-z]+-/, "");
  const said = [plain, `${framework} ${plain}`, `art ${numbers}`];
  const two = /^(\d+)-(\d+)$/.exec(numbers);
  return two ? [...said, `${two[1]}.${two[2]}`, `${two[1]}(${two[2]})`, `article ${two[1]}(${two[2]})`] : said;
}

/** Everything that can be found, each once: a provision that changed its wording is one provision. */
function hits(world: World, lines: Schemas["Found"]["provisions"]): Hit[] {
  const provisions = new Map(lines.map((p) => [p.id, p]));
  const instruments = new Map(lines.map((p) => [p.instrument, p]));
  const size = (id: string) => world.frameworks.get(id.split("/")[0] ?? "")?.members.length ?? 0;
  const own = new Set(world.raw.states.map((s) => s.id));
  return [
    ...world.raw.states.map((s) => ({ kind: "state" as const, id: s.id, title: s.name, names: s.names, path: `/state/${s.id}` })),
    ...world.raw.frameworks.map((f) => ({ kind: "framework" as const, id: f.id, title: f.name, more: f.summary, path: `/framework/${f.id}` })),
    ...[...provisions.values()].sort((a, b) => size(b.id) - size(a.id)).map((p) => {
      const framework = p.id.split("/")[0] ?? "";
      return {
        kind: "provision" as const, id: p.id, title: p.title || p.id, names: spellings(p.id, framework),
        more: `${p.says} ${p.instrument}`, path: `/provision/${p.id}`,
      };
    }),
    ...[...instruments.values()].map((p) => ({
      kind: "instrument" as const, id: p.id.split("/")[0] ?? "", title: p.instrument, path: `/framework/${p.id.split("/")[0]}`,
    })),
    ...world.raw.territories.filter((t) => !own.has(t.id)).map((t) => ({
      kind: "place" as const, id: t.id, title: t.name, path: "/", land: t.id,
    })),
  ];
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
  const { provisions } = useFound(open || text !== "");
  const index = useMemo(() => indexed(hits(world, provisions)), [world, provisions]);
  const found = useMemo(() => find(index, text), [index, text]);
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
    const holder = hit.land && world.holders(hit.land, on)[0]?.state;
    go(to(hit.path, on, hit.land && holder ? { attacked: holder, at: hit.title } : {}));
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
            key={`${hit.kind} ${hit.id} ${hit.title}`}
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
