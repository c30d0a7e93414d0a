/** A text as a QR code (ISO/IEC 18004): bytes, error correction M, versions 1 to 10. */

/** Of each version: the bytes of correction in a block, and how many blocks there are. */
const CORRECTION = [10, 16, 26, 18, 24, 16, 18, 22, 22, 26];
const BLOCKS = [1, 1, 1, 2, 2, 4, 4, 4, 5, 5];
const MEDIUM = 0;

type Grid = boolean[][];

/** The dark squares of a text, row by row; null where it is too long. */
export function qr(text: string): Grid | null {
  const content = [...new TextEncoder().encode(text)];
  for (let version = 1; version <= BLOCKS.length; version++) {
    const room = capacity(version) - at(CORRECTION, version) * at(BLOCKS, version);
    if (content.length + (version < 10 ? 2 : 3) <= room) return drawn(version, interleaved(version, data(version, content, room)));
  }
  return null;
}

function at(list: number[], version: number): number {
  return list[version - 1] ?? 0;
}

/** How many whole bytes a version has room for, correction included. */
function capacity(version: number): number {
  let squares = (16 * version + 128) * version + 64;
  if (version >= 2) {
    const rows = Math.floor(version / 7) + 2;
    squares -= (25 * rows - 10) * rows - 55;
    if (version >= 7) squares -= 36;
  }
  return Math.floor(squares / 8);
}

/** The mode, the length and the bytes, filled up. */
function data(version: number, content: number[], room: number): number[] {
  const bits: number[] = [];
  const put = (value: number, count: number) => {
    for (let n = count - 1; n >= 0; n--) bits.push((value >> n) & 1);
  };
  put(4, 4);
  put(content.length, version < 10 ? 8 : 16);
  for (const byte of content) put(byte, 8);
  put(0, Math.min(4, room * 8 - bits.length));
  put(0, (8 - (bits.length % 8)) % 8);
  for (let fill = 0xec; bits.length < room * 8; fill ^= 0xec ^ 0x11) put(fill, 8);
  return Array.from({ length: room }, (_, n) => bits.slice(n * 8, n * 8 + 8).reduce((sum, bit) => sum * 2 + bit, 0));
}

/** The product of two bytes in the field of the code. */
function times(one: number, other: number): number {
  let product = 0;
  for (let n = 7; n >= 0; n--) {
    product = (product << 1) ^ ((product >> 7) * 0x11d);
    product ^= ((other >> n) & 1) * one;
  }
  return product;
}

/** Reed and Solomon's remainder of a block. */
function remainder(block: number[], degree: number): number[] {
  let divisor: number[] = [...Array<number>(degree - 1).fill(0), 1];
  for (let n = 0, root = 1; n < degree; n++, root = times(root, 2))
    divisor = divisor.map((factor, k) => times(factor, root) ^ (divisor[k + 1] ?? 0));
  let rest = Array<number>(degree).fill(0);
  for (const byte of block) {
    const factor = byte ^ (rest[0] ?? 0);
    rest = [...rest.slice(1), 0].map((value, k) => value ^ times(divisor[k] ?? 0, factor));
  }
  return rest;
}

/** The blocks, the first byte of each first, and then their correction likewise. */
function interleaved(version: number, content: number[]): number[] {
  const count = at(BLOCKS, version), degree = at(CORRECTION, version);
  const short = Math.floor(content.length / count), longer = content.length % count;
  const blocks: number[][] = [];
  for (let n = 0, start = 0; n < count; n++) {
    const length = short + (n >= count - longer ? 1 : 0);
    blocks.push(content.slice(start, start + length));
    start += length;
  }
  const ends = blocks.map((block) => remainder(block, degree));
  const across = (rows: number[][], most: number) =>
    Array.from({ length: most }, (_, k) => rows.flatMap((row) => (k < row.length ? [row[k] ?? 0] : []))).flat();
  return [...across(blocks, short + 1), ...across(ends, degree)];
}

const MASKS: ((x: number, y: number) => boolean)[] = [
  (x, y) => (x + y) % 2 === 0,
  (_, y) => y % 2 === 0,
  (x) => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0,
  (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
];

/** The code under each mask; the one that is read best. */
function drawn(version: number, content: number[]): Grid {
  const all = MASKS.map((mask, number) => masked(version, content, mask, number));
  return all.reduce((best, grid) => (penalty(grid) < penalty(best) ? grid : best));
}

function masked(version: number, content: number[], mask: (x: number, y: number) => boolean, number: number): Grid {
  const size = version * 4 + 17;
  const grid: Grid = Array.from({ length: size }, () => Array<boolean>(size).fill(false));
  const fixed: Grid = grid.map((row) => [...row]);
  const set = (x: number, y: number, dark: boolean) => {
    const row = grid[y], kept = fixed[y];
    if (!row || !kept || x < 0 || x >= size) return;
    row[x] = dark;
    kept[x] = true;
  };
  for (let n = 0; n < size; n++) {
    set(6, n, n % 2 === 0);
    set(n, 6, n % 2 === 0);
  }
  for (const [x, y] of [[3, 3], [size - 4, 3], [3, size - 4]] as const)
    for (let dx = -4; dx <= 4; dx++)
      for (let dy = -4; dy <= 4; dy++) {
        const away = Math.max(Math.abs(dx), Math.abs(dy));
        set(x + dx, y + dy, away !== 2 && away !== 4);
      }
  const places = aligned(version, size);
  for (const x of places)
    for (const y of places) {
      if ((x === 6 && (y === 6 || y === size - 7)) || (x === size - 7 && y === 6)) continue;
      for (let dx = -2; dx <= 2; dx++)
        for (let dy = -2; dy <= 2; dy++) set(x + dx, y + dy, Math.max(Math.abs(dx), Math.abs(dy)) !== 1);
    }
  format(set, size, number);
  if (version >= 7) versioned(set, size, version);
  let bit = 0;
  for (let right = size - 1; right >= 1; right -= 2) {
    if (right === 6) right = 5;
    for (let step = 0; step < size; step++)
      for (const x of [right, right - 1]) {
        const upwards = ((right + 1) & 2) === 0;
        const y = upwards ? size - 1 - step : step;
        if (fixed[y]?.[x]) continue;
        const dark = bit < content.length * 8 && (((content[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1) === 1;
        const row = grid[y];
        if (row) row[x] = dark !== mask(x, y);
        bit++;
      }
  }
  return grid;
}

function aligned(version: number, size: number): number[] {
  if (version === 1) return [];
  const count = Math.floor(version / 7) + 2;
  const step = Math.ceil((version * 4 + 4) / (count * 2 - 2)) * 2;
  return [6, ...Array.from({ length: count - 1 }, (_, n) => size - 7 - n * step).reverse()];
}

/** The level and the mask, with their own correction, twice. */
function format(set: (x: number, y: number, dark: boolean) => void, size: number, mask: number) {
  const told = (MEDIUM << 3) | mask;
  let rest = told;
  for (let n = 0; n < 10; n++) rest = (rest << 1) ^ ((rest >> 9) * 0x537);
  const bits = ((told << 10) | rest) ^ 0x5412;
  const dark = (n: number) => ((bits >> n) & 1) === 1;
  for (let n = 0; n <= 5; n++) set(8, n, dark(n));
  set(8, 7, dark(6));
  set(8, 8, dark(7));
  set(7, 8, dark(8));
  for (let n = 9; n < 15; n++) set(14 - n, 8, dark(n));
  for (let n = 0; n < 8; n++) set(size - 1 - n, 8, dark(n));
  for (let n = 8; n < 15; n++) set(8, size - 15 + n, dark(n));
  set(8, size - 8, true);
}

function versioned(set: (x: number, y: number, dark: boolean) => void, size: number, version: number) {
  let rest = version;
  for (let n = 0; n < 12; n++) rest = (rest << 1) ^ ((rest >> 11) * 0x1f25);
  const bits = (version << 12) | rest;
  for (let n = 0; n < 18; n++) {
    const x = size - 11 + (n % 3), y = Math.floor(n / 3), dark = ((bits >> n) & 1) === 1;
    set(x, y, dark);
    set(y, x, dark);
  }
}

/** How hard a code is to read: long runs, blocks, what looks like a corner, and too much of one colour. */
function penalty(grid: Grid): number {
  const size = grid.length;
  const lines = [...grid, ...grid.map((_, x) => grid.map((row) => row[x] ?? false))];
  let sum = 0;
  for (const line of lines) {
    const text = line.map((dark) => (dark ? "1" : "0")).join("");
    for (const run of text.match(/0{5,}|1{5,}/g) ?? []) sum += run.length - 2;
    for (let n = 0; n + 11 <= size; n++) if (["10111010000", "00001011101"].includes(text.slice(n, n + 11))) sum += 40;
  }
  for (let y = 0; y + 1 < size; y++)
    for (let x = 0; x + 1 < size; x++) {
      const dark = grid[y]?.[x];
      if (grid[y]?.[x + 1] === dark && grid[y + 1]?.[x] === dark && grid[y + 1]?.[x + 1] === dark) sum += 3;
    }
  const share = grid.flat().filter(Boolean).length / (size * size);
  return sum + Math.floor(Math.abs(share * 20 - 10)) * 10;
}
