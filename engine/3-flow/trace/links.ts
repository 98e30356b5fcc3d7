import type { TracePlan } from './plan.ts';
import type { Shown } from './shown.ts';

/** What passed between two places by one move, of every move of which something counts; columns `count` long. */
export interface TraceLinks {
  count: number;
  /** Places. */
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly move: Int32Array;
  readonly amount: Float64Array;
  readonly share: Float64Array;
  /** The part of what passed is the sum of `of` by the sum of `whole`. */
  readonly of: Float64Array;
  readonly whole: Float64Array;
}

/** What a move adds: numbers that are read at once, so that a million moves make no objects. */
export interface LinkFigures {
  amount: number;
  share: number;
  of: number;
  whole: number;
}

/** Below this part of the lot nothing is told: it is the rounding of a sum. */
export const negligible = 1e-12;

/**
 * Reads the links of a plan: of each move from its own place, and where a process adds to what it hands through, from the process too.
 * `read` fills in the figures.
 */
export function readLinks(
  { ground }: TracePlan,
  shown: Shown,
  read: (move: number, isSecond: boolean, into: LinkFigures) => void,
): TraceLinks {
  const links = emptyLinks(ground.count + ground.second.reduce((sum, each) => sum + (each >= 0 ? 1 : 0), 0));
  const figures: LinkFigures = { amount: 0, share: 0, of: 0, whole: 0 };
  const add = (move: number, from: number, isSecond: boolean): void => {
    const to = shown.to[move]!;
    if (from === to) return;
    read(move, isSecond, figures);
    if (!(figures.share > negligible || figures.of > negligible * figures.whole)) return;
    const at = links.count++;
    links.from[at] = from;
    links.to[at] = to;
    links.move[at] = move;
    links.amount[at] = figures.amount;
    links.share[at] = figures.share;
    links.of[at] = figures.of;
    links.whole[at] = figures.whole;
  };
  for (let move = 0; move < ground.count; move++) {
    add(move, shown.from[move]!, false);
    if (ground.second[move]! >= 0) add(move, shown.ofNode[ground.second[move]!]!, true);
  }
  return links;
}

const emptyLinks = (room: number): TraceLinks => ({
  count: 0,
  ...{ from: new Int32Array(room), to: new Int32Array(room), move: new Int32Array(room) },
  ...{ amount: new Float64Array(room), share: new Float64Array(room) },
  ...{ of: new Float64Array(room), whole: new Float64Array(room) },
});
