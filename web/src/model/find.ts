/** Finding things by what a person types: half a name, a former name, another spelling, a typo. */

export interface Findable {
  id: string;
  title: string;
  /** Other names by which it goes. */
  names?: readonly string[];
  /** What it is about: found there only where nothing is called so. */
  more?: string;
}

export function fold(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().trim();
}

interface Folded<T> {
  item: T;
  id: string;
  called: string[];
  all: string;
}

export type Index<T> = readonly Folded<T>[];

export function indexed<T extends Findable>(items: readonly T[]): Index<T> {
  return items.map((item) => {
    const called = [item.title, ...(item.names ?? [])].map(fold);
    return { item, id: fold(item.id), called, all: [item.id, ...called, item.more ?? ""].map(fold).join(" ") };
  });
}

/** Letters to change, add, leave out or swap so that one text becomes the other; more than two count as three. */
export function distance(one: string, other: string): number {
  if (Math.abs(one.length - other.length) > 2) return 3;
  let before: number[] = [];
  let row = Array.from({ length: other.length + 1 }, (_, n) => n);
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1];
      let least = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) least = Math.min(least, (before[j - 2] ?? 0) + 1);
      next.push(least);
    }
    before = row;
    row = next;
  }
  return Math.min(row[other.length] ?? 3, 3);
}

function rank(entry: Folded<unknown>, whole: string, words: readonly string[]): number | null {
  const [title = ""] = entry.called;
  if (entry.id === whole || title === whole) return 0;
  if (entry.called.includes(whole)) return 1;
  if (title.startsWith(whole)) return 2;
  if (entry.called.some((name) => name.startsWith(whole))) return 3;
  if (entry.called.some((name) => name.split(/[^\p{L}\p{N}]+/u).some((word) => word.startsWith(whole)))) return 4;
  if (entry.called.some((name) => words.every((word) => name.includes(word)))) return 5;
  if (words.every((word) => entry.all.includes(word))) return 6;
  return null;
}

/** Those that fit what is typed, the best first; where none does, those that are a typo away. */
export function find<T>(index: Index<T>, text: string, most = 12): T[] {
  const whole = fold(text);
  const words = whole.split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  const ranked = index.flatMap((entry, n) => {
    const at = rank(entry, whole, words);
    return at === null ? [] : [{ entry, at, n }];
  });
  const near = ranked.length > 0 || whole.length < 4 ? [] : index.flatMap((entry, n) => {
    const least = Math.min(...entry.called.map((name) => distance(name, whole)));
    return least <= (whole.length < 6 ? 1 : 2) ? [{ entry, at: 7 + least, n }] : [];
  });
  return [...ranked, ...near].sort((a, b) => a.at - b.at || a.n - b.n).slice(0, most).map(({ entry }) => entry.item);
}
