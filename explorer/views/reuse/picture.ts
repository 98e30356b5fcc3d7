import type { Facts } from '../../../engine/1-record/facts.ts';
import { formatAmount } from '../../text/format.ts';
import type { Label } from '../flows/labels.ts';
import type { SankeyLayout } from '../flows/layout/placed.ts';
import { kindOf, nameOf } from '../flows/names.ts';
import type { FlowPicture, PictureLink, PictureNode } from '../flows/picture.ts';

/** A flow that could be. */
export interface Offer {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly specification: string;
  readonly name: string;
  readonly kilograms: number;
}

/** What the ids of possible flows begin with. */
const mark = 'possible:';

/** The id of a possible flow. */
export const offerId = (key: string): string => mark + key;
/** Whether a ribbon is a possible flow. */
export const isOffer = (id: string): boolean => id.startsWith(mark);

/** A picture of recorded flows with possible ones among them. They count in none of its sums: loops and what returns stay as recorded. */
export function offersInto(picture: FlowPicture, offers: readonly Offer[], facts: Facts): FlowPicture {
  const links = offers.map(linkOf);
  const known = new Set(picture.nodes.map(({ id }) => id));
  const ends = [...new Set(links.flatMap(({ from, to }) => [from, to]))].filter((id) => !known.has(id));
  const nodes = ends.map((id) => nodeOf(id, facts));
  return { ...picture, nodes: [...picture.nodes, ...nodes], links: [...picture.links, ...links] };
}

const nodeId = (agent: string): string => `agent:${agent}`;

const nodeOf = (id: string, facts: Facts): PictureNode => {
  const of = id.slice(nodeId('').length);
  return { id, name: nameOf(facts, of), kind: kindOf(facts, { kind: 'agent', of }) };
};

const linkOf = ({ id, from, to, specification, name, kilograms }: Offer): PictureLink => ({
  id,
  from: nodeId(from),
  to: nodeId(to),
  // A class of its own, so that it never joins the recorded flow of the same thing.
  specification: `${mark}${specification}`,
  name,
  value: kilograms,
  low: kilograms,
  high: kilograms,
  status: 'measured',
  rows: 0,
  figures: [],
});

/** A label beside the middle of each possible flow, however thin it is. */
export function offerLabels(drawn: SankeyLayout, picture: FlowPicture): Label[] {
  const about = new Map(picture.links.map((link) => [link.id, link]));
  return drawn.links
    .filter(({ id }) => isOffer(id))
    .map(({ id, middle, thick }) => {
      const { name, value } = about.get(id)!;
      const line = `${name} ${formatAmount(value, picture.unit)}`;
      const half = 3.5 * line.length;
      const x = Math.min(Math.max(middle.x, half), drawn.width - half);
      return { id, x, y: middle.y - thick / 2 - 6, anchor: 'middle', lines: [line] };
    });
}
