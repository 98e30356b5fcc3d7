import type { SankeyLayout } from './layout/placed.ts';

/** A step through the picture: along the largest flow, against it, or to a neighbour of the column. */
export type Step = 'forward' | 'backward' | 'before' | 'after' | 'first';

/** The node that a step leads to; undefined when there is none. Who stands at a node of another picture begins anew. */
export function walk(layout: SankeyLayout, from: string | undefined, step: Step): string | undefined {
  const isHere = layout.nodes.some(({ id }) => id === from);
  if (from === undefined || !isHere || step === 'first') return firstOf(layout);
  if (step === 'forward') return largest(layout, 'from', from)?.to;
  if (step === 'backward') return largest(layout, 'to', from)?.from;
  const here = layout.nodes.find((node) => node.id === from);
  const column = layout.nodes.filter((node) => node.column === here?.column).sort((a, b) => a.room.from - b.room.from);
  const place = column.findIndex((node) => node.id === from);
  return column[place + (step === 'after' ? 1 : -1)]?.id;
}

/** The node through which most flows. */
function firstOf(layout: SankeyLayout): string | undefined {
  const size = (node: SankeyLayout['nodes'][number]) => Math.max(node.into, node.out);
  return [...layout.nodes].sort((a, b) => size(b) - size(a))[0]?.id;
}

function largest(layout: SankeyLayout, end: 'from' | 'to', node: string) {
  return layout.links
    .filter((link) => link[end] === node && link.kind !== 'loop')
    .sort((a, b) => b.thick - a.thick || (a.id < b.id ? -1 : 1))[0];
}

/** What a key means: arrows follow the direction in which the picture is read. */
export function stepOf(key: string, vertical: boolean): Step | undefined {
  const keys: Readonly<Record<string, Step>> = vertical
    ? { ArrowDown: 'forward', ArrowUp: 'backward', ArrowLeft: 'before', ArrowRight: 'after', Home: 'first' }
    : { ArrowRight: 'forward', ArrowLeft: 'backward', ArrowUp: 'before', ArrowDown: 'after', Home: 'first' };
  return keys[key];
}
