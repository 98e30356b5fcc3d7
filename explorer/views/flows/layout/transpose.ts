import { transposed } from './outline.ts';
import type { PlacedLink, PlacedNode, SankeyLayout } from './placed.ts';

const node = (given: PlacedNode): PlacedNode => ({
  ...given,
  ...turn(given),
  stubs: given.stubs.map((stub) => ({
    ...stub,
    ...turn(stub),
    ...(stub.outline && { outline: transposed(stub.outline) }),
  })),
});

const turn = ({ x, y, width, height }: { x: number; y: number; width: number; height: number }) => ({
  x: y,
  y: x,
  width: height,
  height: width,
});

const link = (given: PlacedLink): PlacedLink => ({
  ...given,
  outline: transposed(given.outline),
  ...(given.core && { core: transposed(given.core) }),
  middle: { x: given.middle.y, y: given.middle.x, heading: Math.PI / 2 - given.middle.heading },
});

/** The same picture read downwards: both axes exchanged. */
export const transposeLayout = (given: SankeyLayout): SankeyLayout => ({
  ...given,
  width: given.height,
  height: given.width,
  vertical: true,
  nodes: given.nodes.map(node),
  links: given.links.map(link),
});
