import { useEffect, useRef, useState } from "react";
import { get, post } from "../../api/client";
import { W } from "../../words";
import { Line } from "./Own";

interface Provider {
  name: string;
  /** The only party that it serves; empty where it serves several. */
  party: string;
}

/** Signing in at a provider of OpenID Connect, or by the certificate of this browser. */
export function ElsewherePart({ to, busy, enter }: {
  to: string;
  busy: boolean;
  enter(send: () => Promise<unknown>): Promise<void>;
}) {
  const [providers, setProviders] = useState<Provider[]>([]);
  const party = useRef("");
  useEffect(() => {
    const stop = new AbortController();
    // without them one signs in by name, as before
    get<Provider[]>("/api/v1/providers", stop.signal).then(setProviders, () => undefined);
    return () => stop.abort();
  }, []);
  const at = (provider: Provider) => enter(async () => {
    const { go } = await post<{ go: string }>(`sign-in/with/${encodeURIComponent(provider.name)}`, { party: provider.party || party.current, to });
    window.location.assign(go);
    await new Promise(() => undefined); // the browser leaves for there
  });
  return (
    <details className="adding">
      <summary>{W.own.elsewhere}</summary>
      <div className="fields narrow">
        <Line label={W.node.party} hint={W.own.partyFor} name="party" autoComplete="off" onChange={(event) => { party.current = event.target.value.trim(); }} />
        <p className="buttons">
          {providers.map((one) => <button key={one.name} type="button" disabled={busy} onClick={() => void at(one)}>{W.own.signInAt(one.name)}</button>)}
          <button type="button" disabled={busy} onClick={() => void enter(() => post("sign-in/certificate", { party: party.current }))}>{W.own.byCertificate}</button>
        </p>
      </div>
    </details>
  );
}
