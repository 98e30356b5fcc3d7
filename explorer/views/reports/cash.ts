import { add, decimal, formatDecimal, negate, subtract, zero } from '../../../engine/0-base/decimal.ts';
import { type CashEntry, cashFlow, type CashLine } from '../../../engine/2-ledger/cash-flow.ts';
import { parseDay, startOfDay } from '../../../engine/0-base/time.ts';
import type { Column } from '../../marks/table.ts';
import { formatExact, formatNumber, formatTime } from '../../text/format.ts';
import type { Answer } from '../../worker/http.ts';
import type { EventItem } from '../../worker/wire.ts';
import { isMember } from '../names.ts';
import { actionWord } from '../record/effect.ts';
import { asKnown, correctionWord, eventsOf, leftOut, type Period, periodOf, periodWords } from './load.ts';
import { eventAddress, namesIn, ready, type Report, reportTable, type Request } from './report.ts';
import { type StatementItem, type StatementPage, statementPages } from './statement.ts';
import { say } from './words.ts';

/** What is told of a payment beside its amount. */
interface Paid {
  readonly event: string;
  readonly happened: string;
  readonly action: string;
  readonly provider: string;
  readonly receiver: string;
  readonly corrects?: string | undefined;
  readonly note?: string | undefined;
}

/** What is known of one medium of exchange. */
interface Money {
  readonly opening: ReturnType<typeof decimal>;
  readonly entries: readonly CashEntry[];
  readonly paid: ReadonlyMap<string, Paid>;
  readonly notes: readonly string[];
}

/** A line of a cash flow: a payment, or one of its two ends. */
interface Row {
  readonly happened: string;
  readonly currency: string;
  readonly what: string;
  readonly from: string;
  readonly to: string;
  readonly in: string;
  readonly out: string;
  readonly balance: string;
  readonly mark: string;
  readonly note: string;
  readonly event: string;
}

/** The cash flow of an agent, or of all members together, in each medium of exchange. */
export async function cash(request: Request): Promise<Answer<Report>> {
  const { facts } = request.opened;
  const words = say().cash;
  const period = await periodOf(request);
  if (!period.ok) return period;
  const when = periodWords(period.value);
  const whose = request.values.agent ? namesIn(request)(request.values.agent) : words.everybody;
  const moneys = [...(facts.ResourceSpecification ?? [])].filter(([, { mediumOfExchange }]) => mediumOfExchange);
  const rows: Row[] = [];
  const [findings, notes] = [[] as string[], [] as string[]];
  for (const [specification] of moneys) {
    const money = await moneyOf(request, specification, period.value);
    if (!money.ok) return money;
    const flow = cashFlow(money.value.opening, money.value.entries);
    notes.push(...money.value.notes);
    if (flow.lines.length === 0 && formatDecimal(flow.opening) === '0') continue;
    const currency = namesIn(request)(specification);
    const exact = (figure: typeof flow.in) => formatExact(formatDecimal(figure));
    const [opening, into, out, closing] = [flow.opening, flow.in, flow.out, flow.closing].map(exact);
    findings.push(words.finding(currency, opening!, into!, out!, closing!));
    if (flow.within > 0) notes.push(words.within(formatNumber(flow.within, 9)));
    const end = { currency, from: '', to: '', in: '', out: '', mark: '', note: '', event: '' };
    const statement = say().statement;
    rows.push(
      { ...end, happened: period.value.from, what: statement.opening, balance: formatDecimal(flow.opening) },
      ...flow.lines.map((line) => rowOf(request, { line, currency, paid: money.value.paid.get(line.entry.event)! })),
      {
        ...end,
        happened: period.value.to,
        what: statement.closing,
        in: formatDecimal(flow.in),
        out: formatDecimal(flow.out),
        balance: formatDecimal(flow.closing),
      },
    );
  }
  const caption = `${words.titleOf(whose)}, ${when}`;
  return ready({
    title: words.titleOf(whose),
    finding: moneys.length === 0 ? [words.noMoney] : findings.length === 0 ? [words.none(when)] : [when, ...findings],
    notes: [words.lead, ...new Set(notes), ...asKnown(request)],
    tables: [reportTable({ id: 'report', caption, columns: columnsOf(request), rows })],
  });
}

/** What an amount is on one side: nothing is left blank. */
const shown = (figure: ReturnType<typeof decimal>): string => (figure.coefficient === 0n ? '' : formatDecimal(figure));

function rowOf(
  request: Request,
  { line, currency, paid }: { readonly line: CashLine; readonly currency: string; readonly paid: Paid },
): Row {
  const name = namesIn(request);
  return {
    happened: paid.happened,
    currency,
    what: actionWord(paid.action),
    from: name(paid.provider),
    to: name(paid.receiver),
    in: shown(line.in),
    out: shown(line.out),
    balance: formatDecimal(line.balance),
    mark: correctionWord(paid.corrects !== undefined),
    note: paid.note ?? '',
    event: paid.event,
  };
}

/** Whose money it is: the agent's that is asked for, else the members'. */
const isOurs = ({ opened, values }: Request, holder: string): boolean =>
  values.agent ? holder === values.agent : isMember(opened.facts, holder);

/** All payments in one medium of exchange: in stocks of it, and without one. */
async function moneyOf(request: Request, specification: string, period: Period): Promise<Answer<Money>> {
  const stocks = [...(request.opened.facts.EconomicResource ?? [])].filter(
    ([, { conformsTo }]) => conformsTo === specification,
  );
  const found: Money[] = [];
  for (const [resource] of stocks) {
    const holder = request.values.agent;
    const pages = await statementPages(request, { resource, holder, period });
    if (!pages.ok) return pages;
    found.push(inStock(request, pages.value));
  }
  const loose = await looseMoney(request, specification, period);
  if (!loose.ok) return loose;
  found.push(loose.value);
  return {
    ...loose,
    value: {
      opening: found.map(({ opening }) => opening).reduce(add, zero),
      entries: found.flatMap(({ entries }) => entries),
      paid: new Map(found.flatMap(({ paid }) => [...paid])),
      notes: found.flatMap(({ notes }) => notes),
    },
  };
}

function inStock(request: Request, pages: readonly StatementPage[]): Money {
  const ours = (line: StatementItem) => isOurs(request, line.holder);
  const items = pages.flatMap((page) => page.items).filter(ours);
  const holders = pages[0]!.holders.filter(({ holder }) => isOurs(request, holder));
  return {
    opening: holders.map(({ accounting }) => decimal(accounting.opening.hasNumericalValue)).reduce(add, zero),
    entries: items.map((line) => ({
      event: line.event,
      happened: Date.parse(line.happened),
      sequence: line.sequence,
      holder: line.holder,
      change: subtract(decimal(line.accounting.in.hasNumericalValue), decimal(line.accounting.out.hasNumericalValue)),
      takesBack: [line.accounting.in, line.accounting.out].some(({ hasNumericalValue }) =>
        hasNumericalValue.startsWith('-'),
      ),
    })),
    paid: new Map(items.map((line) => [line.event, line])),
    notes: leftOut(pages),
  };
}

/** Payments for which nobody keeps a stock of money: the receiver has more of it, the provider less. */
async function looseMoney(request: Request, specification: string, { from, to }: Period): Promise<Answer<Money>> {
  const pages = await eventsOf(request, { resourceConformsTo: specification, to });
  if (!pages.ok) return pages;
  const loose = pages.value
    .flatMap(({ items }) => items)
    .filter((each) => each.resourceInventoriedAs === undefined && each.toResourceInventoriedAs === undefined);
  const events = loose.filter(({ provider, receiver }) => provider !== receiver);
  const entries = events.flatMap((event) => entriesOf(event).filter(({ holder }) => isOurs(request, holder)));
  const begin = from ? startOfDay(parseDay(from)!, request.opened.zone) / 1000 : Number.NEGATIVE_INFINITY;
  const before = entries.filter(({ happened }) => happened < begin);
  return {
    ...pages,
    value: {
      opening: before.map(({ change }) => change).reduce(add, zero),
      entries: entries.filter(({ happened }) => happened >= begin),
      paid: new Map(events.map((event) => [event.id, paidOf(event)])),
      notes: leftOut(pages.value),
    },
  };
}

const paidOf = ({ id, action, provider = '', receiver = '', corrects, note, happened = '' }: EventItem): Paid => ({
  event: id,
  happened,
  action,
  provider,
  receiver,
  corrects,
  note,
});

function entriesOf(event: EventItem): CashEntry[] {
  const amount = decimal(event.resourceQuantity?.hasNumericalValue ?? '0');
  const common = {
    event: event.id,
    happened: Date.parse(event.happened ?? event.recorded),
    sequence: event.sequence,
    takesBack: event.corrects !== undefined && amount.coefficient < 0n,
  };
  const { provider, receiver } = event;
  return [
    ...(provider === undefined ? [] : [{ ...common, holder: provider, change: negate(amount) }]),
    ...(receiver === undefined ? [] : [{ ...common, holder: receiver, change: amount }]),
  ];
}

function columnsOf(request: Request): Column<Row>[] {
  const heads = say().cash.columns;
  const { zone } = request.opened;
  const plain = (id: Exclude<keyof Row, 'in' | 'out' | 'balance'>): Column<Row> => ({
    id,
    head: heads[id],
    value: (row) => row[id],
  });
  const figure = (id: 'in' | 'out' | 'balance'): Column<Row> => ({
    id,
    head: heads[id],
    about: {
      term: id === 'balance' ? 'moneyBalance' : 'money',
      of: ({ currency }) => ({ unit: currency }),
    },
    value: (row) => row[id] || null,
    show: (row) => (row[id] ? formatExact(row[id]) : ''),
    rank: (row) => ({ kind: row.currency, size: row[id] ? Number(row[id]) : null }),
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
    plain('currency'),
    figure('in'),
    figure('out'),
    figure('balance'),
    plain('mark'),
    plain('note'),
  ];
}
