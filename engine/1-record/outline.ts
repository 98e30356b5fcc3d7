/** A closed line of [degrees east, degrees north], first and last the same; a polygon is an outer one and its holes. */
export type Outline = readonly (readonly (readonly (readonly [number, number])[])[])[];

const position = String.raw`\s*-?\d{1,3}(?:\.\d{1,12})?\s+-?\d{1,2}(?:\.\d{1,12})?\s*`;
const ring = String.raw`\s*\(${position}(?:,${position}){3,}\)\s*`;
const polygon = String.raw`\s*\(${ring}(?:,${ring})*\)\s*`;
const wellKnown = new RegExp(
  String.raw`^\s*(?:POLYGON${polygon}|MULTIPOLYGON\s*\(${polygon}(?:,${polygon})*\))\s*$`,
  'i',
);

/**
 * Reads the well-known text of a POLYGON or MULTIPOLYGON in WGS 84, longitude first: polygons of rings of positions in degrees.
 * Undefined for any other text, for positions that are no degrees and for rings that do not close.
 * Source: OGC 06-103r4, Simple Feature Access, 7.2; the longitude stands first as in GeoSPARQL's CRS84.
 */
export function readOutline(text: string): Outline | undefined {
  if (!wellKnown.test(text)) return undefined;
  const body = text.slice(text.indexOf('('));
  const many = /^\s*multi/i.test(text);
  const nested = JSON.parse(
    body
      .replaceAll(/(-?[\d.]+)\s+(-?[\d.]+)/g, '[$1,$2]')
      .replaceAll('(', '[')
      .replaceAll(')', ']'),
  ) as Outline | Outline[number];
  const polygons = (many ? nested : [nested]) as Outline;
  const rings = polygons.flat();
  const closed = rings.every((each) => String(each[0]) === String(each.at(-1)));
  const degrees = rings.flat().every(([east, north]) => Math.abs(east) <= 180 && Math.abs(north) <= 90);
  return closed && degrees ? polygons : undefined;
}

/** Writes polygons as the well-known text that `readOutline` reads, with coordinates of at most `digits` decimals. */
export function writeOutline(polygons: Outline, digits = 6): string {
  const near = (value: number) => String(Number(value.toFixed(digits)));
  const rings = polygons.map(
    (each) => `(${each.map((line) => `(${line.map((at) => at.map(near).join(' ')).join(', ')})`).join(', ')})`,
  );
  return `MULTIPOLYGON (${rings.join(', ')})`;
}
