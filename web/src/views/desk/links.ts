import type { Values } from "../ask/asking";

/** The address of an act's page, with what is written there already. */
export function actLink(name: string, given: Values = {}): string {
  return `/act/${name}?q=${encodeURIComponent(JSON.stringify(given))}`;
}
