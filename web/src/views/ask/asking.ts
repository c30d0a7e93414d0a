/** What the pages of questions share: what the server tells of a question, and of its answer. */

import { useEffect, useState } from "react";
import { type Fault, get, Refusal, type Reply, type Schemas } from "../../api/client";
import type { ChartSpec } from "../../parts/Chart";
import type { Json, JsonSchema } from "../../parts/Form";

/** A question; its inputs are a JSON Schema, and its example fits it. */
export type Declared = Omit<Schemas["QuestionForm"], "inputs" | "example"> & {
  inputs: JsonSchema;
  example: Values;
};
export type Values = Record<string, Json>;
export type Entry = Schemas["CalendarEntry"];
export interface Plain {
  lead: string;
  notes?: string[];
  title: string;
}
export interface Answered<A extends Plain = Plain> extends Reply<A> {
  charts: ChartSpec[];
  days: Entry[];
}
/** What the special part of a question's page is given. */
export interface PartProps {
  draft: Values;
  on: string;
  reply: Answered | undefined;
  /** Ask again with other values. */
  ask(values: Values): void;
}

let questions: Promise<Declared[]> | null = null;

export function useQuestions(): Declared[] {
  const [found, setFound] = useState<Declared[]>([]);
  useEffect(() => {
    questions ??= get<Declared[]>("/api/v1/questions");
    void questions.then(setFound, () => { questions = null; });
  }, []);
  return found;
}

export class DocumentFaults extends Error {
  constructor(message: string, readonly faults: Fault[]) {
    super(message);
  }
}

/** Let the server read a file. Raises DocumentFaults. */
export async function readDocument(question: string, field: string, file: File): Promise<Json> {
  const query = new URLSearchParams({ name: file.name, field });
  const response = await fetch(`/api/v1/${question}/document?${query}`, {
    method: "POST",
    headers: { "content-type": "application/octet-stream" },
    body: file,
  });
  const told = (await response.json()) as { document?: Json; detail?: string; errors?: Fault[] };
  if (!response.ok) throw new DocumentFaults(told.detail ?? response.statusText, told.errors ?? []);
  return told.document ?? null;
}

/** The answer as a file. */
export async function answerFile(question: string, form: string, given: Values): Promise<Blob> {
  const response = await fetch(`/api/v1/${question}.${form}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(given),
  });
  if (!response.ok) throw new Refusal(((await response.json()) as { detail: string }).detail);
  return response.blob();
}

/** The texts of a list in the draft; what a list of states may also be is one text with commas. */
export function texts(value: Json | undefined): string[] {
  if (Array.isArray(value)) return value.map(String);
  return typeof value === "string" ? value.split(",").map((t) => t.trim()).filter(Boolean) : [];
}
