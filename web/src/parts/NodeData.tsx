/** Whether the server serves a node, and who is signed in there. */

import { createContext, type ReactNode, useCallback, useContext, useEffect, useState } from "react";
import { get, Refusal } from "../api/client";
import type { Served } from "../model/node";

interface Known {
  /** Null until the server said so. */
  node: Served | null;
  /** Ask the server again, as after signing in or out. */
  refresh(): Promise<void>;
}

const Data = createContext<Known>({ node: null, refresh: () => Promise.resolve() });

export function NodeData({ children }: { children: ReactNode }) {
  const [node, setNode] = useState<Served | null>(null);
  const refresh = useCallback(async () => {
    try {
      setNode(await get<Served>("/api/v1/node"));
    } catch {
      setNode((before) => before ?? { served: false });
    }
  }, []);
  useEffect(() => void refresh(), [refresh]);
  return <Data.Provider value={{ node, refresh }}>{children}</Data.Provider>;
}

export function useNode(): Known {
  return useContext(Data);
}

export interface Fetched<T> {
  found?: T;
  error?: unknown;
  again(): void;
}

/** What the node gives its reader at an address; a session that is over shows at once. */
export function useOwn<T>(path: string): Fetched<T> {
  const { refresh } = useNode();
  const [state, setState] = useState<Omit<Fetched<T>, "again">>({});
  const [tries, setTries] = useState(0);
  const again = useCallback(() => setTries((n) => n + 1), []);
  useEffect(() => {
    const stop = new AbortController();
    get<T>(`/api/v1/${path}`, stop.signal).then(
      (found) => setState({ found }),
      (error: unknown) => {
        if (stop.signal.aborted) return;
        setState({ error });
        if (error instanceof Refusal && error.status === 401) void refresh();
      },
    );
    return () => stop.abort();
  }, [path, tries, refresh]);
  return { ...state, again };
}
