import type { Measure } from '../../../engine/1-record/field.ts';
import type { EconomicEvent } from '../../../engine/1-record/observation.ts';
import type { Column } from '../../marks/table.ts';
import { metersText } from '../../text/meters.ts';
import { formatExact, formatShare, rankOf, unitSymbol } from '../../text/format.ts';
import type { WireProblem } from '../../worker/http.ts';
import type { Opened } from '../../worker/world.ts';
import { stockName } from '../metered.ts';
import type { NewRecord } from '../record/records.ts';
import { dayOfEnd } from './meters.ts';

/** By what a reading can be spread, in the order in which it is offered. */
export const spreadKeys = ['recipe', 'hours', 'input', 'equal'] as const;
export type SpreadKey = (typeof spreadKeys)[number];

/** What would be recorded of a reading, and what is. */
export interface Proposal {
  readonly key?: SpreadKey;
  readonly quantity: Measure;
  readonly isSpread: boolean;
  readonly spread: readonly { readonly event: string; readonly process?: string; readonly quantity: Measure }[];
  /** Other readings of the same days that are spread. */
  readonly spreadAlready: readonly string[];
  readonly records: readonly (EconomicEvent & { readonly type: string })[];
  readonly warnings: readonly WireProblem[];
}

/** What one batch has of it. */
export interface Part {
  readonly process: string;
  readonly quantity: Measure;
  /** Once it is recorded. */
  readonly event?: string;
}

/** The address of what would be recorded of a reading. */
export function proposalAddress(
  network: string,
  id: string,
  asked: { readonly key: string; readonly basedOn: string },
) {
  const given = Object.entries(asked).filter(([, value]) => value !== '');
  const search = given.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&');
  return `/api/networks/${network}/readings/${encodeURIComponent(id)}/proposal${search && `?${search}`}`;
}

/** The parts of a proposal: proposed ones, or those that are recorded. */
export const partsOf = ({ isSpread, spread, records }: Proposal): Part[] =>
  isSpread
    ? spread.flatMap(({ event, process, quantity }) => (process === undefined ? [] : [{ process, quantity, event }]))
    : records.flatMap(({ inputOf, resourceQuantity }) =>
        inputOf === undefined || resourceQuantity === undefined
          ? []
          : [{ process: inputOf, quantity: resourceQuantity }],
      );

/** What is bought first, where the reading is an invoice. */
export const boughtIn = ({ records }: Proposal) => records.find(({ inputOf }) => inputOf === undefined);

/** The records of a proposal, each with its id. */
export const recordsIn = ({ records }: Proposal, newId: () => string): NewRecord[] =>
  records.map(({ type, ...body }) => ({ '@type': type, '@id': newId(), ...body }));

/** The kinds of batch that a network knows. */
export const kindOptions = (opened: Opened) => [
  { id: '', label: metersText().page.kinds },
  ...[...(opened.facts.ProcessSpecification?.keys() ?? [])].map((id) => ({ id, label: stockName(opened, id) })),
];

/** The columns of the parts. */
export function partColumns(opened: Opened, whole: Measure): Column<Part>[] {
  const say = metersText().page.columns;
  const share = ({ quantity }: Part) => Number(quantity.hasNumericalValue) / Number(whole.hasNumericalValue);
  return [
    {
      id: 'process',
      head: say.process,
      value: ({ process }) => stockName(opened, process),
      href: ({ event }) => event && `/${opened.network}/ledger?event=${encodeURIComponent(event)}`,
    },
    {
      id: 'part',
      head: say.part,
      about: 'spread',
      value: ({ quantity }) => quantity.hasNumericalValue,
      show: ({ quantity }) => formatExact(quantity.hasNumericalValue),
      rank: ({ quantity }) => rankOf(quantity),
    },
    { id: 'unit', head: say.unit, value: ({ quantity }) => unitSymbol(quantity.hasUnit) },
    { id: 'share', head: say.share, about: 'partShare', value: share, show: (part) => formatShare(share(part)) },
    { id: 'ended', head: say.ended, value: ({ process }) => dayOfEnd(opened, process) },
  ];
}
