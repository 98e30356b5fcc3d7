import type { LegendEntry } from '../../sheet/legend.ts';
import { looksOf, plainLook } from '../flows/colour.ts';
import type { DrawnFlows } from '../flows/layout.ts';
import type { PlacedLink } from '../flows/layout/placed.ts';
import type { BarLook, RibbonLook } from '../flows/looks.ts';
import { formatNumber } from '../../text/format.ts';
import { burden } from './amount.ts';
import { otherNode, restNode, type SupplyPicture } from './supply.ts';
import { say } from './words.ts';

/** The network of a supply chain, laid out. */
export interface DrawnSupply {
  readonly picture: SupplyPicture;
  readonly drawn: DrawnFlows;
}

/** How ribbons and bars look: each product its hue, credits dashed, what was not followed in grey. */
export function supplyFigure({ picture, drawn }: DrawnSupply) {
  const weights = new Map<string, number>();
  for (const { specification, value } of picture.links)
    weights.set(specification, (weights.get(specification) ?? 0) + value);
  const looks = new Map(looksOf(weights, new Set([restNode, otherNode])));
  const credits = new Set(picture.credits);
  const about = new Map(picture.links.map((link) => [link.id, link]));
  const names = new Map(picture.nodes.map(({ id, name }) => [id, name]));
  const nameOf = (id: string) => names.get(id) ?? id;
  const write = (value: number) => burden(value, picture.unit);
  return {
    ribbon(link: PlacedLink): RibbonLook {
      const { specification, name, value } = about.get(link.id)!;
      const words = say().chart;
      const isCredit = credits.has(link.id);
      const told = isCredit ? words.credit : words.ribbon;
      return {
        ...(looks.get(specification) ?? plainLook),
        sure: 'measured',
        ...(isCredit ? { tone: 'possible' as const } : specification === restNode && { tone: 'quiet' as const }),
        title: told(name, nameOf(link.from), nameOf(link.to), write(value)),
      };
    },
    bar: (id: string): BarLook => ({
      kind: picture.nodes.find((node) => node.id === id)?.kind ?? 'rest',
      title: nodeSentence({ picture, drawn }, id),
      loss: say().chart.creditOf(write(besides(picture, id, 'loss'))),
    }),
    looks,
  };
}

const besides = ({ elsewhere }: SupplyPicture, id: string, side: 'in' | 'loss'): number =>
  elsewhere.find((each) => each.node === id && each.side === side)?.value ?? 0;

/** What is said of a node: what it hands on, what arises at it, what it takes in. */
export function nodeSentence({ picture, drawn }: DrawnSupply, id: string): string {
  const words = say().chart;
  const node = drawn.nodes.find((each) => each.id === id);
  const name = picture.nodes.find((each) => each.id === id)?.name;
  if (!node || name === undefined) return '';
  const [own, credit] = [besides(picture, id, 'in'), besides(picture, id, 'loss')];
  const write = (value: number) => burden(value, picture.unit);
  return [
    words.stop(name, write(Math.max(node.into, node.out))),
    ...(own > 0 ? [words.own(write(own))] : []),
    ...(credit > 0 ? [words.creditOf(write(credit))] : []),
  ].join(' ');
}

/** What the marks of the picture mean, only those that occur. */
export function supplyLegend({ picture, drawn }: DrawnSupply): LegendEntry[] {
  const words = say().chart.legend;
  const { looks } = supplyFigure({ picture, drawn });
  const named = new Map(picture.links.map(({ specification, name }) => [specification, name]));
  const credits = new Set(picture.links.filter(({ id }) => picture.credits.includes(id)).map((l) => l.specification));
  const things = [...looks].filter(([id]) => id !== restNode && !credits.has(id));
  const entry = (is: boolean, swatch: LegendEntry['swatch'], told: string): LegendEntry[] =>
    is ? [{ ...(swatch && { swatch }), text: told }] : [];
  const has = (side: 'in' | 'loss') => picture.elsewhere.some((each) => each.side === side);
  return [
    ...things.map(([id, look]) => ({ swatch: { is: 'thing', ...look } as const, text: named.get(id) ?? id })),
    ...entry(has('in'), { is: 'rest' }, words.own),
    ...entry(has('loss'), { is: 'loss' }, words.credit),
    ...entry(picture.credits.length > 0, { is: 'possible' }, words.creditRibbon),
    ...entry(
      picture.links.some(({ specification }) => specification === restNode),
      { is: 'quiet' },
      words.rest,
    ),
    ...entry(
      drawn.links.some(({ kind }) => kind === 'return'),
      { is: 'returns' },
      words.returns,
    ),
    ...entry(picture.joined > 0, undefined, words.joined(formatNumber(picture.joined))),
  ];
}

/** The words of a picture of an account. */
export const supplyWords = (product: string) => ({
  others: say().chart.others,
  rest: say().chart.rest,
  product,
});
