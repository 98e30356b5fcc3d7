import { text } from '../../text/text.ts';
import type { FlowPictureResult } from '../../worker/flows.ts';
import { amountIn, linkAmountIn } from './amount.ts';
import { plainLook } from './colour.ts';
import type { PictureSize } from './layout.ts';
import type { PlacedLink } from './layout/placed.ts';
import type { BarLook, RibbonLook } from './looks.ts';
import { announceNode } from './sentences.ts';
import { loopNumbers } from './view.ts';

/** The room for the picture on a page that is so wide. */
export const pictureSize = (width: number): PictureSize => ({
  width: Math.max(320, Math.floor(width)),
  height: width < 600 ? 900 : 620,
});

/** The loops that have a number: those that are listed. */
const numberedLoops = ({ picture }: Pick<FlowPictureResult, 'picture'>) =>
  picture.cycles.loops.slice(0, loopNumbers.length - 1);

/** How the ribbons and bars of a picture look, and which ribbons the chosen loop raises. */
export function flowFigure(result: FlowPictureResult, loop: string) {
  const { picture } = result;
  const looks = new Map(result.looks);
  const links = new Map(picture.links.map((link) => [link.id, link]));
  const nodes = new Map(picture.nodes.map((node) => [node.id, node]));
  const loops = numberedLoops(result);
  const inLoops = new Set(loops.flatMap((each) => (each.amount > 0 ? each.links : [])));
  const nameOf = (id: string) => nodes.get(id)?.name ?? id;
  return {
    inLoops,
    raisedLinks: loop === '' ? undefined : new Set(loops[Number(loop) - 1]?.links),
    ribbon(link: PlacedLink): RibbonLook {
      const about = links.get(link.id)!;
      return {
        ...(looks.get(about.specification) ?? plainLook),
        sure: Number.isNaN(about.value) ? 'unknown' : about.status,
        stress: link.members.some((id) => inLoops.has(id)),
        title: `${about.name}: ${text.flows.list.from(nameOf(link.from), nameOf(link.to))}, ${linkAmountIn(picture)(about)}`,
      };
    },
    bar(id: string): BarLook {
      const lost = picture.elsewhere.find(({ node, side }) => node === id && side === 'loss');
      return {
        kind: nodes.get(id)?.kind ?? 'rest',
        title: announceNode(result, id),
        ...(lost && { loss: `${text.flows.groups.loss}: ${amountIn(picture)(lost.value)}` }),
      };
    },
  };
}

/** Which marks a picture has that its legend explains. */
export const flowMarks = ({ picture, drawn }: FlowPictureResult, inLoops: ReadonlySet<string>) => ({
  returns: drawn.links.some((link) => link.kind === 'return'),
  gaps: drawn.nodes.some(({ stubs }) => stubs.some((stub) => stub.kind === 'gap' && !stub.unknown)),
  rest: picture.elsewhere.some(({ side }) => side !== 'loss'),
  losses: picture.elsewhere.some(({ side }) => side === 'loss'),
  loops: inLoops.size > 0,
});
