/** Taking a view away: as a picture, as data, as a citation, as an address, inside another page. */

import { useState } from "react";
import type { Section } from "../api/client";
import { useAddress } from "../model/address";
import { spoken, today } from "../model/time";
import type { World } from "../model/world";
import { W } from "../words";
import { useWorld } from "./WorldData";

/** Views that the server draws: by themselves on a slide, and for the pages of others. */
const DRAWN = /^\/($|map|network|matrix|frameworks|casus|state\/|framework\/[^/]+$|provision\/|pair\/)/;

interface Props {
  name: string;
  /** What the picture shows, in a sentence: its title. Without it, the view's own. */
  title?: string | undefined;
  tables?: Section[] | undefined;
  /** Finds the picture of the view, or its pictures side by side. Without it, the server draws it. */
  picture?: (() => SVGSVGElement | SVGSVGElement[] | null) | undefined;
  /** What the picture is of besides the day of the view, such as its second day. */
  under?: string | undefined;
  catalogue: string;
}

export function Export({ name, title, tables, picture, under, catalogue }: Props) {
  const world = useWorld();
  const { on, query } = useAddress();
  const [copied, setCopied] = useState("");
  const copy = async (what: string, text: string) => {
    await navigator.clipboard.writeText(text);
    setCopied(what);
    window.setTimeout(() => setCopied(""), 1500);
  };
  const path = window.location.pathname;
  const drawn = DRAWN.test(path);
  const headed = () => title ?? document.querySelector("h1")?.textContent ?? W.name;
  const source = () => W.export.source(catalogue.slice(0, 12), `${window.location.host}${path}`, today());
  const citation = () => W.export.citation(headed(), spoken(on), catalogue.slice(0, 12), window.location.href, spoken(today()));
  const sheet = async () => {
    const found = [picture?.() ?? []].flat();
    if (found.length > 0) {
      const { composed } = await import("./picture");
      return composed(found, { title: headed(), under: under ?? spoken(on), source: source() });
    }
    const reply = await fetch(`/slide${path === "/" ? "/home" : path}.svg?${dated(query, on)}`);
    if (!reply.ok) throw new Error(W.status.unreachable);
    return reply.text();
  };
  const toSvg = async () => save(await sheet(), `${name}.svg`, "image/svg+xml");
  const toPng = async () => {
    const { drawn: png } = await import("./picture");
    const blob = await png(await sheet());
    if (blob) save(blob, `${name}.png`, "image/png");
  };
  const toXlsx = async (data: Section[]) => {
    const { workbook } = await import("./xlsx");
    const about = [[W.export.about, headed()], [W.date.label, on], [W.export.from, source()], [W.export.cite, citation()]] as const;
    save(workbook(data, about, W.export.about), `${name}.xlsx`, "");
  };
  const frame = () => W.export.frame(`${window.location.origin}/embed${path === "/" ? "" : path}?${dated(query, on)}`, headed().replaceAll('"', "&quot;"));
  return (
    <>
    <p className="printed small">{source()} {window.location.href}</p>
    <div className="export" role="group" aria-label={W.export.label}>
      {(picture || drawn) && (
        <>
          <button type="button" onClick={() => void toPng()}>{W.export.png}</button>
          <button type="button" onClick={() => void toSvg()}>{W.export.svg}</button>
        </>
      )}
      {tables && <button type="button" onClick={() => save(csv(named(tables, world, on)), `${name}.csv`, "text/csv")}>{W.export.csv}</button>}
      {tables && !path.startsWith("/ask/") && <button type="button" onClick={() => void toXlsx(named(tables, world, on))}>{W.export.xlsx}</button>}
      <button type="button" title={W.export.citeHint} onClick={() => void copy("cite", citation())}>
        {copied === "cite" ? W.export.copied : W.export.cite}
      </button>
      <button type="button" title={W.export.linkHint} onClick={() => void copy("link", window.location.href)}>
        {copied === "link" ? W.export.copied : W.export.link}
      </button>
      {drawn && (
        <button type="button" title={W.export.embedHint} onClick={() => void copy("embed", frame())}>
          {copied === "embed" ? W.export.copied : W.export.embed}
        </button>
      )}
    </div>
    </>
  );
}

/** The query of a view with its day: what is of another day tomorrow is no picture of this. */
function dated(query: URLSearchParams, on: string): string {
  const whole = new URLSearchParams(query);
  whole.set("on", on);
  return whole.toString();
}

export function save(content: string | Blob, name: string, type: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }));
  link.download = name;
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** Tables in which the names of states stand beside their codes. */
export function named(tables: readonly Section[], world: World, on: string): Section[] {
  return tables.map((table) => {
    const codes = table.columns.map((_, n) => {
      const filled = table.rows.map((row) => row.cells[n] ?? "").filter(Boolean);
      return filled.length > 0 && filled.every((cell) => cell.split(", ").every((part) => world.states.has(part)));
    });
    const titled = new Set(table.columns.map((column) => column.toLowerCase()));
    if (!codes.some(Boolean) || (titled.has("code") && titled.has("state"))) return table;
    const cells = (row: readonly string[], name: (cell: string) => string) => row.flatMap((cell, n) => (codes[n] ? [cell, name(cell)] : [cell]));
    return {
      ...table,
      columns: cells(table.columns, (column) => W.export.names(column)),
      rows: table.rows.map((row) => ({ ...row, cells: cells(row.cells, (cell) => cell.split(", ").map((part) => world.name(part, on)).join(", ")) })),
    };
  });
}

/** A table as it is; several one below the other, each with its title. */
export function csv(tables: Section[]): string {
  const quoted = (cell: string) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  const headed = (t: Section) => (tables.length > 1 ? [[t.title]] : []);
  return tables
    .map((t) => [...headed(t), [...t.columns], ...t.rows.map((r) => [...r.cells])])
    .map((rows) => rows.map((row) => row.map(quoted).join(",")).join("\r\n"))
    .join("\r\n\r\n");
}
