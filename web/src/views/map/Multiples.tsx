import { useMemo } from "react";
import { Link } from "wouter";
import { to, useAddress } from "../../model/address";
import { useWorld } from "../../parts/WorldData";
import { SmallMap } from "../../parts/SmallMap";
import { W } from "../../words";
import { Patterns, type Role } from "./fills";
import { type Group, painted } from "./groups";

/** A small map for each framework, where too many overlap to be told apart on one. */
export function Multiples({ groups }: { groups: readonly Group[] }) {
  return (
    <section className="multiples" aria-label={W.map.multiples}>
      {groups.map((group) => <One key={group.id} group={group} />)}
    </section>
  );
}

function One({ group }: { group: Group }) {
  const world = useWorld();
  const { on } = useAddress();
  const own = useMemo(() => painted([group], world, on), [group, world, on]);
  const roles: Role[] = [...own.values()].map(({ role }) => role);
  const members = [...group.among.values()].filter(({ role }) => role === "member").length;
  return (
    <figure>
      <figcaption className="small">
        <span className="swatch" style={{ background: group.colour }} aria-hidden="true" /> <Link href={to(`/framework/${group.id}`, on)}>{world.name(group.id)}</Link>
        <span className="quiet"> {W.map.members(members)}</span>
      </figcaption>
      <SmallMap
        label={`${world.name(group.id)}, ${on}`}
        on={on}
        paint={(territory) => own.get(territory)?.paint ?? null}
        holder={(t) => world.holders(t, on)[0]?.state ?? t}
        version={`${on} ${group.id}`}
        patterns={() => <Patterns roles={roles} scale={1} />}
      />
    </figure>
  );
}
