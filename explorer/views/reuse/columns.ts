import type { Facts } from '../../../engine/1-record/facts.ts';
import type { ToldNeed, ToldSurplus } from '../../../engine/7-reuse/told.ts';
import type { Column } from '../../marks/table.ts';
import { formatAmount, formatNumber } from '../../text/format.ts';
import { reuseText } from '../../text/reuse.ts';
import type { PairRow } from './answer.ts';
import { kindName } from '../names.ts';
import { amountSentence, called, reasonOf, rhythmSentence } from './sentences.ts';

/** What the table of pairs is made with. */
export interface PairTable {
  readonly facts: Facts;
  /** Where a pair is shown by itself. */
  readonly addressOf: (row: PairRow) => string;
  /** Where the events of a surplus stand. */
  readonly eventsOf: (row: PairRow) => string;
}

/** The columns of the pairs; amounts are ranked by kilograms, each other unit by itself. */
export function pairColumns({ facts, addressOf, eventsOf }: PairTable): Column<PairRow>[] {
  const say = reuseText().table;
  const name = (id: string) => called(facts, id);
  return [
    { id: 'offered', head: say.offered, value: ({ surplus }) => name(surplus.specification), href: addressOf },
    { id: 'from', head: say.from, value: ({ surplus }) => name(surplus.holder) },
    { id: 'needed', head: say.needed, value: ({ need }) => name(need.specification) },
    { id: 'to', head: say.to, value: ({ need }) => name(need.holder) },
    { id: 'verdict', head: say.verdict, value: ({ verdict }) => reuseText().verdicts[verdict] },
    {
      id: 'amount',
      head: say.amount,
      about: 'surplus',
      unit: 'kg',
      value: ({ kilograms }) => kilograms,
      show: ({ amount, unit, kilograms }) =>
        kilograms === null ? amountSentence(amount, unit) : formatNumber(kilograms, 3),
    },
    {
      id: 'km',
      head: say.distance,
      unit: 'km',
      about: 'distance',
      value: ({ km }) => km,
      show: ({ km }) => (km === null ? reuseText().sides.placeUnknown : formatNumber(km, 2)),
    },
    {
      id: 'rhythm',
      head: say.rhythm,
      value: ({ surplus }) => rhythmSentence(surplus),
      rank: ({ surplus }) => ({ kind: surplus.kind, size: surplus.rhythm.times }),
    },
    { id: 'reason', head: say.reason, long: true, told: 'surplus', value: (row) => reasonOf(facts, row) },
    { id: 'events', head: say.events, value: () => say.eventsOf, href: eventsOf },
  ];
}

const place = ({ place: at }: ToldSurplus | ToldNeed): string =>
  at ? `${formatNumber(at.lat, 6)}, ${formatNumber(at.long, 6)}` : reuseText().sides.placeUnknown;

/** What surpluses and needs have in common. */
function sideColumns<Row extends ToldSurplus | ToldNeed>(facts: Facts): Column<Row>[] {
  const say = reuseText().sides;
  return [
    { id: 'what', head: say.what, value: ({ specification }) => kindName(facts, specification) },
    { id: 'who', head: say.who, value: ({ holder }) => called(facts, holder) },
    {
      id: 'amount',
      head: say.amount,
      about: 'need',
      value: ({ quantity, unit }) => formatAmount(quantity, unit),
      rank: ({ quantity, unit }) => ({ kind: unit, size: quantity }),
    },
    { id: 'rhythm', head: say.rhythm, value: rhythmSentence },
    { id: 'place', head: say.place, value: place },
  ];
}

/** The columns of all surpluses. */
export const surplusColumns = (facts: Facts): Column<ToldSurplus>[] => [
  ...sideColumns<ToldSurplus>(facts),
  { id: 'how', head: reuseText().sides.how, value: ({ kind }) => reuseText().kinds[kind] },
  {
    id: 'partner',
    head: reuseText().sides.partner,
    value: ({ takers }) => takers.map((id) => called(facts, id)).join(', '),
  },
];

/** The columns of all needs. */
export const needColumns = (facts: Facts): Column<ToldNeed>[] => [
  ...sideColumns<ToldNeed>(facts),
  { id: 'work', head: reuseText().sides.work, value: ({ kind }) => (kind ? called(facts, kind) : '') },
  { id: 'how', head: reuseText().sides.how, value: ({ origin }) => reuseText().origins[origin] },
  {
    id: 'supplier',
    head: reuseText().sides.supplier,
    value: ({ suppliers }) => suppliers.map((id) => called(facts, id)).join(', '),
  },
];
