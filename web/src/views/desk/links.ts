import type { Values } from "../ask/asking";

/** The address of an act's page, with what is written there already. */
export function actLink(name: string, given: Values = {}): string {
  return `/act/${name}?q=${encodeURIComponent(JSON.stringify(given))}`;
}

/** The address for signing in, after which one goes on where one is; as the browser has it, since the router decodes it. */
export function signInFromHere(): string {
  return `/sign-in?to=${encodeURIComponent(window.location.pathname + window.location.search)}`;
}

/** The page to go to after signing in: one of this site, whatever the address says. */
export function wayOn(): string {
  const to = new URLSearchParams(window.location.search).get("to") ?? "";
  const path = /^(\/[\w~%.:,@!$&'()*+;=-]+)+\/?(\?[!-[\]-~]*)?$/.test(to) && !to.startsWith("/api/");
  return path ? to : "/desk";
}
