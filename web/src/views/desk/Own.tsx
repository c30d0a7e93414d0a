/** What the pages of a node share: they are for whoever is signed in, and say so to others. */

import { type ReactNode, useId } from "react";
import { Link } from "wouter";
import { said } from "../../api/client";
import type { Served, Signed } from "../../model/node";
import { useNode } from "../../parts/NodeData";
import { Page } from "../../parts/Page";
import { W } from "../../words";
import { signInFromHere } from "./links";
import "./desk.css";

/** A page for one who is signed in. */
export function Own({ title, lead, children }: {
  title: string;
  lead?: string;
  children(person: Signed, node: Served): ReactNode;
}) {
  const { node } = useNode();
  return (
    <Page title={title} lead={lead} dated={false}>
      {!node ? <p className="quiet" aria-busy="true">{W.status.loading}</p>
        : !node.served ? <p>{W.node.none}</p>
        : !node.person ? <p>{W.node.stranger} <Link href={signInFromHere()}>{W.node.signIn}</Link></p>
        : children(node.person, node)}
    </Page>
  );
}

/** One line to write in, with what is wrong of it beside it. */
export function Line({ label, hint, wrong, ...rest }: { label: string; hint?: string; wrong?: unknown } & React.InputHTMLAttributes<HTMLInputElement>) {
  const id = useId();
  const told = [hint && `${id}h`, wrong && `${id}w`].filter(Boolean).join(" ");
  return (
    <div className={wrong ? "faulty" : undefined}>
      <label>
        <strong>{label}</strong>
        <input {...rest} {...(told && { "aria-describedby": told })} {...(wrong ? { "aria-invalid": true } : {})} />
      </label>
      {hint && <span id={`${id}h`} className="quiet small">{hint}</span>}
      {wrong ? <div id={`${id}w`}><Wrong error={wrong} /></div> : null}
    </div>
  );
}

/** What went wrong, in the server's own sentence. */
export function Wrong({ error }: { error: unknown }) {
  return error ? <p role="alert" className="bad">{sentence(said(error))}</p> : null;
}

/** The server's refusals begin with a small letter, end without a stop, and mark names of inputs. */
export function sentence(told: string): string {
  const text = told.replaceAll("`", "");
  const whole = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(whole) ? whole : `${whole}.`;
}
