import { qr } from "../model/qr";

/** The white edge that a reader needs around a code. */
const EDGE = 4;

/** A text as a picture that a telephone reads; dark on white in every theme, as readers want it. */
export function Code({ text, label }: { text: string; label: string }) {
  const grid = qr(text);
  if (!grid) return null;
  const size = grid.length + 2 * EDGE;
  const path = grid.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x + EDGE},${y + EDGE}h1v1h-1z`] : []))).join("");
  return (
    <svg className="qr" role="img" aria-label={label} viewBox={`0 0 ${size} ${size}`} shapeRendering="crispEdges">
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
