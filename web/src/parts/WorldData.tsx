import type { Feature, FeatureCollection, Geometry } from "geojson";
import { createContext, type ReactNode, useContext, useEffect, useState } from "react";
import { feature, mesh } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import { get } from "../api/client";
import { World } from "../model/world";
import { W } from "../words";

export interface Shapes {
  topology: Topology<{ territories: GeometryCollection }>;
  features: Feature<Geometry>[];
  /** The lines between territories whose holders differ, as `differ` says. */
  borders(differ: (a: string, b: string) => boolean): Geometry;
}

const Data = createContext<{ world: World; shapes: Shapes | null } | null>(null);

/** Loads the world once; the outlines follow, so that lists are there before the map is. */
export function WorldData({ children }: { children: ReactNode }) {
  const [world, setWorld] = useState<World | null>(null);
  const [shapes, setShapes] = useState<Shapes | null>(null);
  const [failed, setFailed] = useState("");
  useEffect(() => {
    get<ConstructorParameters<typeof World>[0]>("/api/v1/atlas/world").then(
      (raw) => setWorld(new World(raw)),
      (error: unknown) => setFailed(String(error)),
    );
    get<Topology<{ territories: GeometryCollection }>>("/shapes.json").then(
      (topology) => {
        const all = feature(topology, topology.objects.territories) as FeatureCollection;
        setShapes({
          topology,
          features: all.features,
          borders: (differ) =>
            mesh(topology, topology.objects.territories, (a, b) =>
              a !== b && differ(String(a.id), String(b.id)),
            ),
        });
      },
      () => setShapes(null),
    );
  }, []);
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
  if (!world)
    return (
      <main className="alone" aria-busy="true">
        <p className="quiet">{W.status.loading}</p>
      </main>
    );
  return <Data.Provider value={{ world, shapes }}>{children}</Data.Provider>;
}

export function useWorld(): World {
  const data = useContext(Data);
  if (!data) throw new Error("no world is loaded");
  return data.world;
}

export function useShapes(): Shapes | null {
  return useContext(Data)?.shapes ?? null;
}
