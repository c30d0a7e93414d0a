/** Asking the server; its types are generated from its OpenAPI document. */

import { useCallback, useEffect, useRef, useState } from "react";
import { useMoving } from "../model/motion";
import { W } from "../words";
import type { components, paths } from "./schema";

export type Schemas = components["schemas"];
export type QuestionName = {
  [P in keyof paths]: P extends `/api/v1/${infer N}` ? (paths[P] extends { post: unknown } ? N : never) : never;
}[keyof paths];
export type Section = Schemas["Section"];
export type Row = Schemas["Row"];
export type Because = Schemas["Because"];
export type Citation = Schemas["Citation"];
export interface Reply<A> {
  answer: A;
  tables: Section[];
}

export type Fault = NonNullable<Schemas["Problem"]["errors"]>[number];

/** What the server will not answer as asked: the reader can mend it, at what is at fault. */
export class Refusal extends Error {
  constructor(message: string, readonly faults: Fault[] = [], readonly status = 0) {
    super(message);
  }
}

/** What waits for a second person of the nation, which wants two for it. */
const WAITS = 202;

/** What failed on the way: the server could not be reached, or broke. The reader can only try again. */
export class Failure extends Error {}

async function read<T>(path: string, options: RequestInit): Promise<T> {
  let response: Response;
  try {
    response = await fetch(path, options);
  } catch (error) {
    if (options.signal?.aborted) throw error;
    throw new Failure(W.status.unreachable);
  }
  if (response.ok && response.status !== WAITS) return response.json() as Promise<T>;
  let told = { detail: response.statusText, errors: [] as Fault[] };
  try {
    told = { ...told, ...((await response.json()) as { detail: string; errors?: Fault[] }) };
  } catch {
    // no problem+json: the status has to do
  }
  const mended = response.status < 500 && response.status !== 429;
  throw mended ? new Refusal(told.detail, told.errors, response.status) : new Failure(told.detail);
}

/** What an error says to a reader. */
export function said(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

export async function get<T>(path: string, signal?: AbortSignal): Promise<T> {
  return read<T>(path, { signal: signal ?? null });
}

/** Send something to be done; `name` lets the server know the same request again. */
export async function post<T>(path: string, body: unknown, name = ""): Promise<T> {
  return read<T>(`/api/v1/${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", ...(name && { "idempotency-key": name }) },
    body: JSON.stringify(body),
  });
}

/** Ask a question; what is given is sent as it is. */
export async function ask<A>(
  question: string,
  given: Record<string, unknown>,
  signal?: AbortSignal,
): Promise<Reply<A>> {
  return read<Reply<A>>(`/api/v1/${question}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(given),
    signal: signal ?? null,
  });
}

export interface Asked<A> {
  reply?: Reply<A>;
  error?: string;
  /** Whether what failed is no fault of what was asked. */
  failed?: boolean;
  /** Where what was asked is at fault. */
  faults?: readonly Fault[];
  /** While an answer is on its way: what `reply` holds is then of what was asked before. */
  waiting: boolean;
  again(): void;
}

/** So long must what is asked stay the same before it is asked: a day that plays asks nothing. */
const REST = 250;

/** A question asked anew whenever what is given rests; nothing is asked while it is null. */
export function useAnswer<A>(question: string, given: Record<string, unknown> | null): Asked<A> {
  const key = given === null ? null : JSON.stringify(given);
  const [asked, setAsked] = useState<Omit<Asked<A>, "again"> & { key: string | null }>({ waiting: key !== null, key });
  const [tries, setTries] = useState(0);
  const moving = useMoving();
  const moved = useRef(false);
  const again = useCallback(() => setTries((n) => n + 1), []);
  useEffect(() => {
    if (key === null) {
      setAsked({ waiting: false, key });
      return;
    }
    const stop = new AbortController();
    setAsked((before) => ({ ...(before.reply && { reply: before.reply }), waiting: true, key }));
    if (moving) return;
    const clock = window.setTimeout(() => {
      ask<A>(question, JSON.parse(key) as Record<string, unknown>, stop.signal).then(
        (reply) => setAsked({ reply, waiting: false, key }),
        (error: unknown) => {
          if (!stop.signal.aborted) setAsked({
            error: said(error), failed: error instanceof Failure, waiting: false, key,
            ...(error instanceof Refusal && { faults: error.faults }),
          });
        },
      );
    }, moved.current ? REST : 0);
    moved.current = true;
    return () => {
      window.clearTimeout(clock);
      stop.abort();
    };
  }, [question, key, tries, moving]);
  return { ...asked, waiting: asked.waiting || asked.key !== key, again };
}
