/** What the server tells of its node, of who is signed in, and of what they may do there. */

import type { JsonSchema } from "../parts/Form";
import type { Values } from "../views/ask/asking";

/** Who is signed in. */
export interface Signed {
  person: string;
  party: string;
  name: string;
  called: string;
  posts: string[];
  codes: boolean;
  reads: boolean;
}
export interface Served {
  served: boolean;
  framework?: string;
  log?: string;
  person?: Signed | null;
}
/** An act as its form needs it; `shared` are the inputs that every act takes. */
export interface Act {
  name: string;
  summary: string;
  description: string;
  who: string[];
  inputs: JsonSchema;
  example: Values;
  shared: string[];
}
/** What is to be recorded. */
export interface Draft {
  framework: string;
  by: string;
  valid: string;
  audience: { originator: string; to: string[]; level: string };
  content: Values;
  corrects: string;
  reason: string;
  told: string;
}
export interface Entry {
  number: number;
  id: string;
  act: string;
  recorded: string;
  signature: { key: string; made: string } | null;
  draft: Draft;
}
export interface Preview {
  drafts: Draft[];
  /** The digest of what is shown: another outcome is then not recorded. */
  shown: string;
}
export interface Proposal {
  number: number;
  act: string;
  told: string[];
  until: string;
  given: Values;
  shown: string;
}
/** What waits for a second person of the nation; `person` asked for it. */
export interface Waits {
  number: number;
  act: string;
  person: string;
  told: string[];
  until: string;
  signed: boolean;
}
/** A person of one's party, as its administrator sees them. */
export interface Member {
  person: string;
  name: string;
  called: string;
  posts: { post: string; of: string; during?: { start?: string; end?: string } }[];
}
export interface Motion {
  id: string;
  title: string;
  body: string;
  by: string;
  open: boolean;
  outcome: string;
  deadline: string | null;
  mine: string;
}
export interface Happened {
  id: string;
  title: string;
  by: string;
  happened: string;
  attacked: string[];
}
export interface OnDesk {
  reads: boolean;
  acts: { name: string; summary: string; may: boolean; because: string }[];
  motions: Motion[];
  events: Happened[];
  more: boolean;
}

/** The names of the inputs of an act that take an entry whose id begins with these letters. */
export function takes(act: Act, letters: string): string | undefined {
  return Object.entries(act.inputs.properties ?? {}).find(
    ([name, part]) => part.letters === letters && act.inputs.required?.includes(name),
  )?.[0];
}

/** An instant as a reader of any zone understands it. */
export function instant(text: string): string {
  return `${new Date(text).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}

/** Whether a party is a nation, as its id is written. */
export function isNation(party: string): boolean {
  return /^(C-)?[A-Z]{3}$/.test(party);
}
