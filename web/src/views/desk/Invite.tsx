import { type FormEvent, useState } from "react";
import { post } from "../../api/client";
import type { Signed } from "../../model/node";
import { W } from "../../words";
import { Line, Wrong } from "./Own";

const POSTS = ["head-of-delegation", "desk-officer", "release-officer", "observer", "auditor", "secretariat", "chair", "depositary", "administrator"];

/** Which post, and of what where it is held of something. */
export function PostFields() {
  return (
    <>
      <label>
        <strong>{W.node.post}</strong>
        <select name="post" defaultValue="desk-officer">{POSTS.map((one) => <option key={one}>{one}</option>)}</select>
      </label>
      <Line label={W.node.of} hint={W.node.ofHint} name="of" />
    </>
  );
}

/** A link that is shown once. */
export function Once({ told, link }: { told: string; link: string }) {
  return (
    <div role="status">
      <p>{told}</p>
      <p className="secret"><code>{link}</code></p>
    </div>
  );
}

/** Where somebody comes by an invitation. */
export function comeBy(invitation: string): string {
  return `${window.location.origin}/come#${invitation}`;
}

/** Inviting somebody: the link is shown this once. Whether one may is for the server to say. */
export function Invite({ person }: { person: Signed }) {
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
      setLink(comeBy(invitation));
    } catch (error) {
      setWrong(error);
    }
  };
  return (
    <section aria-label={W.node.invite}>
      <h2>{W.node.invite}</h2>
      <form className="fields narrow" onSubmit={(event) => void submit(event)}>
        <Line label={W.node.party} hint={W.node.partyHint} name="party" defaultValue={person.party} required />
        <PostFields />
        <Wrong error={wrong} />
        <p className="buttons"><button type="submit">{W.node.inviteMake}</button></p>
      </form>
      {link && <Once told={W.node.inviteOnce} link={link} />}
    </section>
  );
}
