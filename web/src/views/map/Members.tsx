import { useMemo } from "react";
import { useLocation } from "wouter";
import { to, useAddress } from "../../model/address";
import type { useCovered } from "../../model/covered";
import { useWorld } from "../../parts/WorldData";
import { WorldMap } from "../../parts/WorldMap";
import { W } from "../../words";
import { fill, Key, Patterns, type Role } from "./fills";
import { type Group, painted as paintedBy } from "./groups";
import { doubtful } from "./Legend";

/** The members of frameworks on the map, with what their duties reach and leave out. */
export function Members({ groups, covered, insets = false }: { groups: readonly Group[]; covered: ReturnType<typeof useCovered>; insets?: boolean }) {
  const world = useWorld();
  const { on } = useAddress();
  const [, go] = useLocation();
  const painted = useMemo(() => paintedBy(groups, world, on), [groups, world, on]);
  const waters = useMemo(
    () =>
      groups.flatMap(({ id, colour }) =>
        (covered.get(id)?.waters ?? []).map((water) => ({
          rings: water.rings,
          fill: fill({ kind: "waters", colour }),
          title: (doubtful(water) ? W.map.shipsPerhapsIn : W.map.shipsIn)(water.name, world.name(id)),
        })),
      ),
    [groups, covered, world],
  );
  const roles: Role[] = [
    ...[...painted.values()].map(({ role }) => role),
    ...groups.flatMap(({ id, colour }): Role[] => (covered.get(id)?.waters.length ? [{ kind: "waters", colour }] : [])),
  ];
  return (
    <>
      <WorldMap
        label={W.map.label(on)}
        on={on}
        paint={(territory) => painted.get(territory)?.paint ?? null}
        holder={(t) => world.holders(t, on)[0]?.state ?? t}
        version={`${on} ${groups.map(({ id }) => id).join(" ")} ${covered.size}`}
        onChoose={(t) => {
          const state = world.holders(t, on)[0]?.state;
          if (state) go(to(`/state/${state}`, on));
        }}
        waters={waters}
        insets={insets}
        patterns={(scale) => <Patterns roles={roles} scale={scale} />}
      />
      <Key roles={roles} complete={groups.every(({ id }) => world.notKnown(id, on) === null)} />
    </>
  );
}
