import { type DraftInput, type DraftOutput, type DraftProcess, type GapList, noBurden } from './draft.ts';
import type { LotOutput, LotProcess } from './lot-system.ts';
import type { Allocator } from './share.ts';
import type { TreatedWaste } from './waste.ts';

/** What processes are finished with. */
export interface ProcessRequest {
  readonly processes: readonly DraftProcess[];
  readonly gaps: GapList;
  readonly treatment: readonly TreatedWaste[];
  readonly allocator: Allocator;
}

/**
 * The processes of a system: those of the draft in its order, then one for each kind of goods that passes through a process. Goods picked up
 * and dropped off keep what they carry: their passage takes them over, and the process itself charges its burden to the passages as a treatment
 * charges it, by the shares of the allocation rule; so beer and bread on one van do not mix.
 */
export function lotProcesses({ processes, gaps, treatment, allocator }: ProcessRequest): LotProcess[] {
  const wasteOf = processes.map((): { process: number; quantity: number }[] => []);
  for (const { from, by, quantity } of treatment) wasteOf[from]!.push({ process: by, quantity });
  const passages: LotProcess[] = [];
  const own = processes.map((drafted, place) => {
    const through = passing(drafted);
    const goods = [...through.made, ...through.passed];
    const { shares, problem } = allocator.sharesOf(drafted.id, goods);
    if (problem) {
      const specification = goods[0]!.thing.specification;
      gaps.add({ kind: 'allocation', specification, process: drafted.id, quantity: goods.length, unit: '', problem });
    }
    passages.push(...passagesOf(place, through, shares.slice(through.made.length)));
    const others = through.rest.map((output) => lotOutput(output, 0));
    return {
      key: drafted.id,
      ...(drafted.carried ? { carried: drafted.carried } : {}),
      direct: drafted.direct,
      consumes: through.inputs,
      purchases: drafted.purchases,
      wasteTo: wasteOf[place]!,
      outputs: [...through.made.map((output, at) => lotOutput(output, shares[at]!)), ...others],
    };
  });
  return [...own, ...passages];
}

const lotOutput = ({ pool, quantity }: DraftOutput, share: number): LotOutput => ({ pool, quantity, share });

interface Passing {
  /** What the process uses itself. */
  readonly inputs: readonly DraftInput[];
  /** Products and co-products that it makes. */
  readonly made: readonly DraftOutput[];
  /** What it makes that carries no burden. */
  readonly rest: readonly DraftOutput[];
  /** What only passes through, in and out. */
  readonly taken: readonly DraftInput[];
  readonly passed: readonly DraftOutput[];
}

const kindOf = ({ thing }: { thing: DraftInput['thing'] }): string => `${thing.unit} ${thing.specification}`;

const passes = (input: DraftInput): boolean => input.carries;
const isProduct = ({ role }: DraftOutput): boolean => role === 'product' || role === 'co-product';
const isOther = (output: DraftOutput): boolean => !isProduct(output);

/** Splits inputs and outputs into what is used and made, and what passes through: of each kind the smaller of what came in that way and what came out. */
function passing(drafted: DraftProcess): Passing {
  if (!drafted.inputs.some(passes))
    return {
      inputs: drafted.inputs,
      taken: [],
      passed: [],
      made: drafted.outputs.filter(isProduct),
      rest: drafted.outputs.filter(isOther),
    };
  const came = sums(drafted.inputs.filter(passes));
  const went = sums(drafted.outputs);
  const part = (kind: string, side: ReadonlyMap<string, number>) =>
    Math.min(came.get(kind) ?? 0, went.get(kind) ?? 0) / side.get(kind)!;
  const inputs: DraftInput[] = [];
  const taken: DraftInput[] = [];
  for (const input of drafted.inputs) {
    const through = input.carries ? part(kindOf(input), came) : 0;
    split(input, through, taken, inputs);
  }
  const others: DraftOutput[] = [];
  const passed: DraftOutput[] = [];
  for (const output of drafted.outputs) split(output, part(kindOf(output), went), passed, others);
  return { inputs, taken, passed, made: others.filter(isProduct), rest: others.filter(isOther) };
}

function sums(list: readonly (DraftInput | DraftOutput)[]): Map<string, number> {
  const sum = new Map<string, number>();
  for (const each of list) sum.set(kindOf(each), (sum.get(kindOf(each)) ?? 0) + each.quantity);
  return sum;
}

function split<T extends { readonly quantity: number }>(each: T, part: number, through: T[], rest: T[]): void {
  if (part > 0) through.push({ ...each, quantity: each.quantity * part });
  if (part < 1) rest.push(part > 0 ? { ...each, quantity: each.quantity * (1 - part) } : each);
}

function passagesOf(process: number, { taken, passed }: Passing, shares: readonly number[]): LotProcess[] {
  const kinds = [...new Set(passed.map(kindOf))];
  return kinds.map((kind) => {
    const outputs = passed.flatMap((output, at) => (kindOf(output) === kind ? [{ output, share: shares[at]! }] : []));
    const quantity = outputs.reduce((sum, { output }) => sum + output.quantity, 0);
    const charged = outputs.reduce((sum, { share }) => sum + share, 0);
    return {
      key: `passage of ${kind}`,
      direct: noBurden(),
      consumes: taken.filter((input) => kindOf(input) === kind),
      purchases: [],
      wasteTo: charged > 0 ? [{ process, quantity: charged }] : [],
      outputs: outputs.map(({ output }) => lotOutput(output, output.quantity / quantity)),
    };
  });
}
