import { type FormEvent, useState } from "react";
import { Link } from "wouter";
import { post } from "../../api/client";
import { instant, type Signed } from "../../model/node";
import { enrol, type Passkey, possible } from "../../model/passkeys";
import { useOwn } from "../../parts/NodeData";
import { W } from "../../words";
import { actLink } from "./links";
import { Line, Wrong } from "./Own";

/** One's passkeys: made on this device, put on record to sign acts with, and removed. */
export function PasskeysPart({ person, framework }: { person: Signed; framework: string }) {
  const mine = useOwn<Passkey[]>("passkeys");
  const [wrong, setWrong] = useState<unknown>(null);
  const [told, setTold] = useState("");
  const [gone, setGone] = useState<Passkey | null>(null);
  const attempt = (doing: (given: Record<string, string>) => Promise<string>) => async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    setWrong(null);
    setTold("");
    try {
      setTold(await doing(Object.fromEntries(new FormData(form)) as Record<string, string>));
      form.reset();
      setGone(null);
      mine.again();
    } catch (error) {
      setWrong(error instanceof DOMException ? new Error(W.node.passkeyNot) : error);
    }
  };
  const make = attempt(async ({ named = "", ...proof }) => {
    const made = await enrol(proof as { passphrase: string }, named);
    return W.node.passkeyMade(made.named);
  });
  const drop = attempt(async (proof) => {
    await post("passkeys/drop", { ...proof, id: gone?.id });
    return W.node.passkeyGone(gone?.named ?? "");
  });
  const proof = (
    <>
      <Line label={W.node.passphrase} hint={W.node.proveHint} name="passphrase" type="password" autoComplete="current-password" required />
      {person.codes && <Line label={W.node.code} name="code" inputMode="numeric" autoComplete="one-time-code" required />}
    </>
  );
  return (
    <section aria-label={W.node.passkeys}>
      <h2>{W.node.passkeys}</h2>
      <p>{W.node.passkeysHint}</p>
      <Wrong error={mine.error} />
      <ul className="papers">
        {(mine.found ?? []).map((one) => (
          <li key={one.id}>
            <strong>{one.named}</strong>
            <p className="quiet small">{W.node.passkeyFor(one.origin, instant(one.made))} {one.entry ? W.node.passkeySigns(one.entry) : ""}</p>
            {!one.entry && (
              <details>
                <summary className="small">{W.node.passkeyKey}</summary>
                <p className="small">{W.node.passkeyHead}{" "}
                  {person.posts.includes("head-of-delegation") && <Link href={actLink("register-key", { verifier: one.key, framework })}>{W.node.passkeyRecord}</Link>}
                </p>
                <p className="secret"><code>{one.key}</code></p>
              </details>
            )}
            <p className="buttons"><button type="button" aria-label={`${W.node.passkeyRemove}: ${one.named}`} onClick={() => setGone(one)}>{W.node.passkeyRemove}</button></p>
            {gone?.id === one.id && (
              <form className="fields narrow" aria-label={`${W.node.passkeyRemove}: ${one.named}`} onSubmit={(event) => void drop(event)}>
                {proof}
                <p className="buttons"><button type="submit" className="primary">{W.node.passkeyRemove}</button><button type="button" onClick={() => setGone(null)}>{W.node.passkeyKeep}</button></p>
              </form>
            )}
          </li>
        ))}
      </ul>
      {told && <p role="status">{told}</p>}
      <Wrong error={wrong} />
      {!possible() ? <p className="note">{W.node.passkeyName}</p> : !gone && (
        <details className="adding">
          <summary>{W.node.passkeyAdd}</summary>
          <form className="fields narrow" aria-label={W.node.passkeyAdd} onSubmit={(event) => void make(event)}>
            <Line label={W.node.passkeyCalled} name="named" maxLength={60} autoComplete="off" />
            {proof}
            <p className="buttons"><button type="submit" className="primary">{W.node.passkeyMake}</button></p>
          </form>
        </details>
      )}
    </section>
  );
}
