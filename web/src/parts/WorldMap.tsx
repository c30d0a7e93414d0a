import { geoEqualEarth, geoPath } from "d3-geo";
import { memo, type ReactNode, useEffect, useId, useRef } from "react";
import { useAddress } from "../model/address";
import { W } from "../words";
import { type Crop, CROPS, readZoom } from "./crops";
import { Insets } from "./Insets";
import { type Boxed, Labels, Rings } from "./labels";
import { type Shapes, useShapes, useWorld } from "./WorldData";
import { useZoom, ZoomButtons } from "./zoom";

export const WIDTH = 960;
export const HEIGHT = 467;
const projection = geoEqualEarth().fitExtent([[2, 2], [WIDTH - 2, HEIGHT - 2]], { type: "Sphere" });
const path = geoPath(projection).digits(2);
export const SPHERE = path({ type: "Sphere" }) ?? "";

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
  /** The hatchings that fills name, by how far the map is enlarged: they keep their size. */
  patterns?(scale: number): ReactNode;
  /** The day that is drawn. */
  on: string;
  chosen?: string | undefined;
  /** Whether parts of the world are drawn beneath, on which small states can be seen. */
  insets?: boolean;
  /** Land that the view is about, closest together first: an inset shows the first that is no half of the world. */
  parties?: readonly (readonly string[])[];
}

interface Drawn {
  land: (Boxed & { d: string })[];
  seams: { between: [string, string]; d: string }[];
}

const once = new WeakMap<Shapes, Drawn>();

/** The paths of the territories and of the lines between them, worked out once. */
function drawn(shapes: Shapes): Drawn {
  let found = once.get(shapes);
  if (!found) {
    found = {
      land: shapes.features.map((f) => ({ id: String(f.id), d: path(f) ?? "", box: path.bounds(f) })),
      seams: shapes.seams.map(({ between, line }) => ({ between, d: path(line) ?? "" })),
    };
    once.set(shapes, found);
  }
  return found;
}

export function WorldMap(props: Props) {
  const frame = useRef<SVGSVGElement>(null);
  const world = useWorld();
  const { query, set } = useAddress();
  const zoomed = query.get("z");
  const { transform, scale, by, move, at } = useZoom(frame, WIDTH, HEIGHT, (x, y, times) => {
    const [lon, lat] = projection.invert?.([x, y]) ?? [0, 0];
    set({ z: times > 1 ? `${lat.toFixed(1)},${lon.toFixed(1)},${times.toFixed(1)}` : undefined }, false);
  });
  const shapes = useShapes(scale >= FINE);
  useEffect(() => {
    const found = readZoom(zoomed);
    if (found === null) {
      by(0);
      return;
    }
    const [x, y, times] = typeof found === "string" ? framed(found) : [...(projection([found.lon, found.lat]) ?? [0, 0]), found.times];
    at(x as number, y as number, times as number);
  }, [zoomed, by, at]);
  const keyed = (event: React.KeyboardEvent) => {
    const steps: Record<string, () => void> = {
      ArrowLeft: () => move(-STRIDE, 0), ArrowRight: () => move(STRIDE, 0), ArrowUp: () => move(0, -STRIDE), ArrowDown: () => move(0, STRIDE),
      "+": () => by(1.6), "-": () => by(1 / 1.6), "0": () => by(0),
    };
    const step = scale > 1 || !event.key.startsWith("Arrow") ? steps[event.key] : undefined;
    if (!step) return;
    event.preventDefault();
    step();
  };
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
    <>
    <div className="map">
      {/* biome-ignore lint: the list beside the map serves those who cannot click it */}
      <svg
        ref={frame}
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        tabIndex={0}
        onKeyDown={keyed}
        data-on={props.on}
        aria-label={props.label}
        onClick={pick}
        className={[props.onPoint ? "pointing" : "", scale > 1 ? "enlarged" : ""].join(" ")}
        style={{ "--line": `${0.5 / Math.sqrt(scale)}` } as React.CSSProperties}
      >
        <defs>
          <clipPath id={clip}>
            <path d={SPHERE} />
          </clipPath>
          {props.patterns?.(scale)}
        </defs>
        <g className="moving" transform={transform}>
          <path d={SPHERE} className="sea" />
          <g clipPath={`url(#${clip})`}>
            {props.waters && <Seas waters={props.waters} />}
            {shapes && <Land shapes={shapes} {...props} />}
            {shapes && <Borders shapes={shapes} holder={props.holder} version={props.version} />}
            {shapes && (
              <Rings
                land={drawn(shapes).land}
                scale={scale}
                version={props.version}
                fill={(id) => { const found = props.paint(id)?.fill; return found && !BARE.has(found) ? found : null; }}
              />
            )}
            {shapes && (
              <Labels
                land={drawn(shapes).land}
                scale={scale}
                version={props.version}
                holder={props.holder}
                point={(id) => {
                  const [lat, lon] = world.territories.get(id)?.point ?? [];
                  return lat === undefined || lon === undefined ? null : projection([lon, lat]);
                }}
                name={(holder) => (world.states.has(holder) ? world.name(holder, props.on) : "")}
              />
            )}
            {props.mark && <Pin mark={props.mark} scale={scale} />}
          </g>
        </g>
      </svg>
      <ZoomButtons by={(factor) => { by(factor); if (factor === 0) set({ z: undefined }, false); }}>
        <select aria-label={W.map.crop} value={zoomed !== null && zoomed in CROPS ? zoomed : ""} onChange={(e) => set({ z: e.target.value || undefined })}>
          <option value="">{W.map.crops.world}</option>
          {(Object.keys(CROPS) as Crop[]).map((crop) => <option key={crop} value={crop}>{W.map.crops[crop]}</option>)}
        </select>
      </ZoomButtons>
    </div>
      {props.insets && shapes && (
        <Insets
          on={props.on}
          paint={props.paint}
          holder={props.holder}
          version={props.version}
          parties={(props.parties ?? []).map((land) => about(shapes, land)).find((found) => found !== undefined)}
          onChoose={(z) => { set({ z }); frame.current?.focus(); }}
        />
      )}
    </>
  );
}

/** From so many times on, finer outlines are worth their weight. */
const FINE = 3;
/** A key moves the map by this part of what it shows. */
const STRIDE = 0.2;
/** Fills of land that a view does not light. */
const BARE = new Set(["var(--held)", "var(--land)"]);

type Box = readonly [number, number, number, number];

/** A box as wide to its height as the map, about the middle of another, and within the map. */
function shapely([left, top, width, height]: Box): Box {
  const wide = Math.min(WIDTH, Math.max(width, (height * WIDTH) / HEIGHT));
  const high = (wide * HEIGHT) / WIDTH;
  const within = (start: number, most: number) => Math.max(0, Math.min(start, most));
  return [within(left + (width - wide) / 2, WIDTH - wide), within(top + (height - high) / 2, HEIGHT - high), wide, high];
}

/** Where a crop lies on the map: left, top, width, height. */
export function boxOf(crop: Crop): Box {
  const [[west, south], [east, north]] = CROPS[crop];
  const corners = [[west, south], [west, north], [east, south], [east, north]].map((point): [number, number] => projection(point as [number, number]) ?? [0, 0]);
  const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)];
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  return shapely([left, top, Math.max(...xs) - left, Math.max(...ys) - top]);
}

/** The middle of a crop on the map, and how many times it is enlarged to fill it. */
function framed(crop: Crop): [number, number, number] {
  const [left, top, width, height] = boxOf(crop);
  return [left + width / 2, top + height / 2, WIDTH / width];
}

/** So much of the map stands about the land that an inset is of, and it is enlarged no further. */
const ABOUT = 0.35;
const CLOSEST = 9;
/** Land about so wide on the map is no inset, but the world. */
const WHOLE = WIDTH * 0.5;

/** The part of the map about some land, and the address of it. */
function about(shapes: Shapes, territories: readonly string[]): { z: string; part: Box } | undefined {
  const boxes = drawn(shapes).land.filter(({ id }) => territories.includes(id)).map(({ box }) => box);
  if (boxes.length === 0) return undefined;
  const left = Math.min(...boxes.map(([[x]]) => x));
  const top = Math.min(...boxes.map(([[, y]]) => y));
  const width = Math.max(...boxes.map(([, [x]]) => x)) - left;
  const height = Math.max(...boxes.map(([, [, y]]) => y)) - top;
  if (Math.max(width, (height * WIDTH) / HEIGHT) > WHOLE) return undefined;
  const room = Math.max(ABOUT * Math.max(width, height), WIDTH / CLOSEST / 2 - Math.max(width, height) / 2);
  const part = shapely([left - room, top - room, width + 2 * room, height + 2 * room]);
  const [lon, lat] = projection.invert?.([part[0] + part[2] / 2, part[1] + part[3] / 2]) ?? [0, 0];
  return { part, z: `${lat.toFixed(1)},${lon.toFixed(1)},${(WIDTH / part[2]).toFixed(1)}` };
}

/** A drawing that is `small` repeats a larger one: it is not pointed at. */
type Drawing = Pick<Props, "paint" | "version"> & Partial<Pick<Props, "onChoose" | "chosen">> & { shapes: Shapes; small?: boolean };

export const Land = memo(
  function Land({ shapes, paint, onChoose, chosen, small }: Drawing) {
    return (
      <g className="land">
        {drawn(shapes).land.map(({ id, d }) => {
          const painted = paint(id);
          return (
            // biome-ignore lint: the list beside the map serves those who cannot click it
            <path
              key={id}
              d={d}
              {...{ [small ? "data-small" : "data-territory"]: id }}
              fill={painted?.fill ?? "var(--land)"}
              className={chosen === id ? "chosen" : undefined}
              onClick={onChoose ? () => onChoose(id) : undefined}
            >
              {!small && <title>{painted?.title ?? id}</title>}
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

export const Borders = memo(
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
