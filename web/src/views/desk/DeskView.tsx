import { useState } from "react";
import { Link } from "wouter";
import { post, Refusal, useAnswer } from "../../api/client";
import { today } from "../../model/time";
import { type Act, type Happened, instant, isNation, type Motion, type OnDesk, type Preview, type Proposal, type Signed, takes } from "../../model/node";
import type { Signature } from "../../model/passkeys";
import { AnswerView, Waiting } from "../../parts/Answer";
import { useOwn } from "../../parts/NodeData";
import type { Plain } from "../ask/asking";
import { W } from "../../words";
import { actLink } from "./links";
import { Own, sentence, Wrong } from "./Own";
import { SecondsPart } from "./SecondsPart";
import { Sending } from "./Sending";

/** What waits, what was proposed, what is on the table, and what one may do now. */
export function DeskView() {
  return <Own title={W.node.desk}>{(person) => <Desk person={person} />}</Own>;
}

function Desk({ person }: { person: Signed }) {
  const desk = useOwn<OnDesk>("desk");
  const acts = useOwn<Act[]>("acts");
  const { found } = desk;
  const mine = (acts.found ?? []).filter((act) => found?.acts.some((one) => one.name === act.name && one.may));
  return (
    <>
      <p className="lead">{W.node.are(person.party, person.posts)} <Link href="/account">{W.node.account}</Link></p>
      <Wrong error={desk.error ?? acts.error} />
      {!found && !desk.error && <p className="quiet" aria-busy="true">{W.status.loading}</p>}
      {found && (
        <div className="deskparts">
          <div>
            {person.reads ? <Due person={person} /> : <p className="note">{W.node.noReading}</p>}
            <Proposals />
            {isNation(person.party) && <SecondsPart person={person} acts={acts.found ?? []} />}
            {found.reads && <Motions motions={found.motions} acts={mine} />}
            {found.reads && <Events events={found.events} acts={mine} />}
            {found.more && <p className="quiet small">{W.node.more} <Link href="/ask/history">history</Link></p>}
          </div>
          <MayDo desk={found} />
        </div>
      )}
    </>
  );
}

function Due({ person }: { person: Signed }) {
  const of = isNation(person.party) ? { of: person.party } : {};
  const state = useAnswer<Plain>("due", { ...of, on: today() });
  return (
    <section aria-label={W.node.due}>
      <h2>{W.node.due}</h2>
      <Waiting asked={state} />
      {state.reply && <AnswerView reply={state.reply} />}
    </section>
  );
}

/** What an assistant proposed: it is recorded by its person, as it was shown, or dropped. */
function Proposals() {
  const waiting = useOwn<Proposal[]>("proposals");
  const [told, setTold] = useState("");
  const [wrong, setWrong] = useState<unknown>(null);
  const settled = (words: string) => {
    setWrong(null);
    setTold(words);
    waiting.again();
  };
  const refused = (error: unknown) => {
    setTold("");
    setWrong(error);
  };
  if (waiting.found?.length === 0 && !told) return null;
  return (
    <section aria-label={W.node.proposals}>
      <h2>{W.node.proposals}</h2>
      <p className="quiet small">{W.node.proposalsHint}</p>
      <Wrong error={wrong ?? waiting.error} />
      {told && <p role="status">{told}</p>}
      <ul className="papers">
        {(waiting.found ?? []).map((one) => <Proposed key={one.number} one={one} onSettled={settled} onRefused={refused} />)}
      </ul>
    </section>
  );
}

function Proposed({ one, onSettled, onRefused }: {
  one: Proposal;
  onSettled(words: string): void;
  onRefused(error: unknown): void;
}) {
  const drop = () =>
    post(`proposals/${one.number}/drop`, {}).then(() => onSettled(W.node.dropped), onRefused);
  const shown = async () => {
    const now = await post<Preview>(`acts/${one.act}/preview`, one.given);
    if (now.shown !== one.shown) throw new Refusal(W.node.movedOn);
    return now;
  };
  const send = async (signature: Signature | null) => {
    const made = await post<{ entries: { id: string }[] }>(`proposals/${one.number}/record`, { signature });
    onSettled(W.node.recorded(made.entries.map((entry) => entry.id)));
  };
  return (
    <li>
      {one.told.map((text) => <p key={text} className="sentence">{text}</p>)}
      <p className="quiet small">{W.node.proposed(one.act, instant(one.until))}</p>
      <Sending shown={shown} send={send} onRefused={onRefused} />
      <p className="buttons"><button type="button" onClick={() => void drop()}>{W.node.drop}</button></p>
    </li>
  );
}

/** What one may do about an entry: every act of one's own that asks for one like it. */
function Does({ id, letters, acts }: { id: string; letters: string; acts: Act[] }) {
  const found = acts.flatMap((act) => {
    const input = takes(act, letters);
    return input ? [[act.name, input] as const] : [];
  });
  return (
    <span className="does small">
      {found.map(([name, input]) => (
        <Link key={name} href={actLink(name, { [input]: id })} aria-label={`${name}, ${id}`}>{name}</Link>
      ))}
    </span>
  );
}

function Motions({ motions, acts }: { motions: Motion[]; acts: Act[] }) {
  const open = motions.filter((motion) => motion.open);
  const over = motions.filter((motion) => !motion.open);
  const line = (motion: Motion) => (
    <li key={motion.id}>
      <Link href={`/entry/${motion.id}`}>{motion.id}</Link> <strong>{motion.title}</strong>
      <p className="quiet small">
        {W.node.tabled(motion.by, motion.body)}{" "}
        {motion.open ? (motion.deadline ? W.node.silence(instant(motion.deadline)) : W.node.open) : sentence(motion.outcome.replaceAll("-", " "))}
        {motion.mine && ` ${W.node.stands(motion.mine)}`}
      </p>
      {motion.open && <Does id={motion.id} letters="M" acts={acts} />}
    </li>
  );
  return (
    <section aria-label={W.node.motions}>
      <h2>{W.node.motions}</h2>
      {open.length === 0 && <p className="quiet">{W.node.noMotions}</p>}
      <ul className="papers">{open.map(line)}</ul>
      {over.length > 0 && (
        <details>
          <summary>{W.node.over(over.length)}</summary>
          <ul className="papers">{over.map(line)}</ul>
        </details>
      )}
    </section>
  );
}

function Events({ events, acts }: { events: Happened[]; acts: Act[] }) {
  return (
    <section aria-label={W.node.events}>
      <h2>{W.node.events}</h2>
      {events.length === 0 && <p className="quiet">{W.node.noEvents}</p>}
      <ul className="papers">
        {events.map((event) => (
          <li key={event.id}>
            <Link href={`/entry/${event.id}`}>{event.id}</Link> <strong>{event.title}</strong>
            <p className="quiet small">{W.node.happened(event.happened, event.by, event.attacked)}</p>
            <Does id={event.id} letters="EV" acts={acts} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function MayDo({ desk }: { desk: OnDesk }) {
  const may = desk.acts.filter((act) => act.may);
  const not = desk.acts.filter((act) => !act.may);
  return (
    <section aria-label={W.node.mayDo}>
      <h2>{W.node.mayDo}</h2>
      {may.length === 0 && <p className="quiet">{W.node.mayNothing}</p>}
      <ul className="papers">
        {may.map((act) => (
          <li key={act.name}><Link href={actLink(act.name)}>{act.name}</Link><p className="small">{act.summary}</p></li>
        ))}
      </ul>
      {not.length > 0 && (
        <details>
          <summary>{W.node.mayNot(not.length)}</summary>
          <ul className="papers">
            {not.map((act) => <li key={act.name}><strong>{act.name}</strong><p className="small">{act.summary} <span className="quiet">{sentence(act.because)}</span></p></li>)}
          </ul>
        </details>
      )}
    </section>
  );
}
