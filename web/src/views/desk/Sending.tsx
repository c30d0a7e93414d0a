/** The two ways to give one's word: signed by a passkey that is a key of the nation, or unsigned. */

import { useState } from "react";
import { Failure } from "../../api/client";
import type { Preview } from "../../model/node";
import { type Passkey, possible, sign, type Signature } from "../../model/passkeys";
import { useOwn } from "../../parts/NodeData";
import { W } from "../../words";
import { Wrong } from "./Own";

interface Props {
  /** What is shown, which is what is signed. */
  shown(): Promise<Preview>;
  send(signature: Signature | null): Promise<void>;
  onRefused(error: unknown): void;
}

export function Sending({ shown, send, onRefused }: Props) {
  const mine = useOwn<Passkey[]>("passkeys");
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<unknown>(null);
  /** What was signed is sent again as it is: another signature would be another request. */
  const [signed, setSigned] = useState<Signature | null>(null);
  const site = window.location.origin;
  const keys = possible() ? (mine.found ?? []).filter((key) => key.entry && key.origin === site) : [];
  const record = async (signing: boolean) => {
    setBusy(true);
    setFailed(null);
    try {
      let signature = signing ? signed : null;
      if (signing && !signature) {
        const [first] = (await shown()).drafts;
        if (first) signature = await sign(first, keys);
        setSigned(signature);
      }
      await send(signature);
    } catch (error) {
      // what failed on the way may have been recorded: the same request again tells
      if (error instanceof Failure) setFailed(error);
      else if (error instanceof DOMException) setFailed(new Error(W.node.passkeyNot));
      else onRefused(error);
      setBusy(false);
    }
  };
  const lost = failed instanceof Failure;
  return (
    <>
      <Wrong error={failed} />
      {lost && <p className="quiet small">{W.node.tryAgain}</p>}
      <p className="buttons">
        {keys.length > 0 && <button type="button" className="primary" disabled={busy} onClick={() => void record(true)}>{W.node.signRecord}</button>}
        <button type="button" className={keys.length > 0 ? undefined : "primary"} disabled={busy} onClick={() => void record(false)}>
          {keys.length > 0 ? W.node.recordBare : W.node.record}
        </button>
      </p>
    </>
  );
}
