import type { Codec } from '../../state/url.ts';

/** What part of the map is seen: enlarged so many times, with this place in the middle of the frame (shares of it). */
export interface Sight {
  readonly zoom: number;
  readonly x: number;
  readonly y: number;
}

/** What a reader has chosen to see; `fit`: the part where something goes. */
export type Seen = Sight | 'fit';

export const wholeMap: Sight = { zoom: 1, x: 0.5, y: 0.5 };

export const nearest = 40;

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

const share = /^(\d+(?:\.\d+)?),(-?\d(?:\.\d+)?),(-?\d(?:\.\d+)?)$/;
const short = (value: number) => String(Math.round(value * 1000) / 1000);

/** A sight in an address: 4,0.3,0.62 is four times as near, with what lies at 30 % and 62 % of the whole map in the middle. */
export const sightCodec: Codec<Seen> = {
  fallback: 'fit',
  expected: `fit, or a nearness from 1 to ${nearest} and two shares such as 4,0.3,0.62`,
  parse(text) {
    if (text === 'fit') return text;
    const [, zoom, x, y] = (share.exec(text) ?? []).map(Number);
    if (zoom === undefined || zoom < 1 || zoom > nearest) return undefined;
    return [x!, y!].every((each) => each >= -0.2 && each <= 1.2) ? { zoom, x: x!, y: y! } : undefined;
  },
  format: (seen) => (seen === 'fit' ? seen : [seen.zoom, seen.x, seen.y].map(short).join(',')),
};
