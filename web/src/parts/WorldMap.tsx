import { geoEqualEarth, geoPath } from "d3-geo";
import { memo, type ReactNode, useId, useRef } from "react";
import { type Shapes, useShapes } from "./WorldData";
import { useZoom, ZoomButtons } from "./zoom";

const WIDTH = 960;
const HEIGHT = 467;
const projection = geoEqualEarth().fitExtent([[2, 2], [WIDTH - 2, HEIGHT - 2]], { type: "Sphere" });
const path = geoPath(projection).digits(2);
const SPHERE = path({ type: "Sphere" }) ?? "";

export interface Paint {
  fill: string;
  title: string;
}

export interface Mark {
  lat: number;
  lon: number;
  title: string;
}

/** Points of latitude and longitude. */
type Ring = readonly (readonly number[])[];

/** Waters told apart from the others: rings of latitude and longitude, as straight on the map. */
export interface Waters {
  rings: readonly Ring[];
  fill: string;
  title: string;
}

interface Props {
  label: string;
  /** How a territory is painted; null leaves it as land that the view says nothing of. */
  paint(territory: string): Paint | null;
  /** Whose border is drawn between two territories. */
  holder(territory: string): string;
  /** A key that changes when paint or holders do. */
  version: string;
  onChoose?(territory: string): void;
  onPoint?(lat: number, lon: number): void;
  mark?: Mark | undefined;
  waters?: readonly Waters[];
  patterns?: ReactNode;
  chosen?: string | undefined;
}

interface Drawn {
  land: { id: string; d: string }[];
  seams: { between: [string, string]; d: string }[];
}

const once = new WeakMap<Shapes, Drawn>();

/** The paths of the territories and of the lines between them, worked out once. */
function drawn(shapes: Shapes): Drawn {
  let found = once.get(shapes);
  if (!found) {
    found = {
      land: shapes.features.map((f) => ({ id: String(f.id), d: path(f) ?? "" })),
      seams: shapes.seams.map(({ between, line }) => ({ between, d: path(line) ?? "" })),
    };
    once.set(shapes, found);
  }
  return found;
}

export function WorldMap(props: Props) {
  const shapes = useShapes();
  const frame = useRef<SVGSVGElement>(null);
  const { transform, scale, by } = useZoom(frame, WIDTH, HEIGHT);
  const clip = useId();
  const pick = (event: React.MouseEvent<SVGSVGElement>) => {
    const inner = frame.current?.querySelector<SVGGElement>("g.moving");
    if (!props.onPoint || !inner) return;
    const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(
      inner.getScreenCTM()?.inverse(),
    );
    const point = projection.invert?.([at.x, at.y]);
    if (point) props.onPoint(Math.round(point[1] * 100) / 100, Math.round(point[0] * 100) / 100);
  };
  return (
    <div className="map">
      {/* biome-ignore lint: the list beside the map serves those who cannot click it */}
      <svg
        ref={frame}
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={props.label}
        onClick={pick}
        className={[props.onPoint ? "pointing" : "", scale > 1 ? "enlarged" : ""].join(" ")}
        style={{ "--line": `${0.5 / Math.sqrt(scale)}` } as React.CSSProperties}
      >
        <defs>
          <clipPath id={clip}>
            <path d={SPHERE} />
          </clipPath>
          {props.patterns}
        </defs>
        <g className="moving" transform={transform}>
          <path d={SPHERE} className="sea" />
          <g clipPath={`url(#${clip})`}>
            {props.waters && <Seas waters={props.waters} />}
            {shapes && <Land shapes={shapes} {...props} />}
            {shapes && <Borders shapes={shapes} holder={props.holder} version={props.version} />}
            {props.mark && <Pin mark={props.mark} scale={scale} />}
          </g>
        </g>
      </svg>
      <ZoomButtons by={by} />
    </div>
  );
}

const Land = memo(
  function Land({ shapes, paint, onChoose, chosen }: Props & { shapes: Shapes }) {
    return (
      <g className="land">
        {drawn(shapes).land.map(({ id, d }) => {
          const painted = paint(id);
          return (
            // biome-ignore lint: the list beside the map serves those who cannot click it
            <path
              key={id}
              d={d}
              data-territory={id}
              fill={painted?.fill ?? "var(--land)"}
              className={chosen === id ? "chosen" : undefined}
              onClick={onChoose ? () => onChoose(id) : undefined}
            >
              <title>{painted?.title ?? id}</title>
            </path>
          );
        })}
      </g>
    );
  },
  (before, after) =>
    before.version === after.version && before.chosen === after.chosen && before.shapes === after.shapes,
);

const Seas = memo(function Seas({ waters }: { waters: readonly Waters[] }) {
  return (
    <g className="waters">
      {waters.map(({ rings, fill, title }) => (
        <path key={`${fill} ${title}`} d={rings.map(outline).join("")} fill={fill}>
          <title>{title}</title>
        </path>
      ))}
    </g>
  );
});

/** A ring whose sides run straight in latitude and longitude, not along great circles. */
function outline(ring: Ring): string {
  const points = ring.flatMap(([lat = 0, lon = 0], n) => {
    const [toLat = lat, toLon = lon] = ring[(n + 1) % ring.length] ?? [];
    const steps = Math.max(1, Math.ceil(Math.max(Math.abs(toLat - lat), Math.abs(toLon - lon)) / STEP));
    return Array.from({ length: steps }, (_, i) => projection([lon + ((toLon - lon) * i) / steps, lat + ((toLat - lat) * i) / steps]));
  });
  return `M${points.map((at) => at?.map((value) => value.toFixed(1)).join(",")).join("L")}Z`;
}

const STEP = 3;

const Borders = memo(
  function Borders({ shapes, holder }: { shapes: Shapes; holder(t: string): string; version: string }) {
    const lines = drawn(shapes).seams.filter(({ between: [one, other] }) => holder(one) !== holder(other));
    return <path d={lines.map((line) => line.d).join("")} className="borders" />;
  },
  (before, after) => before.version === after.version && before.shapes === after.shapes,
);

function Pin({ mark, scale }: { mark: Mark; scale: number }) {
  const at = projection([mark.lon, mark.lat]);
  if (!at) return null;
  return (
    <g className="pin" transform={`translate(${at[0]},${at[1]}) scale(${1 / scale})`}>
      <circle r="9" className="halo" />
      <circle r="4.5" />
      <title>{mark.title}</title>
    </g>
  );
}
