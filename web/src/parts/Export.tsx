/** Taking a view away: as a picture, as data, as a citation, as an address. */

import { useState } from "react";
import type { Section } from "../api/client";
import { W } from "../words";

interface Props {
  name: string;
  tables?: Section[] | undefined;
  /** Finds the picture of the view, where it has one. */
  picture?: (() => SVGSVGElement | null) | undefined;
  catalogue: string;
}

export function Export({ name, tables, picture, catalogue }: Props) {
  const [copied, setCopied] = useState("");
  const copy = async (what: string, text: string) => {
    await navigator.clipboard.writeText(text);
    setCopied(what);
    window.setTimeout(() => setCopied(""), 1500);
  };
  const citation = () =>
    `foedus, “${document.title}”, catalogue ${catalogue.slice(0, 12)}, ${window.location.href} (${new Date()
      .toISOString()
      .slice(0, 10)})`;
  return (
    <div className="export" role="group" aria-label={W.export.label}>
      {picture && (
        <>
          <button type="button" onClick={() => void toPng(picture(), name)}>{W.export.png}</button>
          <button type="button" onClick={() => toSvg(picture(), name)}>{W.export.svg}</button>
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

export function csv(tables: Section[]): string {
  const quoted = (cell: string) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  return tables
    .map((t) => [[t.title], [...t.columns], ...t.rows.map((r) => [...r.cells])])
    .map((rows) => rows.map((row) => row.map(quoted).join(",")).join("\r\n"))
    .join("\r\n\r\n");
}

/** The picture as it looks, on its own: the colours of the page are written into it. */
function standalone(svg: SVGSVGElement): string {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const from = [svg, ...svg.querySelectorAll<SVGElement>("*")];
  const into = [copy, ...copy.querySelectorAll<SVGElement>("*")];
  from.forEach((element, n) => {
    const style = getComputedStyle(element);
    const target = into[n];
    if (!target) return;
    for (const property of ["fill", "stroke", "stroke-width", "opacity", "font-size", "font-family", "font-weight", "text-anchor", "stroke-dasharray", "vector-effect"])
      target.style.setProperty(property, style.getPropertyValue(property));
  });
  const box = svg.viewBox.baseVal;
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("width", String(box.width));
  copy.setAttribute("height", String(box.height));
  copy.style.background = getComputedStyle(document.body).backgroundColor;
  return new XMLSerializer().serializeToString(copy);
}

function toSvg(svg: SVGSVGElement | null, name: string): void {
  if (svg) save(standalone(svg), `${name}.svg`, "image/svg+xml");
}

async function toPng(svg: SVGSVGElement | null, name: string): Promise<void> {
  if (!svg) return;
  const box = svg.viewBox.baseVal;
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(standalone(svg))}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = box.width * 2;
  canvas.height = box.height * 2;
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  canvas.toBlob((blob) => blob && save(blob, `${name}.png`, "image/png"));
}
