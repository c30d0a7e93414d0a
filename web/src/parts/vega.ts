/** Vega itself, in a chunk of its own: it is loaded with the first chart. */

import { Error as FAULTS, logger, parse, View } from "vega";
import { expressionInterpreter } from "vega-interpreter";
import { compile, type TopLevelSpec } from "vega-lite";
import type { ChartSpec } from "./Chart";

/** Draw a chart into a box. Expressions are interpreted: the server's policy forbids eval. */
export async function draw(chart: ChartSpec, box: HTMLElement, width: number, dark: boolean): Promise<View> {
  const style = getComputedStyle(document.documentElement);
  const [ink, quiet, rule] = ["--ink", "--quiet", "--rule"].map((name) => style.getPropertyValue(name).trim());
  const text = { labelColor: ink, titleColor: quiet, labelFontSize: 12, titleFontSize: 12 };
  const narrow = width < 480;
  const stepped = typeof chart.spec.width === "object";
  const spec = {
    ...chart.spec,
    ...(stepped ? {} : { width, autosize: { type: "fit-x", contains: "padding" } }),
    background: "transparent",
    config: {
      font: "system-ui, sans-serif",
      view: { stroke: null },
      axis: { ...text, gridColor: rule, domainColor: rule, tickColor: rule, labelLimit: narrow ? 110 : 260 },
      axisX: { labelAngle: 0, labelOverlap: true, tickCount: narrow ? 3 : 8 },
      legend: { ...text, columns: narrow ? 2 : 6 },
      title: { color: ink },
      text: { color: ink },
      mark: dark ? { opacity: 0.95 } : {},
    },
  } as unknown as TopLevelSpec;
  const runtime = parse(compile(spec, { logger: logger(FAULTS) }).spec, undefined, { ast: true });
  const view = new View(runtime, { renderer: "svg", container: box, hover: true, expr: expressionInterpreter } as never);
  await view.runAsync();
  box.querySelector("svg")?.setAttribute("aria-hidden", "true");
  return view;
}
