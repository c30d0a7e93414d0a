/** A chart of an answer: a Vega-Lite specification, drawn in the page's own colours. */

import { useEffect, useId, useRef, useState } from "react";
import { W } from "../words";
import { save } from "./Export";
import { useTheme } from "./theme";

export interface ChartSpec {
  title: string;
  description: string;
  spec: Record<string, unknown>;
}
interface Drawn {
  toSVG(): Promise<string>;
  toImageURL(kind: "png", scale?: number): Promise<string>;
  finalize(): void;
}

export function Chart({ chart, name }: { chart: ChartSpec; name: string }) {
  const frame = useRef<HTMLDivElement>(null);
  const view = useRef<Drawn | null>(null);
  const told = useId();
  const { dark } = useTheme();
  const [width, setWidth] = useState(0);
  const [state, setState] = useState<"drawing" | "drawn" | "failed">("drawing");
  useEffect(() => {
    const box = frame.current;
    if (!box) return;
    const watch = new ResizeObserver(() => setWidth(Math.round(box.clientWidth / 20) * 20));
    watch.observe(box);
    return () => watch.disconnect();
  }, []);
  useEffect(() => {
    const box = frame.current;
    if (!box || width === 0) return;
    let gone = false;
    void import("./vega").then(async ({ draw }) => {
      if (gone) return;
      view.current?.finalize();
      view.current = await draw(chart, box, width, dark);
      setState("drawn");
    }).catch((error: unknown) => {
      console.warn(error);
      if (!gone) setState("failed");
    });
    return () => {
      gone = true;
    };
  }, [chart, width, dark]);
  useEffect(() => () => view.current?.finalize(), []);
  const toSvg = async () => view.current && save(await view.current.toSVG(), `${name}.svg`, "image/svg+xml");
  const toPng = async () => {
    if (!view.current) return;
    const link = document.createElement("a");
    link.href = await view.current.toImageURL("png", 2);
    link.download = `${name}.png`;
    link.click();
  };
  return (
    <figure className="chart" aria-labelledby={told}>
      <figcaption id={told}>
        <strong>{chart.title}</strong> <span className="quiet small">{chart.description}</span>
      </figcaption>
      {state === "drawing" && <p className="quiet small" aria-busy="true">{W.ask.drawing}</p>}
      {state === "failed" && <p className="note">{W.ask.undrawn}</p>}
      {/* biome-ignore lint: a wide chart must scroll by keyboard too */}
      <div className="scroll" tabIndex={0} role="img" aria-label={`${chart.title}. ${chart.description}`} ref={frame} />
      {state === "drawn" && (
        <div className="export">
          <button type="button" onClick={() => void toPng()}>{W.export.png}</button>
          <button type="button" onClick={() => void toSvg()}>{W.export.svg}</button>
        </div>
      )}
    </figure>
  );
}
