/** Whether the day is on the move: while it plays, or is dragged, nothing is asked of the server. */

import { useSyncExternalStore } from "react";

let moving = false;
const heard = new Set<() => void>();

export function setMoving(now: boolean): void {
  if (moving === now) return;
  moving = now;
  for (const tell of heard) tell();
}

function listen(tell: () => void): () => void {
  heard.add(tell);
  return () => heard.delete(tell);
}

export function useMoving(): boolean {
  return useSyncExternalStore(listen, () => moving);
}
