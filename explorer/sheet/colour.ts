/** Red, green, blue from 0 to 255, and how opaque from 0 to 1. */
export type Colour = readonly [red: number, green: number, blue: number, alpha: number];

const names: Readonly<Record<string, Colour>> = {
  transparent: [0, 0, 0, 0],
  black: [0, 0, 0, 1],
  white: [255, 255, 255, 1],
};

/** A colour written as #rgb, #rrggbb, #rrggbbaa, a mix of two in sRGB, or one of few names; undefined for what is none of these. */
export function readColour(text: string): Colour | undefined {
  const plain = text.trim().toLowerCase();
  if (plain in names) return names[plain];
  const hex = /^#([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})$/.exec(plain)?.[1];
  if (hex !== undefined) return fromHex(hex.length < 6 ? hex.replace(/./g, '$&$&') : hex);
  const mixed = /^color-mix\(in srgb,\s*(.+?)(?:\s+([\d.]+)%)?,\s*([^,]+?)(?:\s+([\d.]+)%)?\)$/.exec(plain);
  if (!mixed) return undefined;
  const [first, second] = [readColour(mixed[1]!), readColour(mixed[3]!)];
  return first && second && mix(first, second, partOf(mixed[2], mixed[4]));
}

const fromHex = (hex: string): Colour => {
  const byte = (place: number) => Number.parseInt(hex.slice(2 * place, 2 * place + 2), 16);
  return [byte(0), byte(1), byte(2), hex.length === 8 ? byte(3) / 255 : 1];
};

const partOf = (first: string | undefined, second: string | undefined): number => {
  if (first !== undefined && second !== undefined) return Number(first) / (Number(first) + Number(second));
  return first !== undefined ? Number(first) / 100 : second !== undefined ? 1 - Number(second) / 100 : 0.5;
};

/** Mixes with colours weighed by how opaque they are (CSS Color 5, section 3.2). */
function mix(a: Colour, b: Colour, part: number): Colour {
  const alpha = a[3] * part + b[3] * (1 - part);
  if (alpha === 0) return names['transparent']!;
  const channel = (place: 0 | 1 | 2) => (a[place] * a[3] * part + b[place] * b[3] * (1 - part)) / alpha;
  return [channel(0), channel(1), channel(2), alpha];
}

/** #rrggbb, without how opaque it is. */
export const writeColour = ([red, green, blue]: Colour): string =>
  `#${[red, green, blue].map((value) => Math.round(value).toString(16).padStart(2, '0')).join('')}`;
