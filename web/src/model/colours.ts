/** Colours told apart by the colour-blind, and in grey print by their lightness. */

/** Of frameworks: after Okabe and Ito (2008), ordered so that neighbours differ in lightness too. */
export const CATEGORIES = ["#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00"] as const;

/** Of strength 0 to 5: one hue, darker step by step (lighter step by step on a dark page). */
const LIGHT = ["#e9edf2", "#c9dcee", "#93bfe0", "#5598cb", "#2569a7", "#0b3a70"] as const;
const DARK = ["#26303c", "#2f5d88", "#3f7ab0", "#5f9ed4", "#93c4ec", "#d3e9fb"] as const;

export function strengthColours(dark: boolean): readonly string[] {
  return dark ? DARK : LIGHT;
}

export function ink(strength: number, dark: boolean): string {
  const pale = dark ? strength >= 3 : strength <= 2;
  return pale ? "#10202f" : "#ffffff";
}
