/** What the pages of a node share: they are for whoever is signed in, and say so to others. */

import { type ReactNode, useId } from "react";
import { Link } from "wouter";
import { said } from "../../api/client";
import type { Served, Signed } from "../../model/node";
import { useNode } from "../../parts/NodeData";
import { Page } from "../../parts/Page";
import { W } from "../../words";
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
        : !node.person ? <p>{W.node.stranger} <Link href="/sign-in">{W.node.signIn}</Link></p>
        : children(node.person, node)}
    </Page>
  );
}

/** One line to write in. */
export function Line({ label, hint, ...rest }: { label: string; hint?: string } & React.InputHTMLAttributes<HTMLInputElement>) {
  const id = useId();
  return (
    <div>
      <label>
        <strong>{label}</strong>
        <input {...rest} {...(hint && { "aria-describedby": id })} />
      </label>
      {hint && <span id={id} className="quiet small">{hint}</span>}
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
