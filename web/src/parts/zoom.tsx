/** Moving and enlarging a picture, by wheel, fingers or buttons. */

import { type ReactNode, type RefObject, useCallback, useEffect, useRef, useState } from "react";
import { W } from "../words";

interface Zoomed {
  /** For the group that holds the picture. */
  transform: string;
  scale: number;
  /** Enlarge by a factor; 0 shows the whole. */
  by(factor: number): void;
  /** Move by so many parts of what is shown. */
  move(right: number, down: number): void;
  /** Enlarge about a point, so many times. */
  at(x: number, y: number, times: number): void;
}

/** How the picture lies in its frame: so many times its size, moved by so much. */
interface Lie {
  k: number;
  x: number;
  y: number;
}
interface Spot {
  x: number;
  y: number;
}

const WHOLE: Lie = { k: 1, x: 0, y: 0 };
const MOST = 24;
/** A pointer that moved less than so many pixels has chosen, not dragged. */
const STILL = 4;
/** A wheel rests after so many milliseconds. */
const REST = 150;

/** The middle of what the pointers point at, and how far they are from it. */
function middle(spots: readonly Spot[]): Spot & { apart: number } {
  const x = spots.reduce((sum, spot) => sum + spot.x, 0) / spots.length;
  const y = spots.reduce((sum, spot) => sum + spot.y, 0) / spots.length;
  return { x, y, apart: spots.reduce((sum, spot) => sum + Math.hypot(spot.x - x, spot.y - y), 0) };
}

/** At its whole size a picture leaves one finger to the page, which must scroll past it. */
export function useZoom(
  frame: RefObject<SVGSVGElement | null>,
  width: number,
  height: number,
  /** Told where a person left it: the point amid the picture, and how many times it is enlarged. */
  rested?: (x: number, y: number, times: number) => void,
): Zoomed {
  const tell = useRef(rested);
  tell.current = rested;
  const lie = useRef(WHOLE);
  const [shown, setShown] = useState(WHOLE);
  const put = useCallback((k: number, x: number, y: number) => {
    const times = Math.min(Math.max(k, 1), MOST);
    const within = (moved: number, size: number) => Math.min(0, Math.max(size * (1 - times), moved));
    const next = { k: times, x: within(x, width), y: within(y, height) };
    lie.current = next;
    setShown((now) => (now.k === next.k && now.x === next.x && now.y === next.y ? now : next));
  }, [width, height]);
  /** Enlarge so that what lies under one spot then lies under another. */
  const pull = useCallback((from: Spot, to: Spot, factor: number) => {
    const { k, x, y } = lie.current;
    const times = Math.min(Math.max(k * factor, 1), MOST);
    put(times, to.x - ((from.x - x) / k) * times, to.y - ((from.y - y) / k) * times);
  }, [put]);
  useEffect(() => {
    const svg = frame.current;
    if (!svg) return;
    const down = new Map<number, Spot>();
    let begun: Spot | null = null;
    let dragged = false;
    let clock = 0;
    const spot = (event: MouseEvent): Spot => new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM()?.inverse());
    const rest = () => {
      const { k, x, y } = lie.current;
      tell.current?.((width / 2 - x) / k, (height / 2 - y) / k, k);
    };
    const wheeled = (event: WheelEvent) => {
      const turn = -event.deltaY * (event.deltaMode === 1 ? 0.05 : event.deltaMode ? 1 : 0.002) * (event.ctrlKey ? 10 : 1);
      const before = lie.current.k;
      const here = spot(event);
      pull(here, here, 2 ** turn);
      if (lie.current.k === before) return; // the page may scroll
      event.preventDefault();
      window.clearTimeout(clock);
      clock = window.setTimeout(rest, REST);
    };
    const pressed = (event: PointerEvent) => {
      if (event.button) return;
      if (event.isPrimary) down.clear(); // one that was lifted elsewhere
      down.set(event.pointerId, spot(event));
      begun = { x: event.clientX, y: event.clientY };
      dragged = false;
    };
    const moved = (event: PointerEvent) => {
      if (!down.has(event.pointerId)) return;
      if (down.size === 1 && (lie.current.k === 1 || (!dragged && begun && Math.hypot(event.clientX - begun.x, event.clientY - begun.y) < STILL))) return;
      if (!dragged) svg.setPointerCapture(event.pointerId);
      dragged = true;
      const before = middle([...down.values()]);
      down.set(event.pointerId, spot(event));
      const after = middle([...down.values()]);
      pull(before, after, before.apart > 0 ? after.apart / before.apart : 1);
    };
    const lifted = (event: PointerEvent) => {
      if (down.delete(event.pointerId) && down.size === 0 && dragged) rest();
    };
    /** What ends a drag is no choice of what lies there. */
    const clicked = (event: MouseEvent) => {
      if (dragged) event.stopPropagation();
      dragged = false;
    };
    svg.addEventListener("wheel", wheeled, { passive: false });
    svg.addEventListener("pointerdown", pressed);
    svg.addEventListener("pointermove", moved);
    svg.addEventListener("pointerup", lifted);
    svg.addEventListener("pointercancel", lifted);
    svg.addEventListener("click", clicked, { capture: true });
    return () => {
      window.clearTimeout(clock);
      svg.removeEventListener("wheel", wheeled);
      svg.removeEventListener("pointerdown", pressed);
      svg.removeEventListener("pointermove", moved);
      svg.removeEventListener("pointerup", lifted);
      svg.removeEventListener("pointercancel", lifted);
      svg.removeEventListener("click", clicked, { capture: true });
    };
  }, [frame, width, height, pull]);
  const by = useCallback((factor: number) => {
    const amid = { x: width / 2, y: height / 2 };
    if (factor === 0) put(1, 0, 0);
    else pull(amid, amid, factor);
  }, [put, pull, width, height]);
  const move = useCallback((right: number, down: number) => {
    const { k, x, y } = lie.current;
    put(k, x - right * width, y - down * height);
  }, [put, width, height]);
  const at = useCallback((x: number, y: number, times: number) => put(times, width / 2 - x * times, height / 2 - y * times), [put, width, height]);
  return { transform: `translate(${shown.x},${shown.y}) scale(${shown.k})`, scale: shown.k, by, move, at };
}

export function ZoomButtons({ by, children }: { by(factor: number): void; children?: ReactNode }) {
  return (
    <div className="zoom" role="group" aria-label={W.map.zoom}>
      <button type="button" onClick={() => by(1.6)} aria-label={W.map.zoomIn}>+</button>
      <button type="button" onClick={() => by(1 / 1.6)} aria-label={W.map.zoomOut}>−</button>
      <button type="button" onClick={() => by(0)} aria-label={W.map.zoomReset}>⤢</button>
      {children}
    </div>
  );
}
