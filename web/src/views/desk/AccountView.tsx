import { useState } from "react";
import { useLocation } from "wouter";
import { post } from "../../api/client";
import { useNode } from "../../parts/NodeData";
import { W } from "../../words";
import { CodesPart } from "./CodesPart";
import { Invite } from "./Invite";
import { MailPart } from "./MailPart";
import { Own, Wrong } from "./Own";
import { PasskeysPart } from "./PasskeysPart";
import { PeoplePart } from "./PeoplePart";

/** Who one is on the node, what one proves it by, and every session at once. */
export function AccountView() {
  return (
    <Own title={W.node.account} lead={W.node.accountLead}>
      {(person, node) => (
        <>
          <dl className="known">
            <dt>{W.node.name}</dt><dd>{person.name}{person.called && ` (${person.called})`}</dd>
            <dt>{W.node.party}</dt><dd>{person.party}</dd>
            <dt>{W.node.posts}</dt><dd>{person.posts.join(", ") || W.node.noPosts}</dd>
            <dt>{W.node.pseudonym}</dt><dd>{person.person}</dd>
            <dt>{W.node.log}</dt><dd>{node.log}</dd>
          </dl>
          <PasskeysPart person={person} framework={node.framework ?? ""} />
          <CodesPart />
          <MailPart />
          {person.posts.includes("administrator") && <><PeoplePart person={person} /><Invite person={person} /></>}
          <Sessions />
        </>
      )}
    </Own>
  );
}

function Sessions() {
  const { refresh } = useNode();
  const [, go] = useLocation();
  const [wrong, setWrong] = useState<unknown>(null);
  const end = async (path: string) => {
    try {
      await post(path, {});
      await refresh();
      go("/sign-in");
    } catch (error) {
      setWrong(error);
    }
  };
  return (
    <section aria-label={W.node.sessions}>
      <h2>{W.node.sessions}</h2>
      <p>{W.node.sessionsHint}</p>
      <p className="buttons">
        <button type="button" onClick={() => void end("sign-out")}>{W.node.signOut}</button>
        <button type="button" onClick={() => void end("sign-out-everywhere")}>{W.node.endAll}</button>
      </p>
      <Wrong error={wrong} />
    </section>
  );
}
