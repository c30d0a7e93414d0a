import outlines from "../../made/shapes.json?url";
import fine from "../../made/fine.json?url";
import type { Feature, FeatureCollection, Geometry, LineString } from "geojson";
import { createContext, type ReactNode, useContext, useEffect, useLayoutEffect, useState } from "react";
import { feature } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import { get, said, type Schemas } from "../api/client";
import { Days } from "../model/days";
import { World } from "../model/world";
import { W } from "../words";
import { takeOver } from "./served";

type Outlines = Topology<{ territories: GeometryCollection }>;

/** A line that two territories share. */
interface Seam {
  between: [string, string];
  line: LineString;
}

export interface Shapes {
  features: Feature<Geometry>[];
  seams: Seam[];
}

const Data = createContext<{ world: World; days: Days; shapes: Shapes | null } | null>(null);

/** What is asked for once, by whoever first wants it. */
const asked = new Map<string, Promise<unknown>>();

function once<T>(path: string): Promise<T> {
  const found = asked.get(path) ?? get<T>(path);
  asked.set(path, found);
  found.catch(() => asked.delete(path)); // the next may ask again
  return found as Promise<T>;
}

function useOnce<T>(path: string, wanted: boolean): T | null {
  const [found, setFound] = useState<T | null>(null);
  useEffect(() => {
    if (wanted && found === null) once<T>(path).then(setFound, () => undefined);
  }, [path, wanted, found]);
  return found;
}

/** Every line that stands between two territories. */
function seams(topology: Outlines): Seam[] {
  const beside = new Map<number, Set<string>>();
  for (const geometry of topology.objects.territories.geometries)
    if (geometry.type === "MultiPolygon")
      for (const arc of geometry.arcs.flat(2)) {
        const own = arc < 0 ? ~arc : arc;
        beside.set(own, (beside.get(own) ?? new Set()).add(String(geometry.id)));
      }
  return [...beside].flatMap(([arc, ids]) => {
    const [one, other] = ids;
    if (one === undefined || other === undefined) return [];
    return [{ between: [one, other] as [string, string], line: feature(topology, { type: "LineString", arcs: [arc] }).geometry as LineString }];
  });
}

/** The territories of a topology; those of one topology are always the same. */
function shaped(topology: Outlines): Shapes {
  const known = made.get(topology);
  if (known) return known;
  const all = feature(topology, topology.objects.territories) as FeatureCollection;
  const found = { features: all.features, seams: seams(topology) };
  made.set(topology, found);
  return found;
}

const made = new WeakMap<Outlines, Shapes>();

/** Loads the world once; the outlines follow, so that lists are there before the map is. */
export function WorldData({ children }: { children: ReactNode }) {
  const [loaded, setLoaded] = useState<{ world: World; days: Days } | null>(null);
  const [shapes, setShapes] = useState<Shapes | null>(null);
  const [failed, setFailed] = useState("");
  useEffect(() => {
    Promise.all([
      get<ConstructorParameters<typeof World>[0]>("/api/v1/atlas/world"),
      get<ConstructorParameters<typeof Days>[0]>("/api/v1/atlas/days"),
    ]).then(
      ([world, days]) => setLoaded({ world: new World(world), days: new Days(days) }),
      (error: unknown) => setFailed(said(error)),
    );
    get<Outlines>(outlines).then((topology) => setShapes(shaped(topology)), () => setShapes(null));
  }, []);
  useLayoutEffect(() => {
    if (failed) takeOver();
  }, [failed]);
  if (failed)
    return (
      <main className="alone" role="alert">
        <h1>{W.status.failed}</h1>
        <p>{failed}</p>
        <button type="button" onClick={() => window.location.reload()}>
          {W.status.retry}
        </button>
      </main>
    );
  if (!loaded)
    return (
      <main className="alone" aria-busy="true">
        <p className="quiet">{W.status.loading}</p>
      </main>
    );
  return <Data.Provider value={{ ...loaded, shapes }}>{children}</Data.Provider>;
}

export function useWorld(): World {
  const data = useContext(Data);
  if (!data) throw new Error("no world is loaded");
  return data.world;
}

export function useDays(): Days {
  const data = useContext(Data);
  if (!data) throw new Error("no days are loaded");
  return data.days;
}

/** The outlines; the finer ones where they are wanted, once they are there. */
export function useShapes(finer = false): Shapes | null {
  const topology = useOnce<Outlines>(fine, finer);
  const shapes = useContext(Data)?.shapes ?? null;
  return finer && topology ? shaped(topology) : shapes;
}

/** What only a search needs, or whoever names a place; nothing until it is there. */
export function useFound(wanted: boolean): Schemas["Found"] {
  return useOnce<Schemas["Found"]>("/api/v1/atlas/found", wanted) ?? NOTHING;
}

const NOTHING: Schemas["Found"] = { provisions: [], places: [] };
