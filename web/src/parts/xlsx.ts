/** Tables as a workbook: a sheet each, and one that says what they are of. Nothing is packed. */

import type { Section } from "../api/client";

const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml";
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
/** Signs that a sheet's name may hold. */
const LONGEST = 31;

/** A text as XML holds it: signs that it cannot hold are left out. */
function text(said: string): string {
  // biome-ignore lint: these are the signs that XML has no place for
  const fit = said.replace(/[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, "");
  return fit.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}

/** A cell: a number where it is written as one, so that a sheet can add it up; else text, never a formula. */
function cell(value: string, bold: boolean): string {
  if (/^-?(0|[1-9]\d{0,14})(\.\d+)?$/.test(value)) return `<c><v>${value}</v></c>`;
  return `<c t="inlineStr"${bold ? ' s="1"' : ""}><is><t xml:space="preserve">${text(value)}</t></is></c>`;
}

function sheet(rows: readonly (readonly string[])[], headed: boolean): string {
  const lines = rows.map((row, n) => `<row>${row.map((value) => cell(value, headed && n === 0)).join("")}</row>`).join("");
  const frozen = headed ? '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" state="frozen"/></sheetView></sheetViews>' : "";
  return `${HEAD}<worksheet xmlns="${MAIN}">${frozen}<sheetData>${lines}</sheetData></worksheet>`;
}

/** Names of sheets: short, of signs that they may have, and each another. */
function titles(tables: readonly Section[], last: string): string[] {
  const taken = new Set([last.toLowerCase()]);
  return tables.map(({ title }) => {
    const plain = title.replace(/[[\]:*?/\\']/g, " ").trim() || "Table";
    let name = plain.slice(0, LONGEST);
    for (let n = 2; taken.has(name.toLowerCase()); n++) name = `${plain.slice(0, LONGEST - 4)} ${n}`;
    taken.add(name.toLowerCase());
    return name;
  });
}

export function workbook(tables: readonly Section[], about: readonly (readonly [string, string])[], aboutTitle: string): Blob {
  const names = [...titles(tables, aboutTitle), aboutTitle];
  const sheets = [...tables.map((t) => sheet([[...t.columns], ...t.rows.map((r) => [...r.cells])], true)), sheet(about.map((pair) => [...pair]), false)];
  const each = (made: (n: number) => string) => names.map((_, n) => made(n + 1)).join("");
  const files: [string, string][] = [
    ["[Content_Types].xml", `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPES}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPES}.styles+xml"/>${each((n) => `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="${TYPES}.worksheet+xml"/>`)}</Types>`],
    ["_rels/.rels", `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="r1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`],
    ["xl/workbook.xml", `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${names.map((name, n) => `<sheet name="${text(name)}" sheetId="${n + 1}" r:id="r${n + 1}"/>`).join("")}</sheets></workbook>`],
    ["xl/_rels/workbook.xml.rels", `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${each((n) => `<Relationship Id="r${n}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${n}.xml"/>`)}<Relationship Id="styles" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`],
    ["xl/styles.xml", `${HEAD}<styleSheet xmlns="${MAIN}"><fonts count="2"><font/><font><b/></font></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf xfId="0"/><xf xfId="0" fontId="1" applyFont="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`],
    ...sheets.map((content, n): [string, string] => [`xl/worksheets/sheet${n + 1}.xml`, content]),
  ];
  return zipped(files);
}

const SUMS = Uint32Array.from({ length: 256 }, (_, n) => {
  let sum = n;
  for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  return sum >>> 0;
});

function checksum(bytes: Uint8Array): number {
  let sum = 0xffffffff;
  for (const byte of bytes) sum = (sum >>> 8) ^ (SUMS[(sum ^ byte) & 255] as number);
  return (sum ^ 0xffffffff) >>> 0;
}

/** An archive whose files are stored as they are. */
function zipped(files: readonly (readonly [string, string])[]): Blob {
  const encoder = new TextEncoder();
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const listing: Uint8Array<ArrayBuffer>[] = [];
  let at = 0;
  for (const [path, content] of files) {
    const [name, bytes] = [encoder.encode(path), encoder.encode(content)];
    const sum = checksum(bytes);
    // version, that names are UTF-8, stored, no time, the first day of 1980
    const about = [20, 0x0800, 0, 0, 33];
    const sizes = (view: DataView, from: number) => {
      about.forEach((value, n) => view.setUint16(from + 2 * n, value, true));
      view.setUint32(from + 10, sum, true);
      view.setUint32(from + 14, bytes.length, true);
      view.setUint32(from + 18, bytes.length, true);
      view.setUint16(from + 22, name.length, true);
    };
    const head = new Uint8Array(30);
    const view = new DataView(head.buffer);
    view.setUint32(0, 0x04034b50, true);
    sizes(view, 4);
    const line = new Uint8Array(46);
    const listed = new DataView(line.buffer);
    listed.setUint32(0, 0x02014b50, true);
    listed.setUint16(4, 20, true);
    sizes(listed, 6);
    listed.setUint32(42, at, true);
    parts.push(head, name, bytes);
    listing.push(line, name);
    at += head.length + name.length + bytes.length;
  }
  const size = listing.reduce((sum, part) => sum + part.length, 0);
  const end = new Uint8Array(22);
  const view = new DataView(end.buffer);
  view.setUint32(0, 0x06054b50, true);
  view.setUint16(8, files.length, true);
  view.setUint16(10, files.length, true);
  view.setUint32(12, size, true);
  view.setUint32(16, at, true);
  return new Blob([...parts, ...listing, end], { type: `${TYPES}.sheet` });
}
