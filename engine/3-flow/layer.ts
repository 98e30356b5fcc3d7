import { flagsOf } from '../0-base/group.ts';
import { type Problem, problem } from '../0-base/problem.ts';
import {
  type ContentReader,
  type ContentRequest,
  contentReader,
  type Derivation,
  type HeatingBasis,
} from './content.ts';
import { type ContentStep, stepOn } from './content-step.ts';
import { type FlowTable, flowBurdens, flowRoles, flowStatuses, roleCodes } from './columns.ts';

/** A specification of which some rows have no content. */
export interface MissingContent {
  readonly specification: string;
  readonly rows: number;
  /** Sum of those rows, in `unit`; NaN when an amount among them is unknown. */
  readonly quantity: number;
  readonly unit: string;
}

/** The content of a layer, row by row. */
export interface LayerContent {
  readonly layer: ContentRequest['layer'];
  /** Coherent unit (kg, J) or currency. */
  readonly unit: string;
  /** Of energy: the heating value that counts. */
  readonly basis?: HeatingBasis | undefined;
  /** Per row of the table; NaN = not known, 0 for rows in which no goods move (work, use, knowledge). */
  readonly content: Float64Array;
  /** Per row: the ends of the range, of a published amount and of an uncertain content; else its content. */
  readonly low: Float64Array;
  readonly high: Float64Array;
  /** Per row: 1 when its content is not known. */
  readonly unknown: Uint8Array;
  readonly missing: readonly MissingContent[];
  /** Rows in which goods move, and how many of them have content. */
  readonly coverage: { readonly rows: number; readonly known: number };
  /** Things whose content follows from others, with the rule and the Property records. */
  readonly derived: readonly (Derivation & { readonly specification: string })[];
  /** property.missing and heating.basis, one per specification. */
  readonly problems: readonly Problem[];
}

type ContentSteps = readonly ContentStep[];

const published = flowStatuses.indexOf('published');
const goodsBurdens = new Set(['consumes', 'carries', 'opening', 'loss']);
const { in: into, out, transfer, custody, opening, loss } = roleCodes;
const goodsRoles = new Set<number>([into, out, transfer, custody, opening, loss]);

/** By role x 8 + burden: 1 where goods move; not so for work, services, knowledge, rights alone and the use of tools. */
export const goodsTable = Uint8Array.from({ length: flowRoles.length * 8 }, (_, key) =>
  goodsRoles.has(key >> 3) && goodsBurdens.has(flowBurdens[key & 7] ?? 'free') ? 1 : 0,
);

/** Whether goods move in a row of a table. */
export const movesGoods = ({ role, burden }: FlowTable['columns'], row: number): boolean =>
  goodsTable[(role[row]! << 3) | burden[row]!] === 1;

/**
 * The content of a layer in every row: content = quantity x factor(specification, lot, unit, day). The factor is compiled once
 * per thing, so a row costs a look-up and a product. What is missing is NaN and counted, never zero.
 */
export function layerContent(table: FlowTable, request: ContentRequest): LayerContent {
  const reader = contentReader(request);
  const { count, columns } = table;
  const content = new Float64Array(count);
  const hasRanges = columns.status.includes(published) || isUncertain(request);
  const [low, high] = hasRanges ? [new Float64Array(count), new Float64Array(count)] : [content, content];
  const unknown = new Uint8Array(count);
  const missing = missingList(table);
  const stepsOf = stepsByRow(table, reader);
  let rows = 0;
  for (let row = 0; row < count; row++) {
    if (!movesGoods(columns, row)) continue;
    rows += 1;
    const step = stepOn(stepsOf(row), columns.day[row]!);
    content[row] = columns.quantity[row]! * (step?.factor ?? Number.NaN);
    if (hasRanges && step) {
      const [least, most] = [columns.low[row]!, columns.high[row]!];
      low[row] = least * (least < 0 ? step.high : step.low);
      high[row] = most * (most < 0 ? step.low : step.high);
    }
    if (!Number.isNaN(content[row]!)) continue;
    unknown[row] = 1;
    missing.add(row);
  }
  const list = missing.list();
  const known = rows - list.reduce((sum, each) => sum + each.rows, 0);
  const problems = list.map((each) => missingProblem(reader, each));
  const coverage = { rows, known };
  const derived = derivedIn(table, reader);
  return {
    layer: request.layer,
    unit: reader.unit,
    ...(request.layer === 'energy' && reader.basis && { basis: reader.basis }),
    content,
    low,
    high,
    unknown,
    missing: list,
    coverage,
    derived,
    problems,
  };
}

/** Whether any property has a range: only then rows have one of their own. */
const isUncertain = ({ facts }: ContentRequest): boolean =>
  [...(facts.Property?.values() ?? [])].some(({ uncertainty }) => uncertainty !== undefined);

/** Collects the rows without content by specification and unit. */
function missingList({ columns, dictionaries }: FlowTable) {
  const missing = new Map<number, { rows: number; quantity: number }>();
  return {
    add(row: number): void {
      const key = columns.specification[row]! * 256 + columns.unit[row]!;
      const seen = missing.get(key) ?? { rows: 0, quantity: 0 };
      if (seen.rows === 0) missing.set(key, seen);
      seen.rows += 1;
      seen.quantity += columns.quantity[row]!;
    },
    list: (): MissingContent[] =>
      [...missing].map(([key, seen]) => ({
        specification: dictionaries.specifications[Math.floor(key / 256)]!,
        unit: dictionaries.units[key % 256]!,
        ...seen,
      })),
  };
}

/** The kinds of thing in a table whose content follows from others, each in the first unit in which it occurs. */
function derivedIn({ columns, dictionaries, count }: FlowTable, reader: ContentReader): LayerContent['derived'] {
  const unitOf = new Map<number, number>();
  for (let row = 0; row < count; row++)
    if (!unitOf.has(columns.specification[row]!)) unitOf.set(columns.specification[row]!, columns.unit[row]!);
  return [...unitOf].flatMap(([place, at]) => {
    const specification = dictionaries.specifications[place]!;
    const derivation = reader.derivation({ specification, unit: dictionaries.units[at]! });
    return derivation ? [{ specification, ...derivation }] : [];
  });
}

function missingProblem(reader: ContentReader, missing: MissingContent): Problem {
  const { specification: name } = missing;
  const code = reader.inOtherBasis(missing) ? 'heating.basis' : 'property.missing';
  return problem(code, '', { name, layer: reader.layer }, name);
}

/**
 * The contents of the thing of a row, read once for each thing: by specification and unit, and apart where the lot that the row
 * draws from (or makes) has a property of its own.
 */
function stepsByRow({ columns, dictionaries }: FlowTable, reader: ContentReader): (row: number) => ContentSteps {
  const { from, to, specification, unit } = columns;
  const own = flagsOf(
    dictionaries.nodes,
    (node) => node.kind === 'pool' && node.resource !== undefined && reader.hasOwn(node.resource),
  );
  const units = Math.max(1, dictionaries.units.length);
  const kinds = Math.max(1, dictionaries.specifications.length) * units;
  const ofKind = new Array<ContentSteps | undefined>(kinds).fill(undefined);
  const ofLot = new Map<number, ContentSteps>();
  const read = (row: number, resource?: string): ContentSteps =>
    reader.steps({
      specification: dictionaries.specifications[specification[row]!]!,
      resource,
      unit: dictionaries.units[unit[row]!]!,
    });
  const readLot = (row: number, kind: number): ContentSteps => {
    const lot = own[from[row]!] === 1 ? from[row]! : to[row]!;
    const node = dictionaries.nodes[lot]!;
    const found = ofLot.get(lot * kinds + kind) ?? read(row, node.kind === 'pool' ? node.resource : undefined);
    ofLot.set(lot * kinds + kind, found);
    return found;
  };
  return (row) => {
    const kind = specification[row]! * units + unit[row]!;
    if (own[from[row]!] === 1 || own[to[row]!] === 1) return readLot(row, kind);
    ofKind[kind] ??= read(row);
    return ofKind[kind];
  };
}
