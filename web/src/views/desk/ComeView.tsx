import { type FormEvent, useEffect, useState } from "react";
import { useLocation } from "wouter";
import { post, Refusal } from "../../api/client";
import { useNode } from "../../parts/NodeData";
import { Page } from "../../parts/Page";
import { W } from "../../words";
import { CodesPart } from "./CodesPart";
import { Line, Wrong } from "./Own";

/** The invitation of the link stands behind its #, which no browser sends and no log keeps. */
function invitation(): string {
  return decodeURIComponent(window.location.hash.slice(1));
}

/** Coming to the node by an invitation: a name, a passphrase, and then one-time codes. */
export function ComeView() {
  const { node, refresh } = useNode();
  const [, go] = useLocation();
  const [link] = useState(invitation);
  const [wrong, setWrong] = useState<unknown>(null);
  const [told, setTold] = useState("");
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    // it serves once, and stays neither in the address nor in the history of the browser
    if (link) window.history.replaceState(null, "", window.location.pathname);
  }, [link]);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const { again, ...given } = Object.fromEntries(new FormData(event.currentTarget)) as Record<string, string>;
    if (again !== given.passphrase) {
      setWrong(new Refusal(W.node.differ));
      return;
    }
    setBusy(true);
    setWrong(null);
    try {
      await post("enrol", { ...given, invitation: given.invitation || link });
    } catch (error) {
      setWrong(error);
      setBusy(false);
      return;
    }
    try {
      await post("sign-in", { name: given.name, passphrase: given.passphrase });
      await refresh();
    } catch {
      setTold(W.node.recovered);  // who begins anew keeps the name they had
    }
    setBusy(false);
  };
  if (node && !node.served) return <Page title={W.node.come} dated={false}><p>{W.node.none}</p></Page>;
  if (node?.person)
    return (
      <Page title={W.node.welcome(node.person.called || node.person.name)} lead={W.node.are(node.person.party, node.person.posts)} dated={false}>
        {!node.person.codes && <CodesPart />}
        <p className="buttons"><button type="button" className={node.person.codes ? "primary" : undefined} onClick={() => go("/desk")}>{W.node.toDesk}</button></p>
      </Page>
    );
  if (told)
    return (
      <Page title={W.node.come} dated={false}>
        <p role="status">{told}</p>
        <p className="buttons"><button type="button" className="primary" onClick={() => go("/sign-in")}>{W.node.signIn}</button></p>
      </Page>
    );
  return (
    <Page title={W.node.come} lead={node ? W.node.keeps(node.framework ?? "") : undefined} dated={false}>
      <form className="fields narrow" onSubmit={(event) => void submit(event)}>
        {!link && <Line label={W.node.invitation} hint={W.node.invitationHint} name="invitation" autoComplete="off" spellCheck={false} required />}
        <Line label={W.node.name} hint={W.node.nameHint} name="name" autoComplete="username" autoCapitalize="none" spellCheck={false} required />
        <Line label={W.node.called} hint={W.node.calledHint} name="called" autoComplete="name" />
        <Line label={W.node.passphrase} hint={W.node.passphraseHint} name="passphrase" type="password" autoComplete="new-password" required />
        <Line label={W.node.again} name="again" type="password" autoComplete="new-password" required />
        <Wrong error={wrong} />
        <p className="buttons"><button type="submit" className="primary" disabled={busy}>{W.node.enter}</button></p>
      </form>
    </Page>
  );
}
