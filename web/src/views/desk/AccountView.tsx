import { type FormEvent, useState } from "react";
import { useLocation } from "wouter";
import { post } from "../../api/client";
import type { Signed } from "../../model/node";
import { useNode } from "../../parts/NodeData";
import { W } from "../../words";
import { CodesPart } from "./CodesPart";
import { Line, Own, Wrong } from "./Own";
import { PasskeysPart } from "./PasskeysPart";

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
          {person.posts.includes("administrator") && <Invite person={person} />}
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

const POSTS = ["head-of-delegation", "desk-officer", "release-officer", "observer", "auditor", "secretariat", "chair", "depositary", "administrator"];

/** Inviting somebody: the link is shown this once. Whether one may is for the server to say. */
function Invite({ person }: { person: Signed }) {
  const [link, setLink] = useState("");
  const [wrong, setWrong] = useState<unknown>(null);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const post_ = { post: form.get("post"), of: form.get("of") };
    setLink("");
    setWrong(null);
    try {
      const { invitation } = await post<{ invitation: string }>("invitations", { party: form.get("party"), posts: [post_] });
      setLink(`${window.location.origin}/come#${invitation}`);
    } catch (error) {
      setWrong(error);
    }
  };
  return (
    <section aria-label={W.node.invite}>
      <h2>{W.node.invite}</h2>
      <form className="fields narrow" onSubmit={(event) => void submit(event)}>
        <Line label={W.node.party} hint={W.node.partyHint} name="party" defaultValue={person.party} required />
        <label>
          <strong>{W.node.post}</strong>
          <select name="post" defaultValue="desk-officer">{POSTS.map((one) => <option key={one}>{one}</option>)}</select>
        </label>
        <Line label={W.node.of} hint={W.node.ofHint} name="of" />
        <Wrong error={wrong} />
        <p className="buttons"><button type="submit">{W.node.inviteMake}</button></p>
      </form>
      {link && (
        <div role="status">
          <p>{W.node.inviteOnce}</p>
          <p className="secret"><code>{link}</code></p>
        </div>
      )}
    </section>
  );
}
