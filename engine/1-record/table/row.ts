import { isError, type Problem, type ProblemCode, problem } from '../../0-base/problem.ts';
import { parseTime } from '../../0-base/time.ts';
import { findUnit } from '../../0-base/unit.ts';
import { type Finding, number } from '../field.ts';
import type { ClassName } from '../kind.ts';
import { type DateOrder, readDate } from './date-order.ts';
import { type DecimalMark, readNumber, splitUnit } from './decimal-mark.ts';
import type { TableField } from './header.ts';
import type { Proposals } from './proposal.ts';
import type { ActionWord, TableContext, TableRow } from './context.ts';

interface Reading {
  readonly context: TableContext;
  readonly needed: Proposals;
  readonly decimalMark: DecimalMark;
  readonly dateOrder: DateOrder;
}

/** What the leaves need of the row that they read. */
interface Row extends Reading {
  readonly line: number;
  readonly cells: TableRow['cells'];
  readonly say: (code: ProblemCode, field: TableField, values?: Record<string, string>) => undefined;
}

/** One line under its headings: `width` cells up to the last that is filled, where the header has `expected`. */
interface Line extends Pick<TableRow, 'line' | 'cells'> {
  readonly width: number;
  readonly expected: number;
}

/** Reads one row into an event; the row keeps its cells whatever is wrong with it. */
export function readRow({ line, cells, width, expected }: Line, reading: Reading): TableRow {
  const problems: Problem[] = [];
  const say = (code: ProblemCode, field: TableField, values: Record<string, string> = {}): undefined => {
    const value = (cells[field] || 'empty').slice(0, longestShown);
    problems.push(problem(code, `/${field}`, { field, value, ...values }, `line ${line}`));
  };
  if (width > expected)
    problems.push(problem('table.width', '', { found: `${width}`, expected: `${expected}` }, `line ${line}`));
  const row: Row = { ...reading, line, cells, say };
  refuseCells(row);
  const word = readAction(row);
  const when = readWhen(row);
  const thing = readThing(row);
  const quantity = readQuantity(row, thing?.unit);
  const rest = word && { ...readProcess(row, word, when), ...readAgents(row), ...readPlace(row) };
  if (!word || when === undefined || !thing || !quantity || problems.some(isError)) return { line, cells, problems };
  const record = {
    '@type': 'EconomicEvent',
    '@id': reading.context.makeId(`row ${line} ${Object.values(cells).join('|')}`),
    action: word.action,
    hasPointInTime: when,
    ...thing.fields,
    ...rest,
    [isEffort(word, quantity.hasUnit) ? 'effortQuantity' : 'resourceQuantity']: quantity,
    ...(cells.note ? { note: cells.note } : {}),
  };
  return { line, cells, record, problems };
}

/** Characters of a cell that a message shows, and that a record can keep. */
const longestShown = 80;
const longestCell = 4000;

/** A cell that a spreadsheet would run is no value, and what no record can keep is told in the preview. */
function refuseCells({ cells, say }: Row): void {
  for (const field of Object.keys(cells) as TableField[]) {
    const cell = cells[field]!;
    if (/^[=@]/.test(cell) || (field !== 'note' && /^[+-].*\(/.test(cell))) say('table.formula', field);
    if (cell.length > longestCell) say('field.type', field, { expected: `text of at most ${longestCell} characters` });
    else if (cell.includes('\u0000') || !cell.isWellFormed())
      say('text.invalid', field, { value: 'NUL or half a character' });
  }
}

function readAction({ cells, context, say }: Row): ActionWord | undefined {
  if (!cells.action) return say('field.missing', 'action');
  const word = context.actions.get(cells.action.toLowerCase());
  return word ?? say('choice.unknown', 'action', { known: [...context.actions.keys()].join(', ') });
}

function readWhen({ cells, dateOrder, context, say }: Row): string | undefined {
  if (!cells.date) return say('field.missing', 'date');
  const date = readDate(cells.date, dateOrder);
  if (date !== undefined && parseTime(date, context.zone)) return date;
  return say('table.cell', 'date', {
    expected: dateOrder === 'dmy' ? 'a date as 31-12-2025 or 2025-12-31' : 'a date as 12/31/2025 or 2025-12-31',
  });
}

interface Thing {
  readonly fields: { readonly resourceInventoriedAs?: string; readonly resourceConformsTo?: string };
  readonly unit: string | undefined;
}

/** A stock by its name; else the only stock of a specification; with a lot code the stock of that lot. Of several none is chosen. */
function readThing(row: Row): Thing | undefined {
  const { cells, context, needed, say } = row;
  const name = cells.resource ?? '';
  if (!name) return say('field.missing', 'resource');
  const bearing = needed.names.find('EconomicResource', name);
  const specification = specificationOf(row, name, bearing);
  const unit = context.facts.ResourceSpecification?.get(specification)?.defaultUnitOfResource;
  const stocks = cells.lot
    ? stocksOfLot(row, { specification, code: cells.lot, bearing })
    : bearing.length > 0
      ? bearing
      : needed.names.stocks(specification);
  if (stocks.length === 1) return { fields: { resourceInventoriedAs: stocks[0]! }, unit };
  if (stocks.length > 1) say('table.choice', 'resource', { known: `${stocks.length} stocks` });
  return { fields: { resourceConformsTo: specification }, unit };
}

/** What the stocks of a name are of; else the specification of that name, which is proposed where there is none. */
function specificationOf({ context, needed, line, say }: Row, name: string, bearing: readonly string[]): string {
  const [first, ...others] = new Set(bearing.map((id) => context.facts.EconomicResource!.get(id)!.conformsTo));
  if (first !== undefined && others.length === 0) return first;
  const found = needed.names.find('ResourceSpecification', name);
  if (found.length > 1) say('table.cell', 'resource', { expected: oneOf(found) });
  const { id, known } = needed.named('ResourceSpecification', name, line);
  if (!known) say('table.name', 'resource', { class: 'ResourceSpecification' });
  return id;
}

/** What is asked for where a name is that of several. */
const oneOf = ({ length }: readonly string[]): string =>
  `the name of one only (${length} bear it); write its identifier`;

interface Lot {
  readonly specification: string;
  readonly code: string;
  /** Stocks that bear the name in the row. */
  readonly bearing: readonly string[];
}

/** The stocks of a lot, those of the name in the row if there are any; one is proposed where nobody has the lot. */
function stocksOfLot({ needed, line, cells }: Row, { specification, code, bearing }: Lot): readonly string[] {
  const known = needed.names.lot(specification, code);
  const named = known.filter((id) => bearing.includes(id));
  if (known.length > 0) return named.length > 0 ? named : known;
  const lot = needed.implied('BatchLotRecord', `${specification} ${code}`, line, { batchLotCode: code });
  const body = { conformsTo: specification, name: `${cells.resource} ${code}`, ofBatchLot: lot };
  return [needed.implied('EconomicResource', `${specification} ${code}`, line, body)];
}

/** A number and a unit; the unit may stand behind the number in one cell, or be the specification's own. */
function readQuantity(
  { cells, decimalMark, say }: Row,
  usual: string | undefined,
): { hasNumericalValue: string; hasUnit: string } | undefined {
  if (!cells.quantity) return say('field.missing', 'quantity');
  const written = splitUnit(cells.quantity);
  const value = readNumber(written.number, decimalMark);
  const unit = cells.unit || written.unit || usual;
  // Beside a unit, what stands behind the number must be that unit: "2oo" is no 2.
  const behind = cells.unit ? written.unit : undefined;
  const strange = behind !== undefined && (!findUnit(behind) || findUnit(behind) !== findUnit(cells.unit!));
  if (value === undefined || strange)
    return say('table.cell', 'quantity', {
      expected: `a number with a decimal ${decimalMark === '.' ? 'point' : 'comma'}`,
    });
  const wrong = number.safeParse(value).error?.issues[0];
  if (wrong?.code === 'custom') return say((wrong.params as Finding).problem, 'quantity');
  if (value.startsWith('-')) return say('number.negative', 'quantity');
  if (unit === undefined) return say('field.missing', 'unit');
  const found = findUnit(unit);
  return found
    ? { hasNumericalValue: value, hasUnit: found.id }
    : say('unit.unknown', 'unit', { value: unit, known: 'kg, g, t, L, hL, m³, kWh, h, pc' });
}

const isEffort = ({ quantity }: ActionWord, unit: string): boolean =>
  quantity === 'effort' || (quantity === 'both' && ['time', 'length'].includes(findUnit(unit)!.dimension));

/** The same label on the same day is one process of whoever fills in the table. */
function readProcess({ cells, needed, line, context }: Row, { side }: ActionWord, when: string | undefined): object {
  if (!side || !cells.process || when === undefined) return {};
  const kind = cells.processSpecification
    ? needed.named('ProcessSpecification', cells.processSpecification, line).id
    : undefined;
  const day = when.slice(0, 10);
  const known = needed.names.find('Process', cells.process).find((id) => {
    const { hasBeginning, inScopeOf = context.me } = context.facts.Process!.get(id)!;
    return hasBeginning?.startsWith(day) && (context.me === undefined || inScopeOf === context.me);
  });
  const body = {
    name: cells.process,
    hasBeginning: day,
    ...(kind ? { basedOn: kind } : {}),
    ...(context.me ? { inScopeOf: context.me } : {}),
  };
  return { [side]: known ?? needed.implied('Process', `${cells.process} ${day}`, line, body) };
}

const agentClasses = ['Organization', 'Person', 'EcologicalAgent'] as const satisfies readonly ClassName[];

function readAgents(row: Row): object {
  const provider = readAgent(row, 'from');
  const receiver = readAgent(row, 'to');
  return { ...(provider ? { provider } : {}), ...(receiver ? { receiver } : {}) };
}

function readAgent({ cells, context, needed, line, say }: Row, field: 'from' | 'to'): string | undefined {
  const name = cells[field];
  if (!name) return context.me;
  const found = agentClasses.flatMap((kind) => needed.names.find(kind, name));
  if (found.length > 1) return say('table.cell', field, { expected: oneOf(found) });
  if (found[0] !== undefined) return found[0];
  say('table.name', field, { class: 'Organization' });
  return needed.named('Organization', name, line).id;
}

function readPlace({ cells, needed, line, say }: Row): object {
  if (!cells.place) return {};
  const { id, known } = needed.named('SpatialThing', cells.place, line);
  if (!known) say('table.name', 'place', { class: 'SpatialThing' });
  return { toLocation: id };
}
