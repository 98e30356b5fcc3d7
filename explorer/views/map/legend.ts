import type { LegendEntry } from '../../sheet/legend.ts';
import { text } from '../../text/text.ts';
import { amountIn } from '../flows/amount.ts';
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
    ...(of('recorded') ? [{ text: say.rate(text.map.rate[picture.by]) }] : []),
    ...(of('recorded') && first !== undefined
      ? [{ swatch: { is: 'shade', step: 0 } as const, text: say.below(rateText(picture, first)) }, ...shades]
      : []),
    ...(of('listed') ? [{ swatch: { is: 'listed' } as const, text: say.listed }] : []),
    ...(of('unknown') ? [{ swatch: { is: 'blank' } as const, text: say.unknown }] : []),
    ...(drawn.largest.value > 0 ? [{ text: `${say.place(write(drawn.largest.value))} ${say.hollow}` }] : []),
    ...(drawn.widest.value > 0 ? [{ text: `${say.link(write(drawn.widest.value))} ${say.dashed}` }] : []),
    ...(drawn.beyond.length > 0 ? [{ text: say.beyond(beyondText(picture, drawn)) }] : []),
    ...(set ? [{ text: say.attribution([set.title, set.attribution].filter(Boolean).join(', ')) }] : []),
  ];
}

const toldNames = 4;

/** Who is beyond the part that is seen, the first of them by name. */
function beyondText({ places }: MapPicture, { beyond }: DrawnMap): string {
  const names = places.filter(({ id }) => beyond.includes(id)).map(whoAt);
  const others = names.length - toldNames;
  return [...names.slice(0, toldNames), ...(others > 0 ? [text.map.legend.others(String(others))] : [])].join('; ');
}
