import type { LegendEntry } from '../../sheet/legend.ts';
import { text } from '../../text/text.ts';
import { formatNumber } from '../../text/format.ts';
import { amountIn } from '../flows/amount.ts';
import { plainLook } from '../flows/colour.ts';
import type { DrawnMap } from './layout.ts';
import type { MapPicture } from './picture.ts';
import { rateText, whoAt } from './sentences.ts';

/** What the marks of a map mean, only those that occur. */
export function mapLegend(picture: MapPicture, drawn: DrawnMap): LegendEntry[] {
  const say = text.map.legend;
  const write = amountIn(picture);
  const of = (coverage: string) => picture.areas.some((area) => area.coverage === coverage);
  const set = picture.sets.find(({ id }) => id === picture.set);
  const [first] = drawn.breaks;
  const shades = drawn.breaks.map((rate, place) => ({
    swatch: { is: 'shade', step: place + 1 } as const,
    text: say.from(rateText(picture, rate)),
  }));
  return [
    ...thingsOf(picture, drawn),
    ...(of('recorded') ? [{ text: say.rate(text.map.rate[picture.by]) }] : []),
    ...(of('recorded') && first !== undefined
      ? [{ swatch: { is: 'shade', step: 0 } as const, text: say.below(rateText(picture, first)) }, ...shades]
      : []),
    ...(of('listed') ? [{ swatch: { is: 'listed' } as const, text: say.listed }] : []),
    ...(of('unknown') ? [{ swatch: { is: 'blank' } as const, text: say.unknown }] : []),
    ...(drawn.largest.value > 0 ? [{ text: `${say.place(write(drawn.largest.value))} ${say.hollow}` }] : []),
    ...(drawn.widest.value > 0 ? [{ text: `${say.link(write(drawn.widest.value))} ${say.dashed}` }] : []),
    ...smallOf(picture, drawn).map(({ count, value }) => ({ text: say.small(count, write(value)) })),
    ...(drawn.beyond.length > 0 ? [{ text: say.beyond(beyondText(picture, drawn)) }] : []),
    ...(set ? [{ text: say.attribution([set.title, set.attribution].filter(Boolean).join(', ')) }] : []),
  ];
}

/** What the full flows are, the largest first: in the colours of the flow picture. */
function thingsOf(picture: MapPicture, { links }: DrawnMap): LegendEntry[] {
  const looks = new Map(picture.looks);
  const names = new Map(picture.links.map(({ main, things: [name = ''] }) => [main, name]));
  const mains = [...new Set(links.filter(({ small }) => !small).map(({ main }) => main))];
  return mains.map((main) => ({
    swatch: { is: 'thing', ...(looks.get(main) ?? plainLook) } as const,
    text: names.get(main)!,
  }));
}

/** How many flows are thin and pale, and what they carry together. */
function smallOf(picture: MapPicture, { links }: DrawnMap): { count: string; value: number }[] {
  const small = new Set(links.filter((link) => link.small).map(({ id }) => id));
  const value = picture.links.reduce((sum, link) => sum + (small.has(link.id) ? link.value || 0 : 0), 0);
  return small.size > 0 ? [{ count: formatNumber(small.size, 9), value }] : [];
}

const toldNames = 4;

/** Who is beyond the part that is seen, the first of them by name. */
function beyondText({ places }: MapPicture, { beyond }: DrawnMap): string {
  const names = places.filter(({ id }) => beyond.includes(id)).map(whoAt);
  const others = names.length - toldNames;
  return [...names.slice(0, toldNames), ...(others > 0 ? [text.map.legend.others(String(others))] : [])].join('; ');
}
