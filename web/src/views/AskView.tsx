import { useEffect, useState } from "react";
import { Link } from "wouter";
import { type Fault, said, useAnswer } from "../api/client";
import { to, useAddress } from "../model/address";
import { AnswerView, Waiting } from "../parts/Answer";
import { Chart } from "../parts/Chart";
import { Export, save } from "../parts/Export";
import { Form } from "../parts/Form";
import { Page } from "../parts/Page";
import { useWorld } from "../parts/WorldData";
import { W } from "../words";
import "./ask/ask.css";
import { type Answered, answerFile, type Declared, type PartProps, type Plain, useQuestions, type Values } from "./ask/asking";
import { Days } from "./ask/Days";
import { DocumentField } from "./ask/DocumentField";
import { GapBoard } from "./ask/GapBoard";
import { Seats } from "./ask/Seats";
import { WhatIf } from "./ask/WhatIf";

/** What some questions have beside their form; `instead` names the charts that it stands for. */
const PARTS: Record<string, { Part(props: PartProps): React.ReactNode; instead?: string }> = {
  decide: { Part: Seats },
  apportion: { Part: WhatIf },
  generate: { Part: GapBoard, instead: "Gap board" },
};

/** Questions as people would ask them, grouped by what one wants to do. */
export function QuestionsView() {
  const { on } = useAddress();
  const questions = useQuestions();
  const groups = [...GROUPS, ""].map((group) => ({
    group, own: questions.filter((q) => (group ? q.group === group : !GROUPS.includes(q.group as Group))).sort((a, b) => a.title.localeCompare(b.title)),
  }));
  return (
    <Page title={W.ask.title} lead={W.ask.lead} dated={false}>
      {groups.filter(({ own }) => own.length > 0).map(({ group, own }) => (
        <section key={group} className="group">
          <h2>{group ? W.ask.groups[group as Group] : W.ask.others}</h2>
          <ul className="cards">
            {own.map((q) => (
              <li key={q.name}>
                <h3><Link href={to(`/ask/${q.name}`, on)}>{q.title}</Link></h3>
                <p className="small">{q.summary}</p>
                <p className="small"><Link href={example(q)}>{W.ask.realCase}</Link> <code className="quiet">foedus {q.name}</code></p>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </Page>
  );
}

type Group = keyof typeof W.ask.groups;
const GROUPS = Object.keys(W.ask.groups) as Group[];

/** What is wrong with each field of a form, by where the server says that it stands. */
function byField(faults: readonly Fault[] = []): Record<string, string> {
  const found: Record<string, string> = {};
  for (const { at, field, detail } of faults) {
    const name = String(at).split("/")[1] || field.split(".")[0] || "";
    found[name] = found[name] ? `${found[name]}; ${detail}` : detail;
  }
  return found;
}

function example(question: Declared): string {
  const { on, ...given } = question.example;
  return to(`/ask/${question.name}`, String(on), { q: JSON.stringify(given) });
}

/** What the address says is asked; nothing where it says no values. */
function asked(text: string | null): Values | null {
  try {
    const found: unknown = text ? JSON.parse(text) : null;
    return found && typeof found === "object" && !Array.isArray(found) ? (found as Values) : null;
  } catch {
    return null;
  }
}

/** A question's page, made from its declaration. What is asked stands in the address. */
export function AskView({ name }: { name: string }) {
  const world = useWorld();
  const { query, on, set } = useAddress();
  const question = useQuestions().find((q) => q.name === name);
  const text = query.get("q");
  const given = asked(text);
  const [draft, setDraft] = useState<Values>(given ?? {});
  useEffect(() => setDraft(asked(text) ?? {}), [text]);
  const state = useAnswer<Plain>(name, given && { ...given, on });
  if (!question) return <Page title={name} dated={false}><p className="quiet">{W.status.loading}</p></Page>;
  const put = (values: Values) => set({ q: JSON.stringify(values) });
  const { on: day, ...real } = question.example;
  const special = PARTS[name];
  const reply = state.reply as Answered | undefined;
  const changed = given !== null && JSON.stringify(draft) !== JSON.stringify(given);
  return (
    <Page
      wide
      title={question.title}
      timed={question.timed}
      lead={question.description.split("\n\n")[0]}
      tools={<Export name={`${name}-${on}`} tables={reply?.tables} catalogue={world.raw.catalogue} />}
    >
      <div className="asking">
        <section aria-label={W.ask.form} className="form">
          <Form
            schema={question.inputs}
            value={draft}
            onChange={setDraft}
            first={[...Object.keys(real), ...Object.keys(given ?? {})]}
            inWords
            faults={changed ? {} : byField(state.faults)}
            document={(field, label, value, change) =>
              question.documents.includes(field) ? (
                <DocumentField question={name} field={field} label={label} value={value} onChange={change} faults={changed ? [] : (state.faults ?? [])} />
              ) : null
            }
          />
          <p className="buttons">
            <button type="button" className="primary" onClick={() => put(draft)}>{W.ask.ask}</button>
            <button type="button" onClick={() => set({ q: JSON.stringify(real), on: String(day) })}>{W.ask.example}</button>
            <button type="button" onClick={() => { setDraft({}); set({ q: undefined }); }}>{W.ask.clear}</button>
          </p>
          {changed && <p className="quiet small" role="status">{W.ask.changed}</p>}
        </section>
        <div className={state.waiting ? "stale" : undefined} aria-busy={state.waiting}>
          <Waiting asked={state} />
          {!given && !state.error && (
            <p className="quiet">{W.ask.blank}</p>
          )}
          {reply && (
            <section aria-label={W.ask.answer}>
              <h2>{reply.answer.title}</h2>
              <p className="lead" aria-live="polite">{reply.answer.lead}</p>
              {given && <Files question={question} given={{ ...given, on }} name={`${name}-${on}`} />}
            </section>
          )}
          {special && given && <special.Part draft={given} on={on} reply={reply} ask={put} />}
          {reply && (
            <>
              {(reply.charts ?? []).filter((c) => c.title !== special?.instead).map((c) => (
                <Chart key={c.title} chart={c} name={`${name}-${on}`} />
              ))}
              {reply.days?.length > 0 && <Days days={reply.days} on={on} />}
              <AnswerView reply={reply} heading={false} />
            </>
          )}
        </div>
      </div>
    </Page>
  );
}

function Files({ question, given, name }: { question: Declared; given: Values; name: string }) {
  const [failed, setFailed] = useState("");
  const take = async (form: Declared["files"][number]) => {
    try {
      save(await answerFile(question.name, form, given), `${name}.${form}`, "");
      setFailed("");
    } catch (error) {
      setFailed(said(error));
    }
  };
  if (question.files.length === 0) return null;
  return (
    <div className="export" role="group" aria-label={W.ask.save}>
      {question.files.map((form) => (
        <button key={form} type="button" onClick={() => void take(form)}>{W.ask.forms[form]}</button>
      ))}
      {failed && <span role="alert" className="bad">{failed}</span>}
    </div>
  );
}
