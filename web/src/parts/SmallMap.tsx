/** A map without names and handles: one of several side by side, or an inset of a larger one. */

import type { ReactNode } from "react";
import { useShapes } from "./WorldData";
import { Borders, HEIGHT, Land, type Paint, SPHERE, WIDTH } from "./WorldMap";

interface Props {
  label: string;
  on: string;
  paint(territory: string): Paint | null;
  holder(territory: string): string;
  version: string;
  patterns?(scale: number): ReactNode;
  /** What part is shown: left, top, width and height on the whole map. */
  part?: readonly [number, number, number, number];
}

export function SmallMap({ label, on, paint, holder, version, patterns, part = [0, 0, WIDTH, HEIGHT] }: Props) {
  const shapes = useShapes();
  const line = { "--line": `${(0.5 * part[2]) / WIDTH + 0.2}` } as React.CSSProperties;
  return (
    <div className="map small">
      <svg viewBox={part.join(" ")} role="img" aria-label={label} data-on={on} style={line}>
        {patterns && <defs>{patterns(1)}</defs>}
        <path d={SPHERE} className="sea" />
        {shapes && <Land shapes={shapes} paint={paint} version={version} small />}
        {shapes && <Borders shapes={shapes} holder={holder} version={version} />}
      </svg>
    </div>
  );
}
