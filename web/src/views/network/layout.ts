/** Where states stand in the network: near where they lie on earth, and in the same place on every day. */

import { forceCollide, forceSimulation, forceX, forceY } from "d3-force";
import { geoEqualEarth } from "d3-geo";
import type { World } from "../../model/world";

export const WIDTH = 960;
export const HEIGHT = 620;
/** The radius of a state, which its code fits into. */
export const RADIUS = 12;

/** The earth is drawn taller than it is, to fill the picture. */
const TALL = 1.25;

export interface Place {
  x: number;
  y: number;
}

interface Node extends Place {
  id: string;
  home: Place;
}

const kept = new WeakMap<World, ReadonlyMap<string, Place>>();

/** The place of every state that is ever in being; worked out once. */
export function places(world: World): ReadonlyMap<string, Place> {
  let found = kept.get(world);
  if (!found) kept.set(world, (found = laidOut(world)));
  return found;
}

function laidOut(world: World): ReadonlyMap<string, Place> {
  const projection = geoEqualEarth().fitExtent([[20, 20], [WIDTH - 20, HEIGHT - 20]], { type: "Sphere" });
  const points = new Map<string, [number, number]>();
  for (const { id, point } of world.territories.values()) points.set(id, [point[1], point[0]]);
  for (const { under, point } of world.territories.values())
    for (const [state, , status] of under) if (status === "integral" && !points.has(state)) points.set(state, [point[1], point[0]]);
  const nodes = world.raw.states.flatMap(({ id }): Node[] => {
    const at = projection(points.get(id) ?? [NaN, NaN]);
    if (!at || Number.isNaN(at[0])) return [];
    const home = { x: at[0], y: HEIGHT / 2 + (at[1] - HEIGHT / 2) * TALL };
    return [{ id, home, ...home }];
  });
  forceSimulation(nodes)
    .force("x", forceX<Node>((n) => n.home.x).strength(0.08))
    .force("y", forceY<Node>((n) => n.home.y).strength(0.08))
    .force("collide", forceCollide<Node>(RADIUS + 1).strength(1).iterations(6))
    .stop()
    .tick(240);
  const fit = (values: number[], size: number) => {
    const [low, high] = [Math.min(...values), Math.max(...values)];
    const room = size - 2 * (RADIUS + 2);
    return (value: number) => RADIUS + 2 + ((value - low) / Math.max(high - low, 1)) * Math.max(room, 1);
  };
  const [x, y] = [fit(nodes.map((n) => n.x), WIDTH), fit(nodes.map((n) => n.y), HEIGHT)];
  return new Map(nodes.map((node) => [node.id, { x: x(node.x), y: y(node.y) }]));
}
