// Thins the outlines of the package's territories for the map, twice: shared borders stay shared.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { geoArea } from "d3-geo";
import { topology } from "topojson-server";
import { filter, filterWeight, presimplify, quantile, simplify } from "topojson-simplify";
import { feature, quantize } from "topojson-client";

const at = (path) => fileURLToPath(new URL(path, import.meta.url));
const shapes = JSON.parse(
  gunzipSync(readFileSync(at("../../src/foedus/definitions/places/shapes.json.gz"))).toString(),
);

/** A ring as the sphere wants it: clockwise outside, counter-clockwise for a hole. */
function wound(ring, hole) {
  let twice = 0;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++)
    twice += ring[j][0] * ring[i][1] - ring[i][0] * ring[j][1];
  return twice < 0 === hole ? [...ring].reverse() : ring;
}

const features = Object.entries(shapes).map(([id, polygons]) => ({
  type: "Feature",
  id,
  properties: {},
  geometry: {
    type: "MultiPolygon",
    coordinates: polygons.map((rings) => rings.map((ring, n) => wound(ring, n === 0).reverse())),
  },
}));
const whole = presimplify(topology({ territories: { type: "FeatureCollection", features } }));
mkdirSync(at("../made"), { recursive: true });

/** Some of the points, on a grid: so many parts of them, and so many steps across the world. */
function write(name, part, grid) {
  // small islands keep a point or two of outline: only rings far below a pixel go
  const thin = filter(simplify(whole, quantile(whole, part)), filterWeight(whole, 1e-4));
  const made = quantize(thin, grid);
  for (const geometry of made.objects.territories.geometries)
    geometry.arcs = geometry.arcs?.map((polygon) => (insideOut(made, polygon) ? turned(polygon) : polygon));
  writeFileSync(at(`../made/${name}.json`), JSON.stringify(made));
}

/** Whether a small ring was turned over by the grid, so that it would take in all the world but itself. */
function insideOut(made, arcs) {
  return geoArea(feature(made, { type: "Polygon", arcs }).geometry) > 2 * Math.PI;
}

function turned(polygon) {
  return polygon.map((ring) => [...ring].reverse().map((arc) => ~arc));
}

// what a map begins with weighs half of what is seen from three times its size on
write("shapes", 0.3, 5_000);
write("fine", 0.8, 20_000);
