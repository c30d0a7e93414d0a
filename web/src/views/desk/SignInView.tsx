import { type FormEvent, useState } from "react";
import { Link, Redirect, useLocation } from "wouter";
import { post } from "../../api/client";
import { enter as byPasskey, possible } from "../../model/passkeys";
import { useNode } from "../../parts/NodeData";
import { Page } from "../../parts/Page";
import { W } from "../../words";
import { ElsewherePart } from "./ElsewherePart";
import { wayOn } from "./links";
import { Line, Wrong } from "./Own";

/** Signing in by name and passphrase, and a one-time code where one is asked for. */
export function SignInView() {
  const { node, refresh } = useNode();
  const [, go] = useLocation();
  const to = wayOn();
  const [wrong, setWrong] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const enter = async (send: () => Promise<unknown>) => {
    setBusy(true);
    setWrong(null);
    try {
      await send();
      await refresh();
      go(to);
    } catch (error) {
      setWrong(error instanceof DOMException ? new Error(W.node.passkeyNot) : error);
      setBusy(false);
    }
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = Object.fromEntries(new FormData(event.currentTarget));
    void enter(() => post("sign-in", given));
  };
  if (node && !node.served) return <Page title={W.node.signIn} dated={false}><p>{W.node.none}</p></Page>;
  if (node?.person && !busy) return <Redirect to={to} replace />;
  return (
    <Page title={W.node.signIn} lead={node ? W.node.keeps(node.framework ?? "") : undefined} dated={false}>
      <form className="fields narrow" onSubmit={submit}>
        <Line label={W.node.name} name="name" autoComplete="username" autoCapitalize="none" spellCheck={false} required />
        <Line label={W.node.passphrase} name="passphrase" type="password" autoComplete="current-password" required />
        <Line label={W.node.code} hint={W.node.codeHint} name="code" inputMode="numeric" autoComplete="one-time-code" />
        <Wrong error={wrong} />
        <p className="buttons">
          <button type="submit" className="primary" disabled={busy}>{W.node.signIn}</button>
          {possible() && <button type="button" disabled={busy} onClick={() => void enter(byPasskey)}>{W.node.byPasskey}</button>}
        </p>
      </form>
      {node?.served && <ElsewherePart to={to} busy={busy} enter={enter} />}
      <p className="small"><Link href="/come">{W.node.invited}</Link></p>
      <p className="quiet small">{W.node.lost}</p>
    </Page>
  );
}
