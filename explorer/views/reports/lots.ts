import { type LotGap, type LotPart, lotRegister, type LotStep } from '../../../engine/2-ledger/lot-register.ts';
import { netEvents } from '../../../engine/2-ledger/net-events.ts';
import type { Column } from '../../marks/table.ts';
import { formatDate, formatNumber, formatTime } from '../../text/format.ts';
import { text } from '../../text/text.ts';
import type { Answer } from '../../worker/http.ts';
import type { EventItem } from '../../worker/wire.ts';
import { happenedOf } from '../ledger/event-row.ts';
import { amountColumns, measureFor } from './amount.ts';
import { asKnown, eventsOf, leftOut, parameters, periodOf, periodWords } from './load.ts';
import { eventAddress, namesIn, ready, type Report, reportTable, type Request, shortId } from './report.ts';
import { say } from './words.ts';

type Step = LotStep<EventItem>;
type Part = LotPart<EventItem>;

/** A lot that went into a batch, or came out of it. */
interface Use extends Part {
  readonly process: string;
  readonly side: 'in' | 'out';
}

/** The register of an agent's lots: what came from whom, what went to whom, and what became what in between. */
export async function lots(request: Request): Promise<Answer<Report>> {
  const { opened, values } = request;
  const words = say().lots;
  const { agent } = values;
  if (!agent)
    return ready({ title: words.title, finding: [words.who], notes: [], tables: [noLots()], missing: 'agent' });
  const period = await periodOf(request);
  if (!period.ok) return period;
  const pages = await eventsOf(request, { agent, ...period.value });
  if (!pages.ok) return pages;
  const events = netEvents(pages.value.flatMap(({ items }) => items));
  const { received, given, used } = lotRegister(events, { agent, facts: opened.facts });
  const steps = [...received, ...given];
  const count = (of: readonly unknown[]) => formatNumber(of.length, 9);
  const uses = used.flatMap(({ process, ...sides }): Use[] =>
    (['in', 'out'] as const).flatMap((side) => sides[side].map((part) => ({ ...part, process, side }))),
  );
  const missing = steps.filter(({ gaps }) => gaps.length > 0);
  const when = periodWords(period.value);
  const whose = namesIn(request)(agent);
  const table = (id: string, caption: string, rows: readonly Step[], head: string) =>
    reportTable({ id, caption: `${caption}, ${whose}, ${when}`, columns: stepColumns(request, head), rows });
  return ready({
    title: words.titleOf(whose),
    finding: [
      steps.length === 0 ? words.none(when) : words.finding(when, count(received), count(given)),
      ...(missing.length > 0 ? [words.incomplete(count(missing))] : []),
    ],
    notes: [words.law, ...asKnown(request), ...leftOut(pages.value)],
    tables: [
      table('report', words.received, received, words.columns.from),
      table('given', words.given, given, words.columns.to),
      reportTable({
        id: 'used',
        caption: `${words.used}, ${whose}, ${when}`,
        columns: useColumns(request),
        rows: uses,
      }),
    ],
  });
}

const noLots = () => reportTable<Step>({ id: 'report', caption: say().lots.received, columns: [], rows: [] });

const gapWords = (gaps: readonly LotGap[]): string => gaps.map((gap) => say().lots.gaps[gap]).join(', ');

/** The columns of a step back or forward. */
function stepColumns(request: Request, other: string): Column<Step>[] {
  const { facts, zone, network } = request.opened;
  const name = namesIn(request);
  const heads = say().lots.columns;
  const recall = (resource: string) => `/${network}/reports?${parameters({ what: 'recall', resource })}`;
  return [
    {
      id: 'happened',
      head: heads.happened,
      value: ({ event }) => happenedOf(event),
      show: ({ event }) => formatTime(happenedOf(event), zone),
      href: ({ event }) => eventAddress(request, event.id),
    },
    { id: 'other', head: other, value: (step) => name(step.other) },
    { id: 'what', head: heads.what, value: ({ lot }) => name(lot.specification) || text.shell.kindNotTold },
    ...amountColumns<Step>(
      heads.amount,
      ({ amount, lot }) => amount && measureFor(facts, amount, lot.specification ?? ''),
    ),
    { id: 'code', head: heads.code, value: ({ lot }) => lot.code ?? '' },
    { id: 'otherCode', head: heads.otherCode, value: ({ otherCode }) => otherCode ?? '' },
    { id: 'expires', head: heads.expires, value: ({ lot }) => lot.expires ?? '', show: ({ lot }) => day(lot.expires) },
    {
      id: 'stock',
      head: heads.stock,
      value: ({ lot }) => name(lot.resource),
      href: ({ lot }) => (lot.resource ? recall(lot.resource) : undefined),
    },
    { id: 'gaps', head: heads.gaps, value: ({ gaps }) => gapWords(gaps) },
    { id: 'event', head: heads.event, value: ({ event }) => event.id, show: ({ event }) => shortId(event.id) },
  ];
}

const day = (text: string | undefined): string => (text ? formatDate(text) : '');

function useColumns(request: Request): Column<Use>[] {
  const { facts, zone } = request.opened;
  const name = namesIn(request);
  const heads = say().lots.columns;
  return [
    { id: 'process', head: heads.process, value: (use) => name(use.process) },
    {
      id: 'happened',
      head: heads.happened,
      value: ({ event }) => happenedOf(event),
      show: ({ event }) => formatTime(happenedOf(event), zone),
      href: ({ event }) => eventAddress(request, event.id),
    },
    { id: 'side', head: heads.side, value: ({ side }) => say().lots.sides[side] },
    { id: 'what', head: heads.what, value: ({ lot }) => name(lot.specification) || text.shell.kindNotTold },
    ...amountColumns<Use>(
      heads.amount,
      ({ amount, lot }) => amount && measureFor(facts, amount, lot.specification ?? ''),
    ),
    { id: 'code', head: heads.code, value: ({ lot }) => lot.code ?? '' },
    { id: 'stock', head: heads.stock, value: ({ lot }) => name(lot.resource) },
  ];
}
