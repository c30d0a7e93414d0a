import { type RefObject, useEffect, useState } from "react";

/** The width of a box in pixels, in steps of twenty; 0 until it is known. */
export function useWidth(box: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    if (!box.current) return;
    const watch = new ResizeObserver(([entry]) => entry && setWidth(Math.floor(entry.contentRect.width / 20) * 20));
    watch.observe(box.current);
    return () => watch.disconnect();
  }, [box]);
  return width;
}
