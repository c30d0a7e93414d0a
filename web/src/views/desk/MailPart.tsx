import { type FormEvent, useState } from "react";
import { post } from "../../api/client";
import { useOwn } from "../../parts/NodeData";
import { W } from "../../words";
import { Line, Wrong } from "./Own";

/** Where one's notices go: set, or erased. */
export function MailPart() {
  const kept = useOwn<{ address: string }>("me/mail");
  const [wrong, setWrong] = useState<unknown>(null);
  const [told, setTold] = useState("");
  const send = async (address: string, words: string) => {
    setWrong(null);
    setTold("");
    try {
      await post("me/mail", { address });
      setTold(words);
      kept.again();
      return true;
    } catch (error) {
      setWrong(error);
      return false;
    }
  };
  const keep = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    if (await send(String(new FormData(form).get("address")).trim(), W.own.mailKept)) form.reset();
  };
  const address = kept.found?.address;
  return (
    <section aria-label={W.own.mail}>
      <h2>{W.own.mail}</h2>
      <p>{W.own.mailHint}</p>
      <Wrong error={kept.error} />
      {kept.found && <p>{address ? W.own.mailGoes(address) : W.own.mailNone}</p>}
      {told && <p role="status">{told}</p>}
      <form className="fields narrow" aria-label={W.own.mail} onSubmit={(event) => void keep(event)}>
        <Line label={W.own.mailAddress} name="address" inputMode="email" autoComplete="email" autoCapitalize="none" spellCheck={false} required wrong={wrong} />
        <p className="buttons">
          <button type="submit">{W.own.mailKeep}</button>
          {address && <button type="button" onClick={() => void send("", W.own.mailErased)}>{W.own.mailErase}</button>}
        </p>
      </form>
    </section>
  );
}
