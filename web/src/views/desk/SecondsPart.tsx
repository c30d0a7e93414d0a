import { type FormEvent, useState } from "react";
import { get, post, Refusal } from "../../api/client";
import { type Act, instant, type Signed, type Waits } from "../../model/node";
import { useOwn } from "../../parts/NodeData";
import { W } from "../../words";
import { sentence, Wrong } from "./Own";

/** What waits in place of an act that a nation asked to be covered. */
const SETTING = "four-eyes";
const ACCEPTED = 202;

interface Told {
  words: string;
  error: unknown;
}

/** What waits for a second person of one's nation, and for which acts it wants two. */
export function SecondsPart({ person, acts }: { person: Signed; acts: readonly Act[] }) {
  const waiting = useOwn<Waits[]>("seconds");
  const wanted = useOwn<{ acts: string[] }>("four-eyes");
  const [told, setTold] = useState<Told>({ words: "", error: null });
  const settled = (words: string, error: unknown = null) => {
    setTold({ words, error });
    waiting.again();
    wanted.again();
  };
  return (
    <section aria-label={W.own.seconds}>
      <h2>{W.own.seconds}</h2>
      <Wrong error={told.error ?? waiting.error ?? wanted.error} />
      {told.words && <p role="status">{told.words}</p>}
      {waiting.found?.length === 0 && <p className="quiet">{W.own.noSeconds}</p>}
      {(waiting.found?.length ?? 0) > 0 && <p className="quiet small">{W.own.secondsHint}</p>}
      <ul className="papers">
        {(waiting.found ?? []).map((one) => <Waiting key={`${one.number} ${one.until}`} one={one} person={person} onSettled={settled} />)}
      </ul>
      {wanted.found && <p className="small">{W.own.wanted(wanted.found.acts)}</p>}
      {wanted.found && person.posts.includes("head-of-delegation") && (
        <Asking key={wanted.found.acts.join()} wanted={wanted.found.acts} acts={acts} onSettled={settled} />
      )}
    </section>
  );
}

function Waiting({ one, person, onSettled }: {
  one: Waits;
  person: Signed;
  onSettled(words: string, error?: unknown): void;
}) {
  const [busy, setBusy] = useState(false);
  const mine = one.person === person.person;
  const settle = async (what: () => Promise<string>) => {
    setBusy(true);
    try {
      // a number is given again once nothing waits under it: act on what was read, or not at all
      const now = (await get<Waits[]>("/api/v1/seconds")).find((other) => other.number === one.number);
      if (JSON.stringify(now) !== JSON.stringify(one)) throw new Refusal(W.own.changed);
      onSettled(await what());
    } catch (error) {
      onSettled("", error);
    }
    setBusy(false);
  };
  const confirm = async () => {
    const { entries } = await post<{ entries: { id: string }[] }>(`seconds/${one.number}/confirm`, {});
    return entries.length > 0 ? W.node.recorded(entries.map((entry) => entry.id)) : W.own.confirmed;
  };
  const drop = async () => {
    await post(`seconds/${one.number}/drop`, {});
    return W.node.dropped;
  };
  return (
    <li>
      {one.told.map((text) => <p key={text} className="sentence">{text}</p>)}
      <p className="quiet small">
        {W.own.askedBy(one.act, mine ? W.own.askedByYou : one.person, instant(one.until))}{" "}
        {one.signed && W.own.signedAlready} {mine && W.own.another}
      </p>
      <p className="buttons">
        {!mine && (
          <button type="button" className="primary" disabled={busy} onClick={() => void settle(confirm)}>
            {one.act === SETTING ? W.own.confirmSetting : W.own.confirm}
          </button>
        )}
        <button type="button" disabled={busy} onClick={() => void settle(drop)}>{W.node.drop}</button>
      </p>
    </li>
  );
}

/** For which acts the nation is to want two: asked by its head, and confirmed by another. */
function Asking({ wanted, acts, onSettled }: {
  wanted: readonly string[];
  acts: readonly Act[];
  onSettled(words: string): void;
}) {
  const [wrong, setWrong] = useState<unknown>(null);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setWrong(null);
    try {
      await post("four-eyes", { acts: new FormData(event.currentTarget).getAll("act") });
    } catch (error) {
      // that it waits for another is what was asked for
      if (error instanceof Refusal && error.status === ACCEPTED) onSettled(sentence(error.message));
      else setWrong(error);
    }
  };
  return (
    <details className="adding">
      <summary>{W.own.wantOther}</summary>
      <form aria-label={W.own.wantOther} onSubmit={(event) => void submit(event)}>
        <p className="small">{W.own.wantHint}</p>
        <p className="choices small">
          {acts.map((act) => (
            <label key={act.name}><input type="checkbox" name="act" value={act.name} defaultChecked={wanted.includes(act.name)} /> {act.name}</label>
          ))}
        </p>
        <Wrong error={wrong} />
        <p className="buttons"><button type="submit">{W.own.wantAsk}</button></p>
      </form>
    </details>
  );
}
