/** A position: degrees east, degrees north. */
export type Position = readonly [number, number];
/** A closed line: first and last position are the same. */
export type Ring = readonly Position[];

const radians = Math.PI / 180;

/**
 * The area on the unit sphere that lies on the right of a ring as one walks along it, from 0 to 4 pi: what d3-geo takes for
 * the inside. Sum of the excesses of the triangles that the edges make with the south pole,
 * tan(E/2) = tan(a/2) tan(b/2) sin C / (1 + tan(a/2) tan(b/2) cos C), a and b the distances from the pole (textbook of spherical trigonometry).
 */
export function areaOnTheRight(ring: Ring): number {
  let sum = 0;
  for (let index = 1; index < ring.length; index++) {
    const [east0, north0] = ring[index - 1]!;
    const [east1, north1] = ring[index]!;
    const turn = (east1 - east0) * radians;
    const [a, b] = [((north0 + 90) * radians) / 2, ((north1 + 90) * radians) / 2];
    const sines = Math.sin(a) * Math.sin(b);
    sum += 2 * Math.atan2(sines * Math.sin(turn), Math.cos(a) * Math.cos(b) + sines * Math.cos(turn));
  }
  return sum < 0 ? sum + 4 * Math.PI : sum;
}

/** The same ring wound so that the smaller part of the sphere is inside (an outer ring), or outside (a hole). */
export function wound(ring: Ring, role: 'outer' | 'hole'): Ring {
  const small = areaOnTheRight(ring) < 2 * Math.PI;
  return small === (role === 'outer') ? ring : [...ring].reverse();
}

/** The rings of a polygon wound for d3-geo: the first is the outer one, the others are holes. */
export const woundPolygon = (rings: readonly Ring[]): Ring[] =>
  rings.map((ring, index) => wound(ring, index === 0 ? 'outer' : 'hole'));

/** A ring with coordinates rounded to `digits` decimals of a degree; positions that fall together are kept once. */
export function rounded(ring: Ring, digits: number): Ring {
  const factor = 10 ** digits;
  const near = (value: number) => Math.round(value * factor) / factor;
  const positions = ring.map(([east, north]): Position => [near(east), near(north)]);
  return positions.filter(
    ([east, north], index) => index === 0 || east !== positions[index - 1]![0] || north !== positions[index - 1]![1],
  );
}

/** The centroid of a small ring, by area in the plane of degrees. */
export function centroidOf(ring: Ring): Position {
  const [east0, north0] = ring[0]!;
  let [area, east, north] = [0, 0, 0];
  for (let index = 1; index < ring.length; index++) {
    const [x0, y0] = [ring[index - 1]![0] - east0, ring[index - 1]![1] - north0];
    const [x1, y1] = [ring[index]![0] - east0, ring[index]![1] - north0];
    const cross = x0 * y1 - x1 * y0;
    area += cross;
    east += (x0 + x1) * cross;
    north += (y0 + y1) * cross;
  }
  return [east0 + east / (3 * area), north0 + north / (3 * area)];
}
