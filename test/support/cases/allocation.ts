import { assembleModel } from '../../../engine/4-footprint/model/assemble-model.ts';
import type {
  AllocationFactor,
  Exchange,
  ModelAllocation,
  ModelFlow,
} from '../../../engine/4-footprint/model/model.ts';
import { answerOf, elementary, modelOf, product, waste } from '../models.ts';
import { type CaseResult, check } from './check.ts';

type Numbers = Readonly<Record<string, number>>;
type Told = Readonly<Record<string, unknown>>;

export interface AllocationCase extends Told {
  readonly demand?: Numbers;
  readonly rule?: string;
  readonly expected: Told;
  readonly variants?: readonly Told[];
}

const isKeyed = (value: unknown): value is Told => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Something exchanged, as cases write it: "p1 1 kg", 2, {amount: 2, unit: "kg"}. */
interface Quantity {
  readonly name: string;
  readonly amount: number;
  readonly unit: string;
}

function quantityOf(named: string, value: unknown): Quantity {
  if (typeof value === 'number') return { name: named, amount: value, unit: 'kg' };
  if (isKeyed(value)) {
    const { name, flow, amount, value: number, unit } = value as Record<string, never>;
    return { name: name ?? flow ?? named, amount: amount ?? number ?? 1, unit: unit ?? 'kg' };
  }
  const parts = /^(?:(.*?)\s+)??([-+]?[\d.]+(?:e[-+]?\d+)?)(?:\s+(\S+))?$/i.exec(String(value).trim());
  if (!parts) throw new Error(`not an amount: ${named} ${value}`);
  return { name: parts[1] ?? named, amount: Number(parts[2]), unit: parts[3] ?? 'kg' };
}

/** What the words before a name mean; the first that fits. */
const words: readonly (readonly [RegExp, Pick<ModelFlow, 'kind'> & Pick<Exchange, 'side' | 'avoided'>])[] = [
  [
    /^(reference|co-?products?|by-?products?|products?|outputs?)( products?)?(?! waste)\b\s*\d*\s*/i,
    { kind: 'product', side: 'output' },
  ],
  [/^(treated|reference|input) waste\b\s*/i, { kind: 'waste', side: 'input' }],
  [/^(output )?waste\b\s*/i, { kind: 'waste', side: 'output' }],
  [/^avoided( products?)?\b\s*/i, { kind: 'product', side: 'output', avoided: true }],
  [/^(emissions?|releases?)\b\s*/i, { kind: 'elementary', side: 'output' }],
  [/^(resources?|extractions?)\b\s*/i, { kind: 'elementary', side: 'input' }],
  [/^(inputs?|uses?)( products?)?\b\s*/i, { kind: 'product', side: 'input' }],
];

/** What is gathered while the processes of a case are read. */
interface Gathered {
  readonly flows: Map<string, ModelFlow>;
  readonly unknown: string[];
}

interface Process {
  readonly id: string;
  readonly exchanges: readonly Exchange[];
}

function readProcess(id: string, told: Told, { flows, unknown }: Gathered): Process {
  const exchanges = Object.entries(told).flatMap(([key, value]): Exchange[] => {
    const found = words.find(([pattern]) => pattern.test(key));
    if (!found) {
      if (!/^(name|unit|note|source)$/.test(key)) unknown.push(`${id}/${key}`);
      return [];
    }
    const [pattern, { kind, ...line }] = found;
    const name = key.replace(pattern, '').trim();
    const list = Array.isArray(value)
      ? value.map((each) => quantityOf(name, each))
      : isKeyed(value) && !('amount' in value) && !('value' in value)
        ? Object.entries(value).map(([each, amount]) => quantityOf(each, amount))
        : [quantityOf(name, value)];
    return list.map(({ name: flow, amount, unit }) => {
      const made = kind === 'elementary' ? elementary : kind === 'waste' ? waste : product;
      if (!flows.has(flow))
        flows.set(flow, {
          ...made(flow),
          unit,
          ...(kind === 'elementary' && { direction: line.side === 'input' ? 'resource' : 'emission' }),
        });
      return { flow, amount: { value: amount }, ...line };
    });
  });
  return { id, exchanges };
}

/** Processes of a case: `process`, `processes` by name, and every other object that says what it puts out. */
function processesIn(given: Told, gathered: Gathered): Process[] {
  const own = Object.entries(given).filter(
    ([key, value]) =>
      key !== 'process' &&
      isKeyed(value) &&
      Object.keys(value).some((each) => /^(reference|output|product)\b/i.test(each)),
  );
  const listed = isKeyed(given['processes']) ? Object.entries(given['processes']) : [];
  const all: [string, unknown][] = [
    ...(given['process'] === undefined ? [] : [['process', given['process']] as [string, unknown]]),
    ...listed,
    ...own,
  ];
  return all.map(([id, told]) => readProcess(id, told as Told, gathered));
}

/** The side on which a product of each kind stands: goods are put out, wastes treated. */
const madeAs = { product: 'output', waste: 'input', elementary: undefined } as const;

/** Factors by product, by product and exchange, or by exchange and product. */
function factorsIn(told: Told, { exchanges }: Process, flows: Gathered['flows']): ModelAllocation {
  const places = new Map(exchanges.map(({ flow }, place) => [flow, place]));
  const isMade = (name: string) =>
    exchanges.some(({ flow, side, avoided }) => flow === name && !avoided && side === madeAs[flows.get(flow)!.kind]);
  const factors = Object.entries(told).flatMap(([outer, value]): AllocationFactor[] => {
    if (typeof value === 'number') return [{ product: outer, factor: { value } }];
    return Object.entries(value as Numbers).map(([inner, factor]) => {
      const [made, other] = isMade(outer) ? [outer, inner] : [inner, outer];
      return { product: made, exchange: places.get(other)!, factor: { value: factor } };
    });
  });
  return { rule: 'factors', factors };
}

const factorKeys = ['allocation_factors', 'causal_factors', 'factors', 'causal', 'physical', 'economic'] as const;
const valueKeys = [
  'values',
  'value',
  'prices',
  'price',
  'mass',
  'masses',
  'energy',
  'exergy',
  'properties',
  'weights',
] as const;

/** The rule of a case, and what a unit of each product is worth by it. */
function ruleIn(
  given: Told,
  process: Process,
  flows: Gathered['flows'],
): { allocation: ModelAllocation; worth: Numbers } {
  const rule = String(given['rule'] ?? given['method'] ?? given['allocation'] ?? '');
  const factors = factorKeys.map((key) => given[key]).find(isKeyed);
  const worth = valueKeys.map((key) => given[key]).find(isKeyed) as Numbers | undefined;
  if (factors) return { allocation: factorsIn(factors, process, flows), worth: {} };
  if (worth) return { allocation: { rule: 'property', property: 'worth' }, worth };
  if (/substitut|system expansion/i.test(rule)) return { allocation: { rule: 'substitution' }, worth: {} };
  if (/cut-?off/i.test(rule)) return { allocation: { rule: 'cut-off' }, worth: {} };
  if (/equal/i.test(rule)) return { allocation: { rule: 'equal' }, worth: {} };
  return { allocation: { rule: 'property', property: 'mass' }, worth: {} };
}

function runOne(given: AllocationCase): CaseResult {
  const gathered: Gathered = { flows: new Map(), unknown: [] };
  const processes = processesIn(given, gathered);
  const { allocation, worth } = ruleIn(given, processes[0]!, gathered.flows);
  const flows = [...gathered.flows.values()].map((flow) =>
    worth[flow.id] === undefined ? flow : { ...flow, properties: { worth: worth[flow.id]! } },
  );
  const model = modelOf({
    flows,
    processes: processes.map(({ id, exchanges }, j) => ({
      id,
      name: id,
      reference: 0,
      exchanges,
      ...(j === 0 && { allocations: { case: allocation } }),
    })),
  });
  const { system, coverage, problems } = assembleModel(model);
  const first = processes[0]!.exchanges[0]!;
  const { inventory, scaling } = answerOf(system, given.demand ?? { [first.flow]: 1 });
  const shares = Object.fromEntries((coverage.shared[0]?.shares ?? []).map(({ flow, share }) => [flow, share]));
  const found: Record<string, (expected: unknown) => unknown> = {
    ...Object.fromEntries(Object.entries(inventory).map(([flow, amount]) => [flow, () => amount])),
    ...Object.fromEntries(['allocation_factors', 'factors', 'shares'].map((key) => [key, () => shares])),
    ...Object.fromEntries(['g', 'inventory', 'emissions'].map((key) => [key, () => inventory])),
    ...Object.fromEntries(['s', 'scaling'].map((key) => [key, () => scaling])),
  };
  const answer = check(given, found);
  const notes = problems.map(({ code }) => code);
  return { ...answer, unknownKeys: [...answer.unknownKeys, ...gathered.unknown], ...(notes.length > 0 && { notes }) };
}

/** allocation: processes of several products as a model that is put together by the rule of the case, and by each of its variants. */
export function run(given: AllocationCase): CaseResult {
  const { variants = [], ...base } = given;
  const whole = base.expected ? [{ name: '', result: runOne(base as AllocationCase) }] : [];
  const rest = variants.map((variant, place) => {
    const clean = Object.fromEntries(
      Object.entries(base).filter(([key]) => ![...factorKeys, ...valueKeys, 'rule'].includes(key as never)),
    );
    const own = ['rule', 'method', ...factorKeys, ...valueKeys].some((key) => key in variant) ? clean : base;
    return { name: `${variant['name'] ?? place}/`, result: runOne({ ...own, ...variant } as AllocationCase) };
  });
  const all = [...whole, ...rest];
  const differences = all.flatMap(({ name, result }) => result.differences.map((each) => name + each));
  return {
    passed: differences.length === 0,
    differences,
    unknownKeys: all.flatMap(({ result }) => result.unknownKeys),
  };
}
