import type { LotSystem } from '../lot/lot-system.ts';
import type { ProcessInput, ProcessOutput } from './passing.ts';
import type { TreatedWaste } from './waste.ts';

/** The columns of a system's flows while they are filled. */
export interface FlowLists {
  consume(process: number, input: Pick<ProcessInput, 'pool' | 'quantity' | 'isSpread'>): void;
  make(process: number, output: Pick<ProcessOutput, 'pool' | 'quantity'>, share: number): void;
  charge(from: number, by: number, quantity: number): void;
  /** Burden without goods. */
  shadow(pool: number, process: number, quantity: number): void;
  columns(): FlowColumns;
}

/** What flows in a system, as columns; `spread` is 1 at what is consumed in amounts that were shared out from a meter or an invoice. */
export interface FlowColumns extends Required<Pick<LotSystem, 'consumes' | 'outputs' | 'wasteTo' | 'shadows'>> {
  readonly spread: Uint8Array;
}

/** Columns that hold the treatments so far. */
export function flowLists(treatment: TreatedWaste): FlowLists {
  const consumes = { pool: [] as number[], process: [] as number[], quantity: [] as number[] };
  const spread: number[] = [];
  const outputs = { process: [] as number[], pool: [] as number[], quantity: [] as number[], share: [] as number[] };
  const wasteTo = { from: [...treatment.from], by: [...treatment.by], quantity: [...treatment.quantity] };
  const shadows = { pool: [] as number[], process: [] as number[], quantity: [] as number[] };
  return {
    consume(process, { pool, quantity, isSpread }) {
      spread.push(isSpread ? 1 : 0);
      consumes.pool.push(pool);
      consumes.process.push(process);
      consumes.quantity.push(quantity);
    },
    make(process, { pool, quantity }, share) {
      outputs.process.push(process);
      outputs.pool.push(pool);
      outputs.quantity.push(quantity);
      outputs.share.push(share);
    },
    charge(from, by, quantity) {
      wasteTo.from.push(from);
      wasteTo.by.push(by);
      wasteTo.quantity.push(quantity);
    },
    shadow(pool, process, quantity) {
      shadows.pool.push(pool);
      shadows.process.push(process);
      shadows.quantity.push(quantity);
    },
    columns: () => ({
      spread: new Uint8Array(spread),
      consumes: drawn(consumes),
      outputs: {
        process: new Int32Array(outputs.process),
        pool: new Int32Array(outputs.pool),
        quantity: new Float64Array(outputs.quantity),
        share: new Float64Array(outputs.share),
      },
      wasteTo: {
        from: new Int32Array(wasteTo.from),
        by: new Int32Array(wasteTo.by),
        quantity: new Float64Array(wasteTo.quantity),
      },
      shadows: drawn(shadows),
    }),
  };
}

const drawn = (lists: { readonly pool: number[]; readonly process: number[]; readonly quantity: number[] }) => ({
  pool: new Int32Array(lists.pool),
  process: new Int32Array(lists.process),
  quantity: new Float64Array(lists.quantity),
});
