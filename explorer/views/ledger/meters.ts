import { add, decimal, formatDecimal, zero } from '../../../engine/0-base/decimal.ts';
import { parseTime } from '../../../engine/0-base/time.ts';
import type { Measure } from '../../../engine/1-record/field.ts';
import type { Column } from '../../marks/table.ts';
import { metersText } from '../../text/meters.ts';
import {
  formatDayIn,
  formatExact,
  formatMeasure,
  formatNumber,
  formatShare,
  rankOf,
  unitSymbol,
} from '../../text/format.ts';
import type { Opened } from '../../worker/world.ts';
import { plainName } from '../names.ts';
import {
  inUsual,
  isApart,
  type Metered,
  type PairItem,
  pairSentence,
  readingPage,
  readingWords,
  type SpanItem,
  stockName,
  whenWords,
} from '../metered.ts';

/** What meters and invoices say of one stock. */
export interface StockMeters extends Metered {
  readonly stock: string;
}

const warned = (opened: Opened, stock: string, record: string | undefined) =>
  opened.facts.Reading?.get(record ?? '')?.of === stock;

/** What is said of each stock apart, first those that need a look, then by their names; of one stock only where one is asked for. */
export function byStock(opened: Opened, { items, pairs, warnings }: Metered, asked: string): StockMeters[] {
  const stocks = [...new Set([...(opened.facts.Reading?.values() ?? [])].map(({ of }) => of))];
  return stocks
    .filter((stock) => asked === '' || stock === asked)
    .map((stock) => ({
      stock,
      items: items.filter(({ resource }) => resource === stock),
      pairs: pairs.filter(({ resource }) => resource === stock),
      warnings: warnings.filter(({ record }) => warned(opened, stock, record)),
    }))
    .toSorted(
      (a, b) => needsLook(a) - needsLook(b) || stockName(opened, a.stock).localeCompare(stockName(opened, b.stock)),
    );
}

/** What is odd, differs or is not spread yet is looked at first. */
const needsLook = ({ items, pairs, warnings }: StockMeters): number =>
  warnings.length > 0 || pairs.some(isApart) || items.some((span) => spreadOf(span, items) === 'no') ? 0 : 1;

/** Whether some of a span's days are spread by another figure of its stock. */
const isSpreadElsewhere = (span: SpanItem, items: readonly SpanItem[]): boolean =>
  items.some(
    (other) =>
      other.resource === span.resource &&
      other.reading !== span.reading &&
      other.isSpread &&
      other.from < span.until &&
      other.until > span.from,
  );

/** How a span stands to the batches. */
export const spreadOf = (span: SpanItem, items: readonly SpanItem[]): 'yes' | 'no' | 'other' =>
  span.isSpread ? 'yes' : isSpreadElsewhere(span, items) ? 'other' : 'no';

/** The sum of spans in words, and their days; nothing where they have not one unit. */
function sumOf(opened: Opened, spans: readonly SpanItem[]): { count: string; sum: string; when: string } | undefined {
  const measures = spans.map(({ resource, quantity }) => inUsual(opened, resource, quantity));
  const [first] = measures;
  if (!first || measures.some(({ hasUnit }) => hasUnit !== first.hasUnit)) return undefined;
  const sum = measures.map(({ hasNumericalValue }) => decimal(hasNumericalValue)).reduce(add, zero);
  const begin = spans.map(({ from }) => from).reduce((a, b) => (a < b ? a : b));
  const end = spans.map(({ until }) => until).reduce((a, b) => (a > b ? a : b));
  return {
    count: formatNumber(spans.length, 9),
    sum: formatMeasure({ hasNumericalValue: formatDecimal(sum), hasUnit: first.hasUnit }),
    when: whenWords(opened, begin, end),
  };
}

/** What the meters and invoices of a stock say, where the two differ and by how much, and what is not spread yet. */
export function metersFinding(opened: Opened, { stock, items, pairs }: StockMeters): string[] {
  const say = metersText();
  const count = (of: readonly unknown[]) => formatNumber(of.length, 9);
  const meter = sumOf(
    opened,
    items.filter(({ how }) => how !== 'invoice'),
  );
  const invoices = sumOf(
    opened,
    items.filter(({ how }) => how === 'invoice'),
  );
  const apart = pairs.filter(isApart);
  const open = items.filter((span) => spreadOf(span, items) === 'no');
  const readings = [...(opened.facts.Reading?.values() ?? [])].filter(({ of, index }) => of === stock && index);
  return [
    ...(meter ? [say.byMeter(meter.count, meter.sum, meter.when)] : []),
    ...(invoices ? [say.byInvoices(invoices.count, invoices.sum, invoices.when)] : []),
    ...(apart.length > 0
      ? [say.differ(count(apart), count(pairs))]
      : pairs.length > 0
        ? [say.agree(count(pairs))]
        : []),
    ...apart.map((pair) => pairSentence(opened, pair)),
    ...(items.length === 0 && readings.length > 0 ? [onlyReading(opened, stock)] : []),
    ...(items.length === 0 ? [] : [open.length > 0 ? say.notSpread(count(open)) : say.allSpread]),
  ];
}

function onlyReading(opened: Opened, stock: string): string {
  const body = [...(opened.facts.Reading?.values() ?? [])].find(({ of, index }) => of === stock && index)!;
  const { amount, when } = readingWords(opened, body);
  return metersText().onlyOne(stockName(opened, stock), metersText().days(amount, when));
}

/** The order in which spans stand unless another is asked for: the latest first. */
export const spanOrder = { by: 'when', down: true } as const;

/** The columns of what was used: of one stock, or of all with the stock's name. */
export function spanColumns(opened: Opened, items: readonly SpanItem[], isOfAll: boolean): Column<SpanItem>[] {
  const say = metersText();
  const reading = ({ reading: id }: SpanItem) => opened.facts.Reading?.get(id);
  const usual = ({ resource, quantity }: SpanItem): Measure => inUsual(opened, resource, quantity);
  const columns: Column<SpanItem>[] = [
    ...(isOfAll
      ? [{ id: 'stock', head: say.columns.stock, value: ({ resource }: SpanItem) => stockName(opened, resource) }]
      : []),
    {
      id: 'when',
      head: say.columns.when,
      value: ({ from, until }) => `${from}/${until}`,
      show: ({ from, until }) => whenWords(opened, from, until),
      href: (span) => readingPage(opened.network, span.reading),
    },
    {
      id: 'used',
      head: say.columns.used,
      about: 'metered',
      value: (span) => usual(span).hasNumericalValue,
      show: (span) => formatExact(usual(span).hasNumericalValue),
      rank: (span) => rankOf(span.quantity),
    },
    { id: 'unit', head: say.columns.unit, value: (span) => unitSymbol(usual(span).hasUnit) },
    { id: 'how', head: say.columns.how, value: ({ how }) => say.hows[how] },
    { id: 'spread', head: say.columns.spread, value: (span) => say.spread[spreadOf(span, items)] },
    { id: 'basis', head: say.columns.basis, value: ({ basis }) => (basis ? say.basis[basis] : '') },
    { id: 'says', head: say.columns.says, value: (span) => name(opened, reading(span)?.provider) },
    { id: 'source', head: say.columns.source, value: (span) => plainName(reading(span)?.source ?? '') },
  ];
  const needed = ['stock', 'when', 'used', 'unit', 'how', 'spread'];
  return columns.filter(({ id, value }) => needed.includes(id) || items.some((item) => value(item) !== ''));
}

const name = (opened: Opened, id: string | undefined) => (id === undefined ? '' : stockName(opened, id));

/** What each figure of the same days means. */
const terms = { meter: 'metered', invoice: 'invoiced', difference: 'meterDifference' } as const;

/** The columns of figures of the same days. */
export function pairColumns(opened: Opened): Column<PairItem>[] {
  const say = metersText().columns;
  const amount = (id: 'meter' | 'invoice' | 'difference'): Column<PairItem> => ({
    id,
    head: say[id],
    about: terms[id],
    value: (pair) => inUsual(opened, pair.resource, pair[id]).hasNumericalValue,
    show: (pair) => formatExact(inUsual(opened, pair.resource, pair[id]).hasNumericalValue),
    rank: (pair) => rankOf(pair[id]),
  });
  return [
    { id: 'stock', head: say.stock, value: ({ resource }) => stockName(opened, resource) },
    {
      id: 'when',
      head: say.when,
      value: ({ from, until }) => `${from}/${until}`,
      show: ({ from, until }) => whenWords(opened, from, until),
    },
    amount('meter'),
    amount('invoice'),
    amount('difference'),
    { id: 'unit', head: say.unit, value: (pair) => unitSymbol(inUsual(opened, pair.resource, pair.meter).hasUnit) },
    {
      id: 'share',
      head: say.share,
      about: 'meterDifference',
      value: ({ share }) => share,
      show: ({ share }) => (share === null ? '' : formatShare(share)),
    },
  ];
}

/** The day of a batch's end. */
export const dayOfEnd = (opened: Opened, process: string): string => {
  const { hasEnd, hasBeginning } = opened.facts.Process?.get(process) ?? {};
  const at = parseTime(hasEnd ?? hasBeginning ?? '', opened.zone)?.instant;
  return at === undefined ? '' : formatDayIn(at / 1000, opened.zone);
};
