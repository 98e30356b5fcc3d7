import type { LegendEntry } from '../../sheet/legend.ts';
import { text } from '../../text/text.ts';
import { type Look, plainLook } from './colour.ts';
import type { FlowPicture } from './picture.ts';

interface Marks {
  readonly returns: boolean;
  readonly gaps: boolean;
  readonly rest: boolean;
  readonly losses: boolean;
  readonly loops: boolean;
}

/** The kinds of things in a picture, the heaviest first. */
function thingsOfPicture({ links }: FlowPicture): { id: string; name: string }[] {
  const sums = new Map<string, { name: string; sum: number }>();
  for (const { specification, name, value } of links)
    if (!Number.isNaN(value)) sums.set(specification, { name, sum: (sums.get(specification)?.sum ?? 0) + value });
  return [...sums].sort(([, a], [, b]) => b.sum - a.sum).map(([id, { name }]) => ({ id, name }));
}

/** What the colours and patterns of a picture of flows mean, only those that occur. */
export function flowLegend(picture: FlowPicture, looks: ReadonlyMap<string, Look>, marks: Marks): LegendEntry[] {
  const say = text.flows.legend;
  const { links } = picture;
  const has = (status: string) => links.some((link) => link.status === status);
  const entry = (is: boolean, swatch: LegendEntry['swatch'], words: string): LegendEntry[] =>
    is ? [{ ...(swatch && { swatch }), text: words }] : [];
  return [
    ...thingsOfPicture(picture).map(({ id, name }) => ({
      swatch: { is: 'thing', ...(looks.get(id) ?? plainLook) } as const,
      text: name,
    })),
    ...entry(has('measured') && (has('published') || has('unknown')), { is: 'measured' }, say.measured),
    ...entry(marks.loops, { is: 'loop' }, say.loop),
    ...entry(has('published'), { is: 'published' }, say.published),
    ...entry(
      links.some((link) => link.low < link.high),
      { is: 'range' },
      say.range,
    ),
    ...entry(has('unknown'), { is: 'unknown' }, say.unknown),
    ...entry(marks.returns, { is: 'returns' }, say.returning),
    ...entry(marks.rest, { is: 'rest' }, say.rest),
    ...entry(marks.losses, { is: 'loss' }, say.loss),
    ...entry(marks.gaps, { is: 'gap' }, say.gap),
  ];
}
