/** Asking the server; its types are generated from its OpenAPI document. */

import { useEffect, useState } from "react";
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

export class Refusal extends Error {}

async function read<T>(response: Response): Promise<T> {
  if (response.ok) return response.json() as Promise<T>;
  let told = response.statusText;
  try {
    told = ((await response.json()) as { detail: string }).detail;
  } catch {
    // no problem+json: the status has to do
  }
  throw new Refusal(told);
}

export async function get<T>(path: string, signal?: AbortSignal): Promise<T> {
  return read<T>(await fetch(path, { signal: signal ?? null }));
}

/** Ask a question; what is given is sent as it is. */
export async function ask<A>(
  question: string,
  given: Record<string, unknown>,
  signal?: AbortSignal,
): Promise<Reply<A>> {
  return read<Reply<A>>(
    await fetch(`/api/v1/${question}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(given),
      signal: signal ?? null,
    }),
  );
}

export interface Asked<A> {
  reply?: Reply<A>;
  error?: string;
  waiting: boolean;
}

/** A question asked anew whenever what is given changes; nothing is asked while it is null. */
export function useAnswer<A>(question: string, given: Record<string, unknown> | null): Asked<A> {
  const key = given === null ? null : JSON.stringify(given);
  const [asked, setAsked] = useState<Asked<A>>({ waiting: key !== null });
  useEffect(() => {
    if (key === null) {
      setAsked({ waiting: false });
      return;
    }
    const stop = new AbortController();
    setAsked((before) => ({ ...before, waiting: true }));
    ask<A>(question, JSON.parse(key) as Record<string, unknown>, stop.signal).then(
      (reply) => setAsked({ reply, waiting: false }),
      (error: unknown) => {
        if (!stop.signal.aborted)
          setAsked({ error: error instanceof Error ? error.message : String(error), waiting: false });
      },
    );
    return () => stop.abort();
  }, [question, key]);
  return asked;
}
