/** What stands on the map: the names of the states that have room for them, and rings about land too small to see. */

import { memo } from "react";

/** A territory on the whole map: the box of its outline, and where its name stands. */
export interface Boxed {
  id: string;
  box: readonly [readonly [number, number], readonly [number, number]];
}

const SIZE = 8;
/** The width of a sign, as a part of the size of the letters. */
const SIGN = 0.56;
/** Land that is smaller than this on the screen gets a ring. */
const SMALL = 4;

interface Props {
  land: readonly Boxed[];
  scale: number;
  holder(territory: string): string;
  /** What a holder is called; empty where nobody is on record. */
  name(holder: string): string;
  /** Where the name of a territory stands; null where that is not known. */
  point(territory: string): readonly [number, number] | null;
  version: string;
}

/** One name for each holder, on the land that bears its id or the largest, where it fits and covers no other. */
export const Labels = memo(
  function Labels({ land, scale, holder, name, point }: Props) {
    const largest = new Map<string, { area: number; width: number; x: number; y: number; high: number }>();
    for (const { id, box: [[x0, y0], [x1, y1]] } of land) {
      const own = holder(id);
      const at = point(id);
      const area = own === id ? Number.MAX_SAFE_INTEGER : (x1 - x0) * (y1 - y0);
      if (at && area > (largest.get(own)?.area ?? 0)) largest.set(own, { area, width: x1 - x0, high: y1 - y0, x: at[0], y: at[1] });
    }
    const size = SIZE / scale;
    const placed: { x: number; y: number; wide: number; text: string }[] = [];
    for (const [own, { width, high, x, y }] of [...largest].sort((a, b) => b[1].width - a[1].width)) {
      const text = name(own);
      const wide = text.length * size * SIGN;
      const fits = text !== "" && wide < width * 0.9 && size < high * 0.8 && width < 400;
      if (fits && placed.every((p) => Math.abs(p.x - x) > (p.wide + wide) / 2 || Math.abs(p.y - y) > size)) placed.push({ x, y, wide, text });
    }
    return (
      <g className="labels" fontSize={size} aria-hidden="true">
        {placed.map(({ x, y, text }) => <text key={text} x={x} y={y} dy="0.35em" textAnchor="middle" strokeWidth={size / 5}>{text}</text>)}
      </g>
    );
  },
  (before, after) => before.version === after.version && before.scale === after.scale && before.land === after.land,
);

/** Rings about small land that the view lights. */
export const Rings = memo(
  function Rings({ land, scale, fill }: { land: readonly Boxed[]; scale: number; fill(territory: string): string | null; version: string }) {
    const small = land.flatMap(({ id, box: [[x0, y0], [x1, y1]] }) => {
      if (Math.max(x1 - x0, y1 - y0) * scale > SMALL) return [];
      const colour = fill(id);
      return colour ? [{ id, colour, x: (x0 + x1) / 2, y: (y0 + y1) / 2 }] : [];
    });
    return (
      <g className="rings">
        {small.map(({ id, colour, x, y }) => <circle key={id} cx={x} cy={y} r={2.6 / scale} stroke={colour} strokeWidth={1.1 / scale} />)}
      </g>
    );
  },
  (before, after) => before.version === after.version && before.scale === after.scale && before.land === after.land,
);
