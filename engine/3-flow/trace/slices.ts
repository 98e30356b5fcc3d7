/** Which delivery a withdrawal was taken from, one list after the other. */
export interface Slices {
  readonly start: Int32Array;
  readonly end: Int32Array;
  readonly move: Int32Array;
  /** Part of the delivery. */
  readonly part: Float64Array;
}

/** Part of a quantity that is rounding and no shortage. */
export const rounding = 1e-9;

/** A growing list of slices. */
export interface SliceList {
  deliver(node: number, move: number, quantity: number): void;
  /** Of a stock that much of what came first; all that is there without a quantity. */
  take(node: number, move: number, quantity: number | undefined): void;
  slices(): Slices;
}

interface Queue {
  readonly moves: number[];
  readonly whole: number[];
  readonly open: number[];
  head: number;
}

/** Remembers of every stock what came first, and which withdrawal took what of it. */
export function sliceList(count: number): SliceList {
  const queues = new Map<number, Queue>();
  const [start, end] = [new Int32Array(count), new Int32Array(count)];
  const moves: number[] = [];
  const parts: number[] = [];
  const queueOf = (node: number): Queue => {
    const known = queues.get(node) ?? { moves: [], whole: [], open: [], head: 0 };
    queues.set(node, known);
    return known;
  };
  return {
    deliver(node, move, quantity) {
      const queue = queueOf(node);
      queue.moves.push(move);
      queue.whole.push(quantity);
      queue.open.push(quantity);
    },
    take(node, move, quantity) {
      const queue = queueOf(node);
      start[move] = moves.length;
      let wanted = quantity ?? Number.POSITIVE_INFINITY;
      while (wanted > 0 && queue.head < queue.moves.length) {
        const open = queue.open[queue.head]!;
        const isAll = wanted >= open * (1 - rounding);
        const took = isAll ? open : wanted;
        moves.push(queue.moves[queue.head]!);
        parts.push(took / queue.whole[queue.head]!);
        queue.open[queue.head] = isAll ? 0 : open - took;
        if (isAll) queue.head += 1;
        wanted = wanted - took <= rounding * (quantity ?? 0) ? 0 : wanted - took;
      }
      end[move] = moves.length;
    },
    slices: () => ({ start, end, move: Int32Array.from(moves), part: Float64Array.from(parts) }),
  };
}
