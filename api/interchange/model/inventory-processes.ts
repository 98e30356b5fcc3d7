import type { Problem } from '../../../engine/0-base/problem.ts';
import { tableLanguages } from '../../../engine/1-record/table/header.ts';
import type {
  AllocationFactor,
  Exchange,
  ModelAllocation,
  ModelFlow,
  ModelProcess,
} from '../../../engine/4-footprint/model/model.ts';
import { amountIn, type Parameters } from './inventory-amounts.ts';
import { type InventoryTable, type Role, roles, roleWords } from './inventory-fields.ts';
import type { InventoryFlows } from './inventory-flows.ts';
import { numberIn, originOf, type Row } from './inventory-rows.ts';

/** How each role is exchanged. */
const meanings: Readonly<Record<Role, Pick<Exchange, 'side' | 'avoided'> & Pick<ModelFlow, 'kind' | 'direction'>>> = {
  product: { kind: 'product', side: 'output' },
  input: { kind: 'product', side: 'input' },
  emission: { kind: 'elementary', side: 'output', direction: 'emission' },
  resource: { kind: 'elementary', side: 'input', direction: 'resource' },
  waste: { kind: 'waste', side: 'output' },
  treated: { kind: 'waste', side: 'input' },
  avoided: { kind: 'product', side: 'output', avoided: true },
};

function roleOf(row: Row): Role | undefined {
  const said = row.cell('role')!.toLowerCase();
  return roles.find((role) => role === said || tableLanguages.some((language) => roleWords[language][role] === said));
}

/** What lines are read with; problems are added as they are found. */
export interface InventoryReading {
  readonly parameters: Parameters;
  readonly flows: InventoryFlows;
  readonly problems: Problem[];
}

/** A line of a process: what it exchanges, and the share of the burden that it bears. */
interface Line {
  readonly exchange: Exchange;
  readonly role: Role;
  readonly share: number | undefined;
}

function readLine(row: Row, process: string, { parameters, flows, problems }: InventoryReading): Line | undefined {
  const role = roleOf(row);
  if (!role) {
    problems.push(row.say('choice.unknown', 'role', { known: roles.map((each) => roleWords.en[each]).join(', ') }));
    return undefined;
  }
  const { kind, side, direction, avoided } = meanings[role];
  const amount = amountIn(row, 'amount', { parameters, process, problems });
  const flow = flows.use(row, kind, direction);
  if (!amount || !flow) return undefined;
  const { value, formula } = amount;
  const [provider, place, share] = [row.cell('provider'), row.cell('place'), row.cell('share')];
  const part = share === undefined ? undefined : numberIn(share, row.mark);
  if (share !== undefined && part === undefined)
    problems.push(row.say('table.cell', 'share', { expected: 'a number' }));
  const exchange: Exchange = {
    flow: flow.id,
    side,
    amount: {
      value: value * flow.scale,
      ...(formula !== undefined && { formula: flow.scale === 1 ? formula : `(${formula}) * ${flow.scale}` }),
    },
    ...(avoided && { avoided }),
    ...(provider !== undefined && { provider }),
    ...(place !== undefined && { place }),
    at: originOf(row),
  };
  return { exchange, role, share: part };
}

/** The rule that the table of processes names, and the shares of the lines. */
function allocationsOf(lines: readonly Line[], rule: string | undefined): Record<string, ModelAllocation> {
  const factors = lines.flatMap(({ exchange, share }): AllocationFactor[] =>
    share === undefined ? [] : [{ product: exchange.flow, factor: { value: share } }],
  );
  const simple = (['equal', 'substitution', 'cut-off'] as const).find((each) => each === rule);
  return {
    ...(rule !== undefined && {
      [rule]: simple ? { rule: simple } : { rule: 'property', property: rule.toLowerCase() },
    }),
    ...(factors.length > 0 && { shares: { rule: 'factors', factors } }),
  };
}

/** Reads the processes from their exchanges and their own table. Problems: choice.unknown, table.cell, id.duplicate, and those of flows. */
export function readProcesses(rows: Record<InventoryTable, readonly Row[]>, reading: InventoryReading): ModelProcess[] {
  const lines = new Map<string, Line[]>();
  for (const row of rows.exchanges) {
    const process = row.cell('process')!;
    const list = lines.get(process) ?? [];
    lines.set(process, list);
    const line = readLine(row, process, reading);
    if (line) list.push(line);
  }
  const told = new Map<string, Row>();
  for (const row of rows.processes) {
    const process = row.cell('process')!;
    if (told.has(process)) reading.problems.push(row.say('id.duplicate', 'process', { value: process }));
    else told.set(process, row);
    if (!lines.has(process)) lines.set(process, []);
  }
  return [...lines].map(([id, own]): ModelProcess => {
    const row = told.get(id);
    const [place, supplier] = [row?.cell('place'), row?.cell('supplier')];
    const allocations = allocationsOf(own, row?.cell('allocation'));
    const parameters = reading.parameters.get(id);
    const at = own[0]?.exchange.at ?? (row && originOf(row));
    return {
      id,
      name: id,
      reference: own.findIndex(({ role }) => role === 'product' || role === 'treated'),
      exchanges: own.map(({ exchange }) => exchange),
      ...(place !== undefined && { place }),
      ...(supplier !== undefined && { supplier }),
      ...(Object.keys(allocations).length > 0 && { allocations }),
      ...(parameters && { parameters }),
      ...(at !== undefined && { at }),
    };
  });
}
