import { type Sight, wholeMap } from './layout.ts';

const nearest = 40;

/** The sight enlarged about a point of the frame, which stays where it is; never smaller than the whole map. */
export function zoomed(
  sight: Sight,
  factor: number,
  at: { readonly x: number; readonly y: number } = { x: 0.5, y: 0.5 },
): Sight {
  const zoom = Math.min(nearest, Math.max(1, sight.zoom * factor));
  if (zoom === 1) return wholeMap;
  const keep = 1 / sight.zoom - 1 / zoom;
  return { zoom, x: sight.x + (at.x - 0.5) * keep, y: sight.y + (at.y - 0.5) * keep };
}

/** The sight after the map was drawn by so much of the frame. */
export const moved = ({ zoom, x, y }: Sight, by: { readonly x: number; readonly y: number }): Sight => {
  const within = (value: number) => Math.min(1.2, Math.max(-0.2, value));
  return { zoom, x: within(x - by.x / zoom), y: within(y - by.y / zoom) };
};
