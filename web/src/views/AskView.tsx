import { useEffect, useState } from "react";
import { Link } from "wouter";
import { ask, get, type Reply } from "../api/client";
import { to, useAddress } from "../model/address";
import { AnswerView, Waiting } from "../parts/Answer";
import { Export } from "../parts/Export";
import { Form, type Json, type JsonSchema } from "../parts/Form";
import { Page } from "../parts/Page";
import { useWorld } from "../parts/WorldData";
import { W } from "../words";

export interface Declared {
  name: string;
  summary: string;
  description: string;
  inputs: JsonSchema;
  documents: string[];
  example: Record<string, Json>;
}
type Any = { lead: string; notes?: string[]; title: string };

let questions: Promise<Declared[]> | null = null;

export function useQuestions(): Declared[] {
  const [found, setFound] = useState<Declared[]>([]);
  useEffect(() => {
    questions ??= get<Declared[]>("/api/v1/questions");
    void questions.then(setFound);
  }, []);
  return found;
}

export function QuestionsView() {
  const { on } = useAddress();
  const all = useQuestions();
  return (
    <Page title={W.ask.title} lead={W.ask.lead} dated={false}>
      <ul className="cards">
        {all.map((q) => (
          <li key={q.name}>
            <h2><Link href={to(`/ask/${q.name}`, on)}>{q.name}</Link></h2>
            <p className="small">{q.summary}</p>
          </li>
        ))}
      </ul>
    </Page>
  );
}

/** A question's form, made from its declaration. What is asked stands in the address. */
export function AskView({ name }: { name: string }) {
  const world = useWorld();
  const { query, on, set } = useAddress();
  const question = useQuestions().find((q) => q.name === name);
  const asked = query.get("q");
  const [draft, setDraft] = useState<Record<string, Json>>({});
  const [state, setState] = useState<{ reply?: Reply<Any>; error?: string; waiting: boolean }>({ waiting: false });
  useEffect(() => {
    if (!asked) {
      setState({ waiting: false });
      return;
    }
    const stop = new AbortController();
    const given = JSON.parse(asked) as Record<string, Json>;
    setDraft(given);
    setState((before) => ({ ...before, waiting: true }));
    ask<Any>(name, { ...given, on }, stop.signal).then(
      (reply) => setState({ reply, waiting: false }),
      (error: unknown) => {
        if (!stop.signal.aborted) setState({ error: error instanceof Error ? error.message : String(error), waiting: false });
      },
    );
    return () => stop.abort();
  }, [asked, name, on]);
  if (!question) return <Page title={name} dated={false}><p className="quiet">{W.status.loading}</p></Page>;
  const { on: day, ...example } = question.example;
  return (
    <Page
      title={question.name}
      lead={question.description.split("\n\n")[0]}
      tools={<Export name={`${name}-${on}`} tables={state.reply?.tables} catalogue={world.raw.catalogue} />}
    >
      <section aria-label={W.ask.form} className="form">
        <Form schema={question.inputs} value={draft} onChange={setDraft} />
        <p className="buttons">
          <button type="button" className="primary" onClick={() => set({ q: JSON.stringify(draft) })}>{W.ask.ask}</button>
          {day !== undefined && (
            <button type="button" onClick={() => { setDraft(example); set({ q: JSON.stringify(example), on: String(day) }); }}>
              {W.ask.example}
            </button>
          )}
          <button type="button" onClick={() => { setDraft({}); set({ q: undefined }); }}>{W.ask.clear}</button>
        </p>
      </section>
      <Waiting asked={state} />
      {state.reply && (
        <section aria-label={W.ask.answer}>
          <h2>{state.reply.answer.title}</h2>
          <AnswerView reply={state.reply} />
        </section>
      )}
    </Page>
  );
}
