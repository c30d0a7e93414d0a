import { type FormEvent, useState } from "react";
import { post } from "../../api/client";
import { W } from "../../words";
import { Line, Wrong } from "./Own";

/** By what somebody of one's party proves who they are, beyond a passphrase: said, and ended. */
export function LinksPart({ person, who }: { person: string; who: string }) {
  const [wrong, setWrong] = useState<unknown>(null);
  const [told, setTold] = useState("");
  const send = async (path: string, body: Record<string, unknown>, words: string) => {
    setWrong(null);
    setTold("");
    try {
      await post(path, { person, ...body });
      setTold(words);
    } catch (error) {
      setWrong(error);
    }
  };
  const link = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    void send("links", Object.fromEntries(new FormData(event.currentTarget)), W.own.linked);
  };
  return (
    <>
      <h3>{W.own.proves}</h3>
      <p className="small">{W.own.provesHint}</p>
      <Wrong error={wrong} />
      {told && <p role="status">{told}</p>}
      <form className="fields narrow" aria-label={`${W.own.atProvider}: ${who}`} onSubmit={link}>
        <Line label={W.own.provider} name="provider" autoComplete="off" required />
        <Line label={W.own.subject} name="subject" autoComplete="off" required />
        <p className="buttons"><button type="submit">{W.own.atProvider}</button></p>
      </form>
      <form className="fields narrow" aria-label={`${W.own.certificateOf}: ${who}`} onSubmit={link}>
        <Line label={W.own.certificate} hint={W.own.certificateHint} name="certificate" autoComplete="off" required />
        <p className="buttons"><button type="submit">{W.own.certificateOf}</button></p>
      </form>
      <p className="buttons"><button type="button" onClick={() => void send("links/end", {}, W.own.unlinked)}>{W.own.linksEnd}</button></p>
    </>
  );
}
