import type { Facts } from '../../../engine/1-record/facts.ts';
import { lotsOf, wholeLotOf } from '../../../engine/2-ledger/lot-register.ts';
import type { Option } from '../../marks/option.ts';
import { allHands } from '../ledger/layout.ts';
import { agentsOf, nameOf, plainName } from '../names.ts';
import { formatNumber } from '../../text/format.ts';
import type { ReportId, ReportsQuery } from './view.ts';
import { say, sayBalance } from './words.ts';

/** What can be chosen for a report. */
type Field = Exclude<keyof ReportsQuery, 'what' | 'sort' | 'layer'>;

/** What each report asks for. */
const fieldsOf: Readonly<Record<ReportId, readonly Field[]>> = {
  statement: ['resource', 'agent', 'account', 'from', 'to', 'recorded'],
  holdings: ['agent', 'to', 'recorded'],
  delivery: ['agent', 'from', 'to'],
  plan: ['plan', 'by', 'to', 'recorded'],
  lots: ['agent', 'from', 'to', 'recorded'],
  recall: ['lot', 'resource', 'agent', 'recorded'],
  process: ['process', 'recorded'],
  balance: ['agent', 'from', 'to', 'recorded'],
  contributions: ['agent', 'from', 'to', 'recorded'],
  cash: ['agent', 'from', 'to', 'recorded'],
};

/** Whether a report asks for something. */
export const asks = (report: ReportId, field: Field): boolean => fieldsOf[report].includes(field);

/** Records by name. */
function named(facts: Facts, records: ReadonlyMap<string, unknown> | undefined): Option[] {
  return [...(records?.keys() ?? [])]
    .map((id) => ({ id, label: plainName(nameOf(facts, id)) }))
    .sort((a, b) => a.label.localeCompare(b.label, 'en', { numeric: true }));
}

/** Whose: nobody chosen means each report's own usual. */
export function agentOptions(facts: Facts, report: ReportId): Option[] {
  const { fields } = say();
  const first: Partial<Record<ReportId, string>> = {
    statement: fields.usual,
    cash: say().cash.everybody,
    recall: fields.origin,
    balance: sayBalance().network,
  };
  return [
    { id: '', label: first[report] ?? fields.choose },
    ...agentsOf(facts),
    ...(report === 'statement' ? [{ id: allHands, label: fields.everybody }] : []),
  ];
}

/** The stocks: all together first, where that is a report. */
export const stockOptions = (facts: Facts, report: ReportId): Option[] => [
  { id: '', label: report === 'statement' ? say().fields.allStocks : say().fields.choose },
  ...named(facts, facts.EconomicResource),
];

/** The lots by their code, each under the first of its stocks. */
export const lotOptions = (facts: Facts): Option[] => [
  { id: '', label: say().fields.choose },
  ...lotsOf(facts)
    .map(({ code, specification, resources }) => ({
      id: resources[0]!,
      label: say().recall.lotStocks(
        say().recall.lotOf(code, plainName(nameOf(facts, specification))),
        formatNumber(resources.length, 9),
      ),
    }))
    .sort((a, b) => a.label.localeCompare(b.label, 'en', { numeric: true })),
];

/** The lot that is chosen, by the first of its stocks. */
export const chosenLot = (facts: Facts, { lot, resource }: Pick<ReportsQuery, 'lot' | 'resource'>): string =>
  (lot ? wholeLotOf(facts, resource)?.resources[0] : undefined) ?? '';

/** The plans. */
export const planOptions = (facts: Facts): Option[] => [
  { id: '', label: say().fields.choose },
  ...named(facts, facts.Plan),
];

/** The batches, those that were recorded last first. */
export const processOptions = (facts: Facts): Option[] =>
  [...(facts.Process?.keys() ?? [])].map((id) => ({ id, label: plainName(nameOf(facts, id)) })).reverse();
