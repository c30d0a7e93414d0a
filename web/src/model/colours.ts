/** Colours told apart by the colour-blind, and in grey print by their lightness. */

/** Of frameworks: after Okabe and Ito (2008), ordered so that neighbours differ in lightness too. */
export const CATEGORIES = ["#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00"] as const;

/** Those most often looked at together; of the others the id decides, so that a colour is for ever. */
const OWN: Record<string, number> = { nato: 0, "warsaw-pact": 1, eu: 2, "arab-league": 3, anzus: 4, csto: 5, weu: 3, rio: 1, au: 2, seato: 1, cento: 3 };

/** The colour of a framework: its own, or the next where another on the map has that. */
export function colourOf(framework: string, taken: readonly string[]): string {
  let at = OWN[framework] ?? [...framework].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 9973, 7);
  for (let tries = 0; tries < CATEGORIES.length; tries++, at++) {
    const colour = CATEGORIES[at % CATEGORIES.length] as string;
    if (!taken.includes(colour)) return colour;
  }
  return CATEGORIES[0];
}

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
