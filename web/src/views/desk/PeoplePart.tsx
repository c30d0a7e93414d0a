import { type FormEvent, type ReactNode, useState } from "react";
import { post } from "../../api/client";
import type { Member, Signed } from "../../model/node";
import { today } from "../../model/time";
import { useOwn } from "../../parts/NodeData";
import { W } from "../../words";
import { comeBy, Once, PostFields } from "./Invite";
import { LinksPart } from "./LinksPart";
import { Line, Wrong } from "./Own";

/** The days that stand for an open beginning and an open end. */
const FIRST = "0001-01-01";
const LAST = "9999-12-31";

function days({ during }: Member["posts"][number]): string {
  const { start = FIRST, end = LAST } = during ?? {};
  return W.own.during(start === FIRST ? "" : start, end === LAST ? "" : end);
}

function called({ post, of }: { post: string; of: string }): string {
  return of ? `${post} ${of}` : post;
}

interface Done {
  words: string;
  link: string;
}

/** The people of one's party, for its administrator: given posts, let begin anew, let go. */
export function PeoplePart({ person }: { person: Signed }) {
  const people = useOwn<Member[]>("people");
  const [done, setDone] = useState<Done | null>(null);
  const settled = (words: string, link = "") => {
    setDone({ words, link });
    people.again();
  };
  const title = W.own.people(person.party);
  return (
    <section aria-label={title}>
      <h2>{title}</h2>
      <Wrong error={people.error} />
      {done && (done.link ? <Once told={done.words} link={done.link} /> : <p role="status">{done.words}</p>)}
      <ul className="papers">
        {(people.found ?? []).map((one) => <Somebody key={one.person} one={one} onBegin={() => setDone(null)} onDone={settled} />)}
      </ul>
    </section>
  );
}

function Somebody({ one, onBegin, onDone }: {
  one: Member;
  onBegin(): void;
  onDone(words: string, link?: string): void;
}) {
  /** What was refused, and of which form. */
  const [wrong, setWrong] = useState<{ form: string; error: unknown } | null>(null);
  const [sure, setSure] = useState(false);
  const who = one.called || one.name || one.person;
  const beside = (form: string) => wrong?.form === form && <Wrong error={wrong.error} />;
  const send = async (path: string, body: unknown, told: string, form = path) => {
    setWrong(null);
    onBegin();
    try {
      const { invitation } = await post<{ invitation?: string }>(`people/${encodeURIComponent(one.person)}/${path}`, body);
      onDone(told, invitation && comeBy(invitation));
    } catch (error) {
      setWrong({ form, error });
    }
  };
  const appoint = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    // a day that is left open is not sent
    const given = [...new FormData(event.currentTarget)].filter(([, value]) => value !== "");
    void send("appoint", Object.fromEntries(given), W.own.appointed(who));
  };
  return (
    <li>
      <strong>{one.name || W.own.nameless}</strong> {one.called && `(${one.called})`} <span className="quiet small">{one.person}</span>
      <ul className="small">
        {one.posts.length === 0 && <li>{W.own.noPost}</li>}
        {one.posts.map((held, at) => (
          <li key={at}>{held.post}{held.of && ` ${held.of}`}{days(held)}</li>
        ))}
      </ul>
      <details className="adding">
        <summary aria-label={W.own.seeTo(who)}>{W.own.seeTo(who)}</summary>
        <form className="fields narrow" aria-label={`${W.own.appoint}: ${who}`} onSubmit={appoint}>
          <h3>{W.own.appoint}</h3>
          <PostFields />
          <Line label={W.own.from} name="start" type="date" />
          <Line label={W.own.until} name="until" type="date" />
          {beside("appoint")}
          <p className="buttons"><button type="submit">{W.own.appoint}</button></p>
        </form>
        {one.posts.filter((held) => (held.during?.end ?? LAST) > today()).map((held, at) => (
          <Relieve key={at} post={held.post} of={held.of} who={who} onSend={send}>{beside(W.own.relieve(called(held)))}</Relieve>
        ))}
        <LinksPart person={one.person} who={who} />
        <h3>{W.own.recover}</h3>
        <p className="small">{W.own.recoverHint}</p>
        {beside("recover")}
        <p className="buttons"><button type="button" onClick={() => void send("recover", {}, W.own.recovered(who))}>{W.own.recover}</button></p>
        <h3>{W.own.dismiss}</h3>
        <p className="small">{W.own.dismissHint}</p>
        {beside("dismiss")}
        <p className="buttons">
          {!sure ? <button type="button" onClick={() => setSure(true)}>{W.own.dismiss}</button> : (
            <>
              <button type="button" className="primary" onClick={() => void send("dismiss", {}, W.own.dismissed)}>{W.own.dismissSure(who)}</button>
              <button type="button" onClick={() => setSure(false)}>{W.own.keep}</button>
            </>
          )}
        </p>
      </details>
    </li>
  );
}

function Relieve({ post, of, who, onSend, children }: {
  post: string;
  of: string;
  who: string;
  onSend(path: string, body: unknown, told: string, form: string): Promise<void>;
  children: ReactNode;
}) {
  const title = W.own.relieve(called({ post, of }));
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    void onSend("relieve", { post, of, start: new FormData(event.currentTarget).get("start") }, W.own.relieved(who), title);
  };
  return (
    <form className="fields narrow" aria-label={`${title}: ${who}`} onSubmit={submit}>
      <h3>{title}</h3>
      <Line label={W.own.without} name="start" type="date" defaultValue={today()} required />
      {children}
      <p className="buttons"><button type="submit">{title}</button></p>
    </form>
  );
}
