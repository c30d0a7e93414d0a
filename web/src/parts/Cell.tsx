/** A text in which what can be looked up is a link. */

import { Fragment } from "react";
import { Link } from "wouter";
import { to, useAddress } from "../model/address";
import { useWorld } from "./WorldData";

/**
 * What a cell says; provisions, frameworks, states and web addresses are links, days stay whole.
 * States are called by name; not in what is `quoted`, nor where the name stands beside the code.
 */
export function Cell({ text, beside = [], quoted = false }: { text: string; beside?: readonly string[]; quoted?: boolean }) {
  const world = useWorld();
  const { on } = useAddress();
  return text.split(TOKENS).map((part, n) => {
    // biome-ignore-start lint: parts keep their order
    if (n % 2 === 0) return <Fragment key={n}>{part}</Fragment>;
    if (ADDRESS.test(part)) return <a key={n} href={part} rel="noopener noreferrer" title={part}>{host(part)}</a>;
    if (DAY.test(part)) return <span key={n} className="day">{part}</span>;
    if (world.provisions.has(part)) return <Link key={n} href={to(`/provision/${part}`, on)}>{part}</Link>;
    if (world.frameworks.has(part) && part === text) return <Link key={n} href={to(`/framework/${part}`, on)}>{part}</Link>;
    if (!quoted && world.states.has(part)) {
      const name = world.name(part, on);
      const told = beside.some((cell) => cell !== text && (cell === name || cell === world.name(part)));
      return <Link key={n} href={to(`/state/${part}`, on)} title={part}>{told ? part : name}</Link>;
    }
    return <Fragment key={n}>{part}</Fragment>;
    // biome-ignore-end lint: parts keep their order
  });
}

export const DAY = /^\d{4}-\d{2}-\d{2}$/;
const ADDRESS = /^https?:/;
/** What in a text may be more than words: an address, a day, the id of a provision or framework, the code of a state. */
const TOKENS = /(https?:\/\/[^\s<>|;]+[^\s<>|;.,:)\]]|\b\d{4}-\d{2}-\d{2}\b|\b[a-z][a-z0-9-]*(?:\/[a-z0-9-]+)+|^[a-z0-9]+(?:-[a-z0-9]+)*$|\bC-[A-Z]{3}\b|\b[A-Z]{3}\b)/;

/** What a cell shows of a web address, which else would make its table as wide as itself. */
function host(address: string): string {
  return (address.split("/")[2] ?? address).replace(/^www\./, "");
}
