/** Which land the frameworks of a view leave out that day: asked once the day rests. */

import { useEffect, useState } from "react";
import { get, type Reply, type Schemas } from "../api/client";
import { useMoving } from "./motion";
import type { Day } from "./time";

export type Covered = Schemas["CoveredAnswer"];

const REST = 250;

/** Answers by framework; empty while the day moves, and until they are there. */
export function useCovered(frameworks: string[], on: Day): ReadonlyMap<string, Covered> {
  const key = [on, ...frameworks].join(" ");
  const [found, setFound] = useState<{ key: string; answers: ReadonlyMap<string, Covered> }>({ key: "", answers: NONE });
  const moving = useMoving();
  useEffect(() => {
    if (moving) return;
    const [day = "", ...asked] = key.split(" ");
    const stop = new AbortController();
    const clock = window.setTimeout(() => {
      const answers = asked.map(async (framework) => {
        const query = new URLSearchParams({ framework, on: day });
        const reply = await get<Reply<Covered>>(`/api/v1/covered?${query}`, stop.signal);
        return [framework, reply.answer] as const;
      });
      Promise.all(answers).then(
        (all) => setFound({ key, answers: new Map(all) }),
        () => undefined, // the members are on the map all the same
      );
    }, REST);
    return () => {
      window.clearTimeout(clock);
      stop.abort();
    };
  }, [key, moving]);
  return found.key === key ? found.answers : NONE;
}

const NONE: ReadonlyMap<string, Covered> = new Map();
