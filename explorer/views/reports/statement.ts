import { decimal, formatDecimal, isNegative, isZero, subtract } from '../../../engine/0-base/decimal.ts';
import type { Measure } from '../../../engine/1-record/field.ts';
import type { Column } from '../../marks/table.ts';
import {
  formatExact,
  formatMeasure,
  formatTime,
  measureIn,
  rankOf,
  readableUnitOf,
  unitSymbol,
} from '../../text/format.ts';
import { text } from '../../text/text.ts';
import type { Answer } from '../../worker/http.ts';
import type { Page, StockItem } from '../../worker/wire.ts';
import { stockAddress } from '../ledger/address.ts';
import { allHands, handsOf, holderOf } from '../ledger/layout.ts';
import { usualUnit } from '../names.ts';
import { actionWord } from '../record/effect.ts';
import {
  asKnown,
  correctionWord,
  dayBefore,
  leftOut,
  pagesOf,
  parameters,
  type Period,
  periodOf,
  periodWords,
} from './load.ts';
import { eventAddress, namesIn, ready, type Report, reportTable, type Request } from './report.ts';
import { say } from './words.ts';

interface Sides {
  readonly opening: Measure;
  readonly in: Measure;
  readonly out: Measure;
  readonly closing: Measure;
}
interface Both extends Sides {
  readonly accounting: Sides;
}
type LineSides = Pick<Sides, 'in' | 'out'> & { readonly balance: Measure };

/** A line of a statement as the API tells it. */
export interface StatementItem extends LineSides {
  readonly event: string;
  readonly sequence: number;
  readonly happened: string;
  readonly recorded: string;
  readonly action: string;
  readonly corrects?: string;
  readonly holder: string;
  readonly provider: string;
  readonly receiver: string;
  readonly process?: string;
  readonly note?: string;
  readonly accounting: LineSides;
}

/** A page of a statement; each tells the sums of all of it. */
export interface StatementPage extends Page<StatementItem>, Both {
  readonly holders: readonly (Both & { readonly holder: string })[];
}

/** The pages of the statement of a stock. */
export function statementPages(
  request: Request,
  { resource, holder, period }: { readonly resource: string; readonly holder: string; readonly period: Period },
): Promise<Answer<StatementPage[]>> {
  const given = parameters({ limit: '1000', holder, ...period, recorded: request.values.recorded });
  const base = `/api/networks/${request.opened.network}/economic-resources/${encodeURIComponent(resource)}`;
  return pagesOf<StatementPage>(request, `${base}/statement?${given}`);
}

/** A stock's statement for a period, or what each stock was at its beginning and at its end. */
export const statement = (request: Request): Promise<Answer<Report>> =>
  request.values.resource ? oneStock(request) : allStocks(request);

/** A line as it is written: amounts in the unit in which the stock is counted, '' where there is none. */
interface Row {
  readonly happened: string;
  readonly what: string;
  readonly from: string;
  readonly to: string;
  readonly process: string;
  readonly in: string;
  readonly out: string;
  readonly balance: string;
  readonly holder: string;
  readonly mark: string;
  readonly note: string;
  readonly event: string;
}

const noRow: Row = {
  happened: '',
  what: '',
  from: '',
  to: '',
  process: '',
  in: '',
  out: '',
  balance: '',
  holder: '',
  mark: '',
  note: '',
  event: '',
};

async function oneStock(request: Request): Promise<Answer<Report>> {
  const { client, opened, values } = request;
  const { resource, account } = values;
  const [period, stocks] = [
    await periodOf(request),
    await client.get<Page<StockItem>>(stockAddress(opened.network, resource)),
  ];
  if (!period.ok) return period;
  if (!stocks.ok) return stocks;
  const item = stocks.value.items[0];
  const holder = holderOf(values.agent, item);
  const pages = await statementPages(request, { resource, holder, period: period.value });
  if (!pages.ok) return pages;
  const whole = account === 'onhand' ? pages.value[0]! : pages.value[0]!.accounting;
  const items = pages.value.flatMap((page) => page.items);
  const sidesOf = (line: StatementItem): LineSides => (account === 'onhand' ? line : line.accounting);
  const touched = items.filter((line) => line.corrects !== undefined || moves(sidesOf(line)));
  const unit =
    usualUnit(opened.facts, resource) ?? readableUnitOf([whole.closing, whole.in, whole.out, whole.opening])!;
  const amount = (measure: Measure): string => measureIn(measure, unit).hasNumericalValue;
  const name = namesIn(request);
  const words = say().statement;
  const whose = holder && handsOf(item).length > 1 ? words.at(name(holder)) : '';
  const written = (measure: Measure) => formatMeasure(measureIn(measure, unit));
  const rows: Row[] = [
    { ...noRow, happened: period.value.from, what: words.opening, balance: amount(whole.opening), event: '' },
    ...touched.map((line): Row => {
      const sides = sidesOf(line);
      const other = line.provider !== line.receiver;
      return {
        happened: line.happened,
        what: actionWord(line.action),
        from: other ? name(line.provider) : '',
        to: other ? name(line.receiver) : '',
        process: name(line.process),
        in: blank(amount(sides.in)),
        out: blank(amount(sides.out)),
        balance: amount(sides.balance),
        holder: name(line.holder),
        mark: correctionWord(line.corrects !== undefined),
        note: line.note ?? '',
        event: line.event,
      };
    }),
    {
      ...noRow,
      happened: period.value.to,
      what: words.closing,
      in: amount(whole.in),
      out: amount(whole.out),
      balance: amount(whole.closing),
    },
  ];
  const when = periodWords(period.value);
  const title = words.title(name(resource));
  return ready({
    title,
    finding: [
      words.finding(
        `${when}${whose}`,
        written(whole.opening),
        written(whole.in),
        written(whole.out),
        written(whole.closing),
      ),
      ...(isNegative(decimal(whole.closing.hasNumericalValue)) ? [words.below] : []),
    ],
    notes: [
      account === 'onhand' ? words.onhand : words.accounting,
      ...(touched.some(({ corrects }) => corrects !== undefined) ? [words.corrected] : []),
      ...asKnown(request),
      ...leftOut(pages.value),
    ],
    tables: [
      reportTable({ id: 'report', caption: `${title}, ${when}${whose}`, columns: lineColumns(request, unit), rows }),
      ...(pages.value[0]!.holders.length > 1 ? [holderTable(request, { page: pages.value[0]!, unit })] : []),
    ],
  });
}

const blank = (figure: string): string => (isZero(decimal(figure)) ? '' : figure);
const moves = ({ in: into, out }: LineSides): boolean =>
  [into, out].some(({ hasNumericalValue }) => !isZero(decimal(hasNumericalValue)));

function lineColumns(request: Request, unit: string): Column<Row>[] {
  const heads = say().statement.columns;
  const { zone } = request.opened;
  const figure = (id: 'in' | 'out' | 'balance'): Column<Row> => ({
    id,
    head: heads[id],
    about: id === 'balance' ? 'stock' : 'change',
    unit: unitSymbol(unit),
    value: (row) => row[id] || null,
    show: (row) => (row[id] ? formatExact(row[id]) : ''),
    rank: (row) => ({ kind: '', size: row[id] ? Number(row[id]) : null }),
  });
  const plain = (id: Exclude<keyof Row, 'in' | 'out' | 'balance'>): Column<Row> => ({
    id,
    head: heads[id],
    value: (row) => row[id],
  });
  return [
    {
      ...plain('happened'),
      show: ({ happened }) => (happened ? formatTime(happened, zone) : ''),
      href: ({ event }) => (event ? eventAddress(request, event) : undefined),
    },
    plain('what'),
    plain('from'),
    plain('to'),
    plain('process'),
    figure('in'),
    figure('out'),
    figure('balance'),
    plain('mark'),
    plain('note'),
  ];
}

function holderTable(request: Request, { page, unit }: { readonly page: StatementPage; readonly unit: string }) {
  const words = say().statement;
  const name = namesIn(request);
  type HolderRow = (typeof page.holders)[number];
  const { account } = request.values;
  const figure = (id: keyof Sides): Column<HolderRow> => {
    const of = (row: HolderRow) => measureIn((account === 'onhand' ? row : row.accounting)[id], unit);
    return {
      id,
      head: words.sums[id],
      about: id === 'in' || id === 'out' ? 'change' : 'stock',
      unit: unitSymbol(unit),
      value: (row) => of(row).hasNumericalValue,
      show: (row) => formatExact(of(row).hasNumericalValue),
      rank: (row) => rankOf(of(row)),
    };
  };
  return reportTable({
    id: 'holders',
    caption: words.holders,
    columns: [
      { id: 'holder', head: words.columns.holder, value: ({ holder }: HolderRow) => name(holder) },
      ...(['opening', 'in', 'out', 'closing'] as const).map(figure),
    ],
    rows: page.holders,
  });
}

/** A stock at both ends of a period. */
interface Ends {
  readonly resource: string;
  readonly name: string;
  readonly specification: string;
  readonly opening: Measure;
  readonly closing: Measure;
  readonly change: Measure;
}

async function allStocks(request: Request): Promise<Answer<Report>> {
  const { client, opened, values } = request;
  const period = await periodOf(request);
  if (!period.ok) return period;
  const { from, to } = period.value;
  const at = (happened: string) =>
    client.get<Page<StockItem>>(
      `/api/networks/${opened.network}/stocks?${parameters({ happened, recorded: values.recorded })}`,
    );
  const before = from ? await at(dayBefore(from)) : undefined;
  if (before && !before.ok) return before;
  const after = await at(to);
  if (!after.ok) return after;
  const rows = endsOf(request, { before: before?.value.items ?? [], after: after.value.items });
  const words = say().statement;
  const when = periodWords(period.value);
  return ready({
    title: words.allTitle,
    finding: [rows.length === 0 ? words.none : words.allFinding(when, String(rows.length))],
    notes: [values.account === 'onhand' ? words.onhand : words.accounting, ...asKnown(request)],
    tables: [
      reportTable({
        id: 'report',
        caption: words.allCaption(when),
        columns: endColumns(request),
        rows,
        sorted: { by: 'name', down: false },
      }),
    ],
  });
}

/** Every stock of which something was recorded by the end of the period, each in the unit in which it is counted. */
function endsOf(
  request: Request,
  { before, after }: { readonly before: readonly StockItem[]; readonly after: readonly StockItem[] },
): Ends[] {
  const { values, opened } = request;
  const name = namesIn(request);
  const { agent, account } = values;
  const amountIn = (stock: StockItem | undefined): Measure | undefined =>
    agent && agent !== allHands ? stock?.holders?.find(({ holder }) => holder === agent)?.[account] : stock?.[account];
  const earlier = new Map(before.map((stock) => [stock.resource, stock]));
  return after.flatMap((stock) => {
    const [first, last] = [amountIn(earlier.get(stock.resource)), amountIn(stock)];
    const known = [first, last].flatMap((measure) => measure ?? []);
    // Where nothing is left at either end something may have come and gone; whoever never had any is not in the list.
    if (known.length === 0) return [];
    const unit = usualUnit(opened.facts, stock.resource) ?? readableUnitOf(known)!;
    const none = { hasNumericalValue: '0', hasUnit: known[0]!.hasUnit };
    const [opening, closing] = [first ?? none, last ?? none].map((measure) => measureIn(measure, unit)) as [
      Measure,
      Measure,
    ];
    const change = {
      hasNumericalValue: formatDecimal(
        subtract(decimal(closing.hasNumericalValue), decimal(opening.hasNumericalValue)),
      ),
      hasUnit: closing.hasUnit,
    };
    const { resource, specification } = stock;
    return [
      {
        resource,
        name: name(resource),
        specification: name(specification) || text.shell.kindNotTold,
        opening,
        closing,
        change,
      },
    ];
  });
}

function endColumns(request: Request): Column<Ends>[] {
  const { columns, sums } = say().statement;
  const { values, opened } = request;
  const figure = (id: 'opening' | 'change' | 'closing', head: string): Column<Ends> => ({
    id,
    head,
    about: id === 'change' ? 'change' : 'stock',
    value: (row) => row[id].hasNumericalValue,
    show: (row) => formatExact(row[id].hasNumericalValue),
    rank: (row) => rankOf(row[id]),
  });
  const given = ({ resource }: Ends) => {
    const { what: _, resource: __, sort: ___, lot: ____, ...rest } = values;
    return parameters({ resource, ...rest, account: rest.account === 'onhand' ? '' : rest.account });
  };
  return [
    {
      id: 'name',
      head: columns.stock,
      value: (row) => row.name,
      href: (row) => `/${opened.network}/reports?${given(row)}`,
    },
    figure('opening', sums.opening),
    figure('change', columns.change),
    figure('closing', sums.closing),
    { id: 'unit', head: text.ledger.stock.unit, value: ({ opening }) => unitSymbol(opening.hasUnit) },
    { id: 'specification', head: text.ledger.stock.specification, value: (row) => row.specification },
  ];
}
