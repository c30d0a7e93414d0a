/** Moving and enlarging a picture, by wheel, fingers or buttons. */

import { select } from "d3-selection";
import { type ZoomBehavior, zoom, zoomIdentity } from "d3-zoom";
import { type RefObject, useCallback, useEffect, useRef, useState } from "react";
import { W } from "../words";

interface Zoomed {
  /** For the group that holds the picture. */
  transform: string;
  scale: number;
  /** Enlarge by a factor; 0 shows the whole. */
  by(factor: number): void;
}

/** At its whole size a picture leaves one finger to the page, which must scroll past it. */
export function useZoom(frame: RefObject<SVGSVGElement | null>, width: number, height: number): Zoomed {
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
  return { ...state, by };
}

export function ZoomButtons({ by }: { by(factor: number): void }) {
  return (
    <div className="zoom" role="group" aria-label={W.map.zoom}>
      <button type="button" onClick={() => by(1.6)} aria-label={W.map.zoomIn}>+</button>
      <button type="button" onClick={() => by(1 / 1.6)} aria-label={W.map.zoomOut}>−</button>
      <button type="button" onClick={() => by(0)} aria-label={W.map.zoomReset}>⤢</button>
    </div>
  );
}
