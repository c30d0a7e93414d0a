/** What the server put into the page, for whoever has no script or waits for it. */

/** The view in the browser is ready: it stands in the place of what the server sent. */
export function takeOver(): void {
  document.getElementById("served")?.remove();
}
