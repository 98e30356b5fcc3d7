import type { Day } from '../../0-base/time.ts';
import type { OutputRole } from '../../1-record/knowledge.ts';
import type { Thing } from '../../3-flow/content.ts';

/** An input of a process from a pool. */
export interface ProcessInput {
  readonly pool: number;
  readonly quantity: number;
  /** Whether the goods pass through the process as they are: picked up, taken in for repair. */
  readonly carries: boolean;
  /** Whether the amount was shared out from a meter or an invoice. */
  readonly isSpread: boolean;
  readonly thing: Thing;
  /** Place in the table. */
  readonly row: number;
}

/** An output of a process into a pool. */
export interface ProcessOutput {
  readonly pool: number;
  readonly quantity: number;
  readonly day: Day;
  readonly role: OutputRole;
  readonly thing: Thing;
  /** Place in the table. */
  readonly row: number;
}

/** What a process does with its inputs and outputs. */
export interface Passing {
  /** What the process uses itself. */
  readonly inputs: readonly ProcessInput[];
  /** Products and co-products that it makes. */
  readonly made: readonly ProcessOutput[];
  /** What it makes that carries no burden. */
  readonly rest: readonly ProcessOutput[];
  /** What only passes through, in and out. */
  readonly taken: readonly ProcessInput[];
  readonly passed: readonly ProcessOutput[];
}

/** Goods of one unit and specification. */
export const kindOf = ({ thing }: { readonly thing: Thing }): string => `${thing.unit} ${thing.specification}`;

const isProduct = ({ role }: ProcessOutput): boolean => role === 'product' || role === 'co-product';
const isOther = (output: ProcessOutput): boolean => !isProduct(output);

/** Names the passage of goods of a kind (kindOf) through a process. */
export const passageKey = (kind: string): string => `passage of ${kind}`;

/** What passes under the name of a passage; undefined for any other name. */
export function passingThrough(key: string): { readonly unit: string; readonly specification: string } | undefined {
  const [, unit, specification] = /^passage of (\S+) (.*)$/s.exec(key) ?? [];
  return unit === undefined || specification === undefined ? undefined : { unit, specification };
}

/** Splits inputs and outputs into what is used and made, and what passes through: of each kind the smaller of what came in that way and what came out. */
export function passing(inputs: readonly ProcessInput[], outputs: readonly ProcessOutput[]): Passing {
  const carried = inputs.filter((input) => input.carries);
  if (carried.length === 0)
    return { inputs, taken: [], passed: [], made: outputs.filter(isProduct), rest: outputs.filter(isOther) };
  const came = sums(carried);
  const went = sums(outputs);
  const part = (kind: string, side: ReadonlyMap<string, number>) =>
    Math.min(came.get(kind) ?? 0, went.get(kind) ?? 0) / side.get(kind)!;
  const used: ProcessInput[] = [];
  const taken: ProcessInput[] = [];
  for (const input of inputs) split(input, input.carries ? part(kindOf(input), came) : 0, taken, used);
  const others: ProcessOutput[] = [];
  const passed: ProcessOutput[] = [];
  for (const output of outputs) split(output, part(kindOf(output), went), passed, others);
  return { inputs: used, taken, passed, made: others.filter(isProduct), rest: others.filter(isOther) };
}

function sums(list: readonly (ProcessInput | ProcessOutput)[]): Map<string, number> {
  const sum = new Map<string, number>();
  for (const each of list) sum.set(kindOf(each), (sum.get(kindOf(each)) ?? 0) + each.quantity);
  return sum;
}

function split<T extends { readonly quantity: number }>(each: T, part: number, through: T[], rest: T[]): void {
  if (part > 0) through.push({ ...each, quantity: each.quantity * part });
  if (part < 1) rest.push(part > 0 ? { ...each, quantity: each.quantity * (1 - part) } : each);
}
