/** Parts of the world beside a map of all of it: each is a button that enlarges the map there. */

import { useMoving } from "../model/motion";
import { W } from "../words";
import { type Crop, CROPS } from "./crops";
import { SmallMap } from "./SmallMap";
import { boxOf, type Paint } from "./WorldMap";

interface Props {
  on: string;
  paint(territory: string): Paint | null;
  holder(territory: string): string;
  version: string;
  onChoose(z: string): void;
  /** The part with those whom the view is about, as an address holds it. */
  parties?: { z: string; part: readonly [number, number, number, number] } | undefined;
}

export function Insets({ on, paint, holder, version, onChoose, parties }: Props) {
  const moving = useMoving();
  const all: [string, string, readonly [number, number, number, number]][] = [
    ...(parties ? [[parties.z, W.map.parties, parties.part] as [string, string, typeof parties.part]] : []),
    ...(Object.keys(CROPS) as Crop[]).map((crop): [string, string, readonly [number, number, number, number]] => [crop, W.map.crops[crop], boxOf(crop)]),
  ];
  return (
    <div className={moving ? "insets moving" : "insets"} role="group" aria-label={W.map.insets}>
      {all.map(([z, name, part]) => (
        <button key={name} type="button" onClick={() => onChoose(z)} aria-label={W.map.enlarge(name)}>
          {!moving && <SmallMap label={`${name}, ${on}`} on={on} paint={paint} holder={holder} version={version} part={part} />}
          <span className="small">{name}</span>
        </button>
      ))}
    </div>
  );
}
