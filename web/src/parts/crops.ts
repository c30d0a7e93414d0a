/** Parts of the world that a map can be drawn in on, as boxes of longitude and latitude. */

export const CROPS = {
  europe: [[-12, 34], [45, 71]],
  gulf: [[30, 10], [66, 42]],
  pacific: [[130, -22], [180, 22]],
  caribbean: [[-95, 5], [-55, 30]],
} as const;

export type Crop = keyof typeof CROPS;

/** What an address says of the part that is shown: a crop, or `latitude,longitude,times`. */
export function readZoom(text: string | null): Crop | { lat: number; lon: number; times: number } | null {
  if (text !== null && text in CROPS) return text as Crop;
  const [lat = NaN, lon = NaN, times = NaN] = (text ?? "").split(",").map(Number);
  return [lat, lon, times].every(Number.isFinite) && times > 1 ? { lat, lon, times } : null;
}
