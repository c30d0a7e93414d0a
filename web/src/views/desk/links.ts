import type { Values } from "../ask/asking";

/** The address of an act's page, with what is written there already. */
export function actLink(name: string, given: Values = {}): string {
  return `/act/${name}?q=${encodeURIComponent(JSON.stringify(given))}`;
}

/** The address for signing in, after which one goes on where one was. */
export function signInFrom(path: string, search: string): string {
  return `/sign-in?to=${encodeURIComponent(path + (search && `?${search}`))}`;
}

/** The page to go to after signing in: one of this site, whatever the address says. */
export function wayOn(search: string): string {
  const to = new URLSearchParams(search).get("to") ?? "";
  const path = /^(\/[\w~%.:,@!$&'()*+;=-]+)+\/?(\?[!-[\]-~]*)?$/.test(to) && !to.startsWith("/api/");
  return path ? to : "/desk";
}
