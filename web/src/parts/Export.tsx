/** Taking a view away: as a picture, as data, as a citation, as an address. */

import { useState } from "react";
import type { Section } from "../api/client";
import { useAddress } from "../model/address";
import { spoken, today } from "../model/time";
import { W } from "../words";

interface Props {
  name: string;
  /** What the picture shows, in a sentence: its title. Without it, the view's own. */
  title?: string | undefined;
  tables?: Section[] | undefined;
  /** Finds the picture of the view, where it has one. */
  picture?: (() => SVGSVGElement | null) | undefined;
  /** What the picture is of besides the day of the view, such as its second day. */
  under?: string | undefined;
  catalogue: string;
}

export function Export({ name, title, tables, picture, under, catalogue }: Props) {
  const { on } = useAddress();
  const [copied, setCopied] = useState("");
  const copy = async (what: string, text: string) => {
    await navigator.clipboard.writeText(text);
    setCopied(what);
    window.setTimeout(() => setCopied(""), 1500);
  };
  const headed = () => title ?? document.querySelector("h1")?.textContent ?? W.name;
  const sheet = async () => {
    const svg = picture?.();
    const { composed } = await import("./picture");
    const source = W.export.source(catalogue.slice(0, 12), `${window.location.host}${window.location.pathname}`, today());
    return svg ? composed(svg, { title: headed(), under: under ?? spoken(on), source }) : null;
  };
  const toSvg = async () => {
    const made = await sheet();
    if (made) save(made, `${name}.svg`, "image/svg+xml");
  };
  const toPng = async () => {
    const { drawn } = await import("./picture");
    const made = await sheet();
    const blob = made && (await drawn(made));
    if (blob) save(blob, `${name}.png`, "image/png");
  };
  const citation = () => W.export.citation(headed(), spoken(on), catalogue.slice(0, 12), window.location.href, spoken(today()));
  return (
    <div className="export" role="group" aria-label={W.export.label}>
      {picture && (
        <>
          <button type="button" onClick={() => void toPng()}>{W.export.png}</button>
          <button type="button" onClick={() => void toSvg()}>{W.export.svg}</button>
        </>
      )}
      {tables && <button type="button" onClick={() => save(csv(tables), `${name}.csv`, "text/csv")}>{W.export.csv}</button>}
      <button type="button" title={W.export.citeHint} onClick={() => void copy("cite", citation())}>
        {copied === "cite" ? W.export.copied : W.export.cite}
      </button>
      <button type="button" title={W.export.linkHint} onClick={() => void copy("link", window.location.href)}>
        {copied === "link" ? W.export.copied : W.export.link}
      </button>
    </div>
  );
}

export function save(content: string | Blob, name: string, type: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }));
  link.download = name;
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
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
