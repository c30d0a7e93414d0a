/** A view's picture as it leaves the page: 16:9, with title, day, key and source, on its own. */

export interface Caption {
  title: string;
  /** The day, and whatever else stands under the title. */
  under: string;
  /** Where it is from, and under which licence. */
  source: string;
}

const WIDTH = 1600;
const HEIGHT = 900;
const MARGIN = 40;
const GAP = 20;
const LOOKS = ["fill", "fill-opacity", "stroke", "stroke-width", "opacity", "font-size", "font-family", "font-weight", "text-anchor", "stroke-dasharray", "vector-effect", "paint-order"];
const SPACE = "http://www.w3.org/2000/svg";

/** A copy in which the looks that come from the page's style are written into the elements. */
function written(svg: SVGSVGElement): SVGSVGElement {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const from = [svg, ...svg.querySelectorAll<SVGElement>("*")];
  const into = [copy, ...copy.querySelectorAll<SVGElement>("*")];
  from.forEach((element, n) => {
    const style = getComputedStyle(element);
    for (const property of LOOKS) into[n]?.style.setProperty(property, style.getPropertyValue(property));
  });
  return copy;
}

/** The keys beside the picture: each a fill and what it means. */
function keys(svgs: readonly SVGSVGElement[]): Key[] {
  const found = svgs.flatMap(keysOf);
  return [...new Map(found.map((key) => [`${key.fill} ${key.text}`, key])).values()];
}

interface Key { fill: string; letter: string; text: string }

function keysOf(svg: SVGSVGElement): Key[] {
  const view = svg.closest("section, main") ?? document;
  const inside = svg.closest(".outcome, .shot") ?? view;
  return [...inside.querySelectorAll<HTMLElement>(".key li")].map((item) => {
    const swatch = item.querySelector<SVGElement | HTMLElement>("rect, .swatch, .strength");
    const fill = swatch instanceof SVGElement ? (swatch.getAttribute("fill") ?? "") : swatch ? getComputedStyle(swatch).backgroundColor : "none";
    const letter = swatch?.classList.contains("strength") ? (swatch.textContent ?? "") : "";
    const text = (item.textContent ?? "").trim();
    return { fill: resolved(fill), letter, text: letter && text.startsWith(letter) ? text.slice(letter.length).trim() : text };
  });
}

/** A colour of the page's style by its value. */
function resolved(fill: string): string {
  const name = /^var\((--[a-z]+)\)$/.exec(fill)?.[1];
  return name ? getComputedStyle(document.documentElement).getPropertyValue(name).trim() : fill;
}

/** Lines of about so many signs, at most so many of them. */
export function wrapped(text: string, signs: number, most: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/\s+/)) {
    if (line && `${line} ${word}`.length > signs) {
      lines.push(line);
      line = word;
    } else line = line ? `${line} ${word}` : word;
  }
  lines.push(line);
  return lines.length <= most ? lines : [...lines.slice(0, most - 1), `${lines.slice(most - 1).join(" ").slice(0, signs - 1)}…`];
}

/** The picture, or several side by side, with all that it needs to stand alone, as SVG. */
export function composed(svgs: readonly SVGSVGElement[], { title, under, source }: Caption): string {
  const style = getComputedStyle(document.documentElement);
  const colour = (name: string) => style.getPropertyValue(name).trim();
  const sheet = document.createElementNS(SPACE, "svg");
  const put = (name: string, attributes: Record<string, string | number>, text = "") => {
    const element = document.createElementNS(SPACE, name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
    element.textContent = text;
    sheet.append(element);
  };
  sheet.setAttribute("viewBox", `0 0 ${WIDTH} ${HEIGHT}`);
  sheet.setAttribute("width", String(WIDTH));
  sheet.setAttribute("height", String(HEIGHT));
  sheet.setAttribute("font-family", "system-ui, 'Segoe UI', sans-serif");
  put("title", {}, `${title} ${under}`);
  put("rect", { width: WIDTH, height: HEIGHT, fill: colour("--paper") });
  let y = 64;
  for (const line of wrapped(title, 92, 3)) {
    put("text", { x: MARGIN, y, "font-size": 27, "font-weight": 600, fill: colour("--ink") }, line);
    y += 35;
  }
  put("text", { x: MARGIN, y: y - 4, "font-size": 22, fill: colour("--quiet") }, under);
  const legend = keys(svgs);
  let [x, row] = [MARGIN, 0];
  const places = legend.map(({ text }) => {
    const wide = 46 + text.length * 8.6;
    if (x + wide > WIDTH - MARGIN) [x, row] = [MARGIN, row + 1];
    const at = { x, row };
    x += wide + 18;
    return at;
  });
  const top = HEIGHT - 58 - (row + 1) * 30;
  const wide = (WIDTH - 2 * MARGIN + GAP) / svgs.length - GAP;
  svgs.forEach((svg, n) => {
    const picture = written(svg);
    picture.setAttribute("x", String(MARGIN + n * (wide + GAP)));
    picture.setAttribute("y", String(y + 12));
    picture.setAttribute("width", String(wide));
    picture.setAttribute("height", String(top - y - 30));
    picture.setAttribute("preserveAspectRatio", "xMidYMid meet");
    sheet.append(picture);
  });
  legend.forEach(({ fill, letter, text }, n) => {
    const at = places[n] ?? { x: MARGIN, row: 0 };
    const line = top + at.row * 30;
    put("rect", { x: at.x, y: line, width: 32, height: 20, rx: 3, fill, stroke: colour("--rule") });
    if (letter) put("text", { x: at.x + 16, y: line + 15, "font-size": 14, "font-weight": 600, "text-anchor": "middle", fill: "#ffffff", stroke: "#10202f", "stroke-width": 2.5, "paint-order": "stroke" }, letter);
    put("text", { x: at.x + 40, y: line + 15, "font-size": 16, fill: colour("--ink") }, text);
  });
  put("text", { x: MARGIN, y: HEIGHT - 22, "font-size": 15, fill: colour("--quiet") }, source);
  sheet.setAttribute("xmlns", SPACE);
  return new XMLSerializer().serializeToString(sheet);
}

/** The same as PNG, for a slide. */
export async function drawn(svg: string): Promise<Blob | null> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = WIDTH * 2;
  canvas.height = HEIGHT * 2;
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
}
