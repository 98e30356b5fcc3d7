import { type Point, round, type Spot } from './bands.ts';

/** A circle where it is drawn, and where it lies when it gave way to a larger one. */
export interface Placed extends Spot {
  readonly origin: Point | undefined;
}

const gap = 3;
/** Beyond so many circles nobody sees one by one where each lies. */
const mostSpots = 300;
const mostSteps = 400;
const stepPixels = 2.5;
/** The angle that fills a disc evenly, as seeds of a sunflower do (Vogel 1979). */
const turn = Math.PI * (3 - Math.sqrt(5));

/** Moves circles that lie on larger ones by as little as needed; in the order of the list, which is that of their size. */
export function spread<T extends Spot>(spots: readonly T[]): (T & Placed)[] {
  const placed: (T & Placed)[] = [];
  for (const spot of spots) {
    const isFree = ([x, y]: Point) =>
      placed.every((other) => Math.hypot(other.x - x, other.y - y) >= other.radius + spot.radius + gap);
    const here: Point = [spot.x, spot.y];
    const [x, y] = spots.length > mostSpots ? here : (freePoint(here, isFree) ?? here);
    const moved = x !== spot.x || y !== spot.y;
    placed.push({ ...spot, x: round(x), y: round(y), origin: moved ? here : undefined });
  }
  return placed;
}

/** The first free point on a spiral around a point. */
function freePoint(start: Point, isFree: (point: Point) => boolean): Point | undefined {
  for (let step = 0; step < mostSteps; step++) {
    const away = stepPixels * Math.sqrt(step);
    const point: Point = [start[0] + away * Math.cos(step * turn), start[1] + away * Math.sin(step * turn)];
    if (isFree(point)) return point;
  }
  return undefined;
}
