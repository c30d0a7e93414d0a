import { type FormEvent, useState } from "react";
import { post } from "../../api/client";
import { Code } from "../../parts/Code";
import { useNode } from "../../parts/NodeData";
import { W } from "../../words";
import { Line, Wrong } from "./Own";

interface Offered {
  address: string;
  secret: string;
  offer: string;
}

/** Enrolling an authenticator application: nothing is asked for before its first code was right. */
export function CodesPart() {
  const { node, refresh } = useNode();
  const [offered, setOffered] = useState<Offered | null>(null);
  const [wrong, setWrong] = useState<unknown>(null);
  const [done, setDone] = useState(false);
  const on = node?.person?.codes ?? false;
  const attempt = async (doing: () => Promise<void>) => {
    setWrong(null);
    try {
      await doing();
    } catch (error) {
      setWrong(error);
    }
  };
  const begin = () => attempt(async () => setOffered(await post<Offered>("codes/offer", {})));
  const finish = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = Object.fromEntries(new FormData(event.currentTarget));
    void attempt(async () => {
      await post("codes", { ...given, offer: offered?.offer });
      setOffered(null);
      setDone(true);
      await refresh();
    });
  };
  return (
    <section aria-label={W.node.codes}>
      <h2>{W.node.codes}</h2>
      <p>{done ? W.node.codesDone : on ? W.node.codesOn : W.node.codesOff}</p>
      {!offered && <p className="buttons"><button type="button" className={on ? undefined : "primary"} onClick={() => void begin()}>{on ? W.node.codesAnew : W.node.codesBegin}</button></p>}
      {!offered && <Wrong error={wrong} />}
      {offered && (
        <form className="fields narrow" onSubmit={finish}>
          <div>
            <p>{W.node.codesScan}</p>
            <Code text={offered.address} label={W.node.codesPicture} />
            <p>{W.node.codesRead}</p>
            <p className="secret"><code aria-label={W.node.codesSecret}>{offered.secret.match(/.{1,4}/g)?.join(" ")}</code></p>
            <p className="small"><a href={offered.address}>{W.node.codesOpen}</a></p>
          </div>
          <Line label={W.node.codesFirst} name="first" inputMode="numeric" autoComplete="one-time-code" required />
          <Line label={W.node.passphrase} hint={W.node.proveHint} name="passphrase" type="password" autoComplete="current-password" required />
          {on && <Line label={W.node.codesOld} name="code" inputMode="numeric" autoComplete="off" required />}
          <Wrong error={wrong} />
          <p className="buttons"><button type="submit" className="primary">{W.node.codesTake}</button></p>
        </form>
      )}
    </section>
  );
}
