/** Passkeys of this device: made, asked to prove who uses them, and to sign an act as it is shown. */

import { post } from "../api/client";
import type { Draft } from "./node";
import type { Json } from "../parts/Form";

/** A passkey as its person sees it; `entry` puts it on record as a key of the party. */
export interface Passkey {
  id: string;
  named: string;
  origin: string;
  made: string;
  key: string;
  entry: string;
}
export interface Signature {
  key: string;
  made: string;
}
/** What a browser is asked for: bytes are texts in base64url, as JSON carries them. */
interface Options {
  challenge: string;
  user?: { id: string; name: string; displayName: string };
  excludeCredentials?: { id: string; type: "public-key" }[];
  [name: string]: unknown;
}

/** Whether this browser has them, and the server is reached by a name: they are for no address. */
export function possible(): boolean {
  return "PublicKeyCredential" in window && !/^[\d.]+$|^\[/.test(window.location.hostname);
}

function bytes(text: string): Uint8Array<ArrayBuffer> {
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (sign) => sign.charCodeAt(0));
}

function text(content: ArrayBuffer): string {
  const plain = String.fromCharCode(...new Uint8Array(content));
  return btoa(plain).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

const described = (given: { id: string; type: "public-key" }[] = []) => given.map((one) => ({ ...one, id: bytes(one.id) }));

/** Make a passkey on this device, and let the server keep it. */
export async function enrol(proof: { passphrase: string; code?: string }, named: string): Promise<Passkey> {
  const options = await post<Options>("passkeys/offer", proof);
  const made = (await navigator.credentials.create({
    publicKey: {
      ...(options as unknown as PublicKeyCredentialCreationOptions),
      challenge: bytes(options.challenge),
      user: { ...options.user!, id: bytes(options.user!.id) },
      excludeCredentials: described(options.excludeCredentials),
    },
  })) as PublicKeyCredential;
  const response = made.response as AuthenticatorAttestationResponse;
  const credential = {
    ...plain(made),
    response: { clientDataJSON: text(response.clientDataJSON), attestationObject: text(response.attestationObject) },
  };
  return post<Passkey>("passkeys", { credential, named });
}

/** Sign in by any passkey that this device has for the site. */
export async function enter(): Promise<void> {
  const options = await post<Options>("sign-in/passkey/offer", {});
  const found = await asserted(options.challenge, String(options.rpId), []);
  await post("sign-in/passkey", { credential: { ...plain(found), response: told(found) } });
}

/** Sign an act as it is shown: the challenge is the hash of exactly that. */
export async function sign(draft: Draft, keys: Passkey[]): Promise<Signature> {
  const found = await asserted(await challenge(draft), window.location.hostname, keys.map((key) => key.id));
  const { authenticatorData, clientDataJSON, signature } = told(found);
  const key = keys.find((one) => one.id === found.id)?.key ?? "";
  return { key, made: [authenticatorData, clientDataJSON, signature].join(".") };
}

async function asserted(challenge: string, rpId: string, allowed: string[]): Promise<PublicKeyCredential> {
  return (await navigator.credentials.get({
    publicKey: {
      challenge: bytes(challenge),
      rpId,
      allowCredentials: allowed.map((id) => ({ id: bytes(id), type: "public-key" })),
      userVerification: "required",
      timeout: 120_000,
    },
  })) as PublicKeyCredential;
}

function plain(found: PublicKeyCredential) {
  return { id: found.id, rawId: found.id, type: found.type };
}

function told(found: PublicKeyCredential) {
  const response = found.response as AuthenticatorAssertionResponse;
  return {
    authenticatorData: text(response.authenticatorData),
    clientDataJSON: text(response.clientDataJSON),
    signature: text(response.signature),
    ...(response.userHandle && { userHandle: text(response.userHandle) }),
  };
}

/** The hash of what a nation signs of what it does, which begins so that it is nothing else. */
async function challenge(draft: Draft): Promise<string> {
  const statement = `foedus act v1\n${canonical(draft as unknown as Json)}`;
  return text(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(statement)));
}

/** RFC 8785: names in the order of their UTF-16, no spaces, and texts and numbers as here. */
function canonical(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const names = Object.keys(value).sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonical(value[name] ?? null)}`).join(",")}}`;
}
