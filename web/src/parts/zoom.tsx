/** Moving and enlarging a picture, by wheel, fingers or buttons. */

import { select } from "d3-selection";
import { type ZoomBehavior, zoom, zoomIdentity, zoomTransform } from "d3-zoom";
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
  const [state, setState] = useState({ transform: "", scale: 1 });
  const behaviour = useRef<ZoomBehavior<SVGSVGElement, unknown>>(null);
  const whole = useRef(true);
  useEffect(() => {
    if (!frame.current) return;
    const made = zoom<SVGSVGElement, unknown>()
      .scaleExtent([1, 24])
      .translateExtent([[0, 0], [width, height]])
      .filter((event: MouseEvent | TouchEvent) =>
        "touches" in event ? event.touches.length > 1 || !whole.current : !event.button,
      )
      .on("zoom", ({ transform }: { transform: { k: number; toString(): string } }) => {
        whole.current = transform.k === 1;
        setState({ transform: transform.toString(), scale: transform.k });
      })
      .on("end", ({ transform: { k, x, y }, sourceEvent }: { transform: { k: number; x: number; y: number }; sourceEvent: unknown }) => {
        if (sourceEvent) tell.current?.((width / 2 - x) / k, (height / 2 - y) / k, k);
      });
    behaviour.current = made;
    select(frame.current).call(made).on("dblclick.zoom", null);
  }, [frame, width, height]);
  const by = useCallback((factor: number) => {
    if (!frame.current || !behaviour.current) return;
    const chosen = select(frame.current);
    if (factor === 0) behaviour.current.transform(chosen, zoomIdentity);
    else behaviour.current.scaleBy(chosen, factor);
  }, [frame]);
  const move = useCallback((right: number, down: number) => {
    if (!frame.current || !behaviour.current) return;
    const { k } = zoomTransform(frame.current);
    behaviour.current.translateBy(select(frame.current), (-right * width) / k, (-down * height) / k);
  }, [frame, width, height]);
  const at = useCallback((x: number, y: number, times: number) => {
    if (!frame.current || !behaviour.current) return;
    const there = zoomIdentity.translate(width / 2, height / 2).scale(times).translate(-x, -y);
    const constrained = behaviour.current.constrain()(there, [[0, 0], [width, height]], [[0, 0], [width, height]]);
    behaviour.current.transform(select(frame.current), constrained);
  }, [frame, width, height]);
  return { ...state, by, move, at };
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
