import { text } from '../../text/text.ts';
import { formatNumber, formatShare } from '../../text/format.ts';
import { amountIn, linkAmountIn } from './amount.ts';
import type { DrawnFlows } from './layout.ts';
import type { FlowPicture, PictureLink } from './picture.ts';
import type { FlowsQuery } from './view.ts';

const say = () => text.flows;

export interface Told {
  readonly picture: FlowPicture;
  readonly drawn: DrawnFlows;
  /** mass, energy ... */
  readonly layer: string;
  readonly by: FlowsQuery['by'];
  /** As the reader calls it: 2025, March 2025, all that is recorded. */
  readonly period: string;
}

/** What the picture shows, the finding first. */
export function finding(told: Told): string[] {
  const { picture, layer, period } = told;
  if (picture.links.length === 0)
    return [picture.rest.rows > 0 ? say().finding.noneBetween : say().finding.nothing(layer, period)];
  const known = picture.links.some((link) => link.value > 0);
  const open = picture.links.filter((link) => Number.isNaN(link.value)).length;
  const isOpen = open > 0 && picture.links.some((link) => link.status === 'published');
  return [
    ...(known ? [returning(told)] : []),
    ...(picture.cycles.loops.some(({ amount }) => amount > 0) ? [largestLoop(told)] : largestFlow(told)),
    ...(isOpen ? [howKnown(picture, open)] : []),
  ];
}

/** How complete the picture is. */
export function completeness(told: Told): string[] {
  const { picture, layer, period } = told;
  const { links, nodes, rest } = picture;
  if (rest.rows === 0) return [];
  const ranges = links.filter((link) => link.low < link.high).length;
  const [all, known] = [formatNumber(rest.rows), formatNumber(rest.rows - rest.withoutContent)];
  return [
    say().scope(formatNumber(links.length), formatNumber(nodes.length), say().ends[told.by], period),
    ...(picture.leftOut.length > 0 ? [say().leftOut(thingsOf(picture.leftOut, picture))] : []),
    rest.withoutContent > 0 ? say().coverage(known, all, layer) : say().coverageFull(all, layer),
    rest.links > 0 ? say().rest(amountIn(picture)(rest.amount), formatNumber(rest.nodes)) : say().restNone,
    ...(picture.carried ? [say().carried] : []),
    ...(picture.apart > 0 ? [say().apart(formatNumber(picture.apart))] : []),
    ...(ranges > 0 ? [say().disagree(formatNumber(ranges))] : []),
  ];
}

/** Drinking water 843 t, waste water 679 t: every thing once, with the sum of its links. */
export function thingsOf(links: readonly PictureLink[], picture: Pick<FlowPicture, 'unit' | 'per'>): string {
  const sums = new Map<string, number>();
  for (const { name, value } of links) sums.set(name, (sums.get(name) ?? 0) + (value || 0));
  const inOrder = [...sums].sort(([, a], [, b]) => b - a);
  return inOrder.map(([name, sum]) => `${name} ${amountIn(picture)(sum)}`).join(', ');
}

/** Whether sources say different things of a flow. */
export const disagrees = ({ low, high, figures }: PictureLink): boolean => low < high && figures.length > 1;

/** How many flows have a figure, how many have none, and where figures disagree. */
function howKnown({ links }: FlowPicture, open: number): string {
  const ranges = links.filter(disagrees).length;
  return say().finding.howKnown(formatNumber(links.length - open), formatNumber(links.length), formatNumber(ranges));
}

const namesOf = (picture: FlowPicture) => new Map(picture.nodes.map((node) => [node.id, node.name]));

function returning({ picture, drawn, layer }: Told): string {
  const back = drawn.links.filter((link) => link.kind === 'return');
  if (picture.cycles.returned > 0)
    return say().finding.returns(formatShare(picture.cycles.returned), layer, picture.leftOut.length > 0);
  return back.length > 0 ? say().finding.returnsUnknown(formatNumber(back.length)) : say().finding.noReturn;
}

function largestLoop({ picture }: Told): string {
  const { names, amount } = picture.cycles.loops[0]!;
  return say().finding.loop(say().finding.loopNames(names), amountIn(picture)(amount));
}

function largestFlow({ picture }: Told): string[] {
  const names = namesOf(picture);
  const [largest] = [...picture.links].filter((link) => link.value > 0).sort((a, b) => b.value - a.value);
  if (!largest) return [];
  const { name, from, to } = largest;
  return [say().finding.largest(name, names.get(from)!, names.get(to)!, linkAmountIn(picture)(largest))];
}

/** The share by which in and out must differ to be worth a word. */
const visibleGap = 0.005;

/** What someone who hears the picture is told at a node. */
export function announceNode({ picture, drawn }: Pick<Told, 'picture' | 'drawn'>, id: string): string {
  const node = drawn.nodes.find((each) => each.id === id);
  const name = picture.nodes.find((each) => each.id === id)?.name;
  if (!node || name === undefined) return '';
  const write = amountIn(picture);
  const own = drawn.links.filter((link) => link.from === id || link.to === id);
  const back = own.filter((link) => link.kind === 'return');
  const [less, more] = [Math.min(node.into, node.out), Math.max(node.into, node.out)];
  const words = say().chart;
  const differs = node.into > node.out ? words.moreIn : words.moreOut;
  return [
    words.stop(name, write(node.into), write(node.out)),
    ...(less > 0 && more - less > more * visibleGap ? [differs(write(more - less))] : []),
    ...(back.length > 0 ? [words.returning(formatNumber(back.length), formatNumber(own.length))] : []),
  ].join(' ');
}
