import { type Amount, type Book, idOf, measure, type Sent } from './book.ts';
import { at, dayAt, type DayNumber, isoDay, monthOf } from './calendar.ts';
import type { Brew, Plan } from './plan.ts';
import { breweryPerBrew, brewing, density } from './recipe.ts';

/** The flour that the bakery orders of the mill. */
export interface Orders {
  /** The orders that a load is for: what one has room for no more goes to the next. */
  take(day: DayNumber, kilograms: number): readonly string[];
}

/** Kilograms of one order (assumed). */
const orderSize = 4000;
/** Days until an order is due. */
const orderDays = 35;

const agent = (name: string) => idOf('agent', name);
const spec = (name: string) => idOf('spec', name);

interface Promised {
  readonly action: string;
  readonly provider?: string;
  readonly receiver?: string;
  readonly of: string;
  readonly quantity?: Amount;
  readonly effort?: Amount;
}

/** A commitment or an intent as it is sent. */
const promise = (
  type: 'Commitment' | 'Intent',
  name: string,
  { action, provider, receiver, of, quantity, effort, ...more }: Promised & Sent,
): Sent => ({
  '@type': type,
  '@id': idOf('promise', name),
  action,
  ...(provider && { provider: agent(provider) }),
  ...(receiver && { receiver: agent(receiver) }),
  resourceConformsTo: spec(of),
  ...(quantity && { resourceQuantity: measure(quantity) }),
  ...(effort && { effortQuantity: measure(effort) }),
  ...more,
});

/** Orders one behind the other, each made when the one before is full. */
export function openOrders(book: Book): Orders {
  const agreement = idOf('promise', 'flour-for-bread');
  let count = 0;
  let open = 0;
  const order = (day: DayNumber): string => {
    if (count === 0) {
      const name = 'Flour for bread, a year';
      book.record(at(day, 6), { '@type': 'Agreement', '@id': agreement, name, created: isoDay(day) });
    }
    count += 1;
    open += orderSize;
    const name = `flour-${count}`;
    const ordered = {
      action: 'transferAllRights',
      provider: 'mill',
      receiver: 'bakery',
      of: 'flour',
      quantity: [orderSize, 'kilogram'],
      clauseOf: agreement,
      created: isoDay(day),
      due: isoDay(day + orderDays),
    } as const;
    book.record(at(day, 6.5), promise('Commitment', name, ordered));
    return name;
  };
  return {
    take(day, kilograms) {
      const current = open > 0 ? [`flour-${count}`] : [];
      const next = kilograms > open ? [order(day)] : [];
      open -= kilograms;
      return [...current, ...next];
    },
  };
}

/** From October on seven kegs stay with the cafes. */
export const keptKegs = (day: DayNumber): number => (day >= dayAt(10, 17) ? 7 : 0);

/** What the bread brews of June were planned to take and give; of other brews nothing was planned. */
const isPlanned = ({ kind, day }: Brew): boolean => kind === 'bread' && monthOf(day) === 6;
const promiseName = ({ day }: Brew, what: string): string => `brew-${isoDay(day)}-${what}`;

/** The promises that an event of a brew keeps, by what it is of. */
export const promisesOf =
  (brew: Brew) =>
  (what: string): { readonly fulfills?: readonly string[]; readonly satisfies?: readonly string[] } =>
    isPlanned(brew) ? { [what === 'work' ? 'satisfies' : 'fulfills']: [promiseName(brew, what)] } : {};

/** All that is planned, wished for and promised before it happens. */
export function promiseYear({ book, plan }: { readonly book: Book; readonly plan: Plan }): void {
  planBreadBrews(book, plan.brews.filter(isPlanned));
  const list = idOf('promise', 'left-over');
  const listed = { listedIn: [list] };
  book.record(at(dayAt(3, 3), 9), { '@type': 'ProposalList', '@id': list, name: 'What is left over, what is needed' });
  const yeast = { action: 'transfer', provider: 'brewery', of: 'yeast-slurry', quantity: [31, 'kilogram'] } as const;
  book.record(
    at(dayAt(3, 3), 9),
    promise('Intent', 'yeast', {
      ...yeast,
      name: 'Surplus yeast of every brew',
      note: 'Each brew leaves 31 kg; live yeast, fetched within two days.',
    }),
  );
  propose(book, dayAt(3, 3), {
    name: 'offer-yeast',
    title: 'Yeast from the brewery',
    purpose: 'offer',
    intent: 'yeast',
    ...listed,
  });
  const bread = { action: 'transfer', receiver: 'kitchen', of: 'unsold-bread' } as const;
  const months = { hasBeginning: '2025-03-03', hasEnd: '2025-12-31' };
  book.record(
    at(dayAt(3, 3), 9),
    promise('Intent', 'bread-wanted', {
      ...bread,
      ...months,
      quantity: [2600, 'kilogram'],
      name: 'Bread for the neighbourhood kitchen, 60 kg a week',
    }),
  );
  propose(book, dayAt(3, 3), {
    name: 'request-bread',
    title: 'Bread for the kitchen',
    purpose: 'request',
    intent: 'bread-wanted',
    ...listed,
  });
  book.record(
    at(dayAt(7, 1), 9),
    promise('Commitment', 'bread-kitchen', {
      ...bread,
      provider: 'bakery',
      quantity: [780, 'kilogram'],
      satisfies: [idOf('promise', 'bread-wanted')],
      hasBeginning: '2025-07-01',
      hasEnd: '2025-12-31',
      created: '2025-07-01',
      note: '30 kg a week until the end of the year.',
    }),
  );
}

interface Proposing {
  readonly name: string;
  readonly title: string;
  readonly purpose: 'offer' | 'request';
  readonly intent: string;
  readonly listedIn: readonly string[];
}

function propose(book: Book, day: DayNumber, { name, title, purpose, intent, listedIn }: Proposing): void {
  book.record(at(day, 9.5), {
    '@type': 'Proposal',
    '@id': idOf('promise', name),
    name: title,
    purpose,
    publishes: [idOf('promise', intent)],
    listedIn,
    created: isoDay(day),
  });
}

const plannedOn = dayAt(5, 30);

function planBreadBrews(book: Book, brews: readonly Brew[]): void {
  const plan = idOf('plan', 'bread-brews-june');
  book.record(at(plannedOn, 9), {
    '@type': 'Plan',
    '@id': plan,
    name: 'Bread brews of June',
    created: isoDay(plannedOn),
    due: '2025-06-30',
  });
  for (const brew of brews) {
    const process = idOf('process', `brew-${isoDay(brew.day)}`);
    book.record(at(plannedOn, 9.25), {
      '@type': 'Process',
      '@id': process,
      name: `Bread brew of ${isoDay(brew.day)}`,
      basedOn: idOf('kind', 'brewing'),
      plannedWithin: plan,
      inScopeOf: agent('brewery'),
      hasBeginning: at(brew.day, 4),
      hasEnd: at(brew.day, 14),
      finished: false,
    });
    for (const record of flowsOf(brew, { process, plan })) book.record(at(plannedOn, 9.5), record);
  }
}

function flowsOf(brew: Brew, { process, plan }: { readonly process: string; readonly plan: string }): Sent[] {
  const recipe = brewing.bread;
  const own = { plannedWithin: plan, due: isoDay(brew.day), created: isoDay(plannedOn) };
  const input = (what: string, of: string, quantity: Amount): Sent =>
    promise('Commitment', promiseName(brew, what), {
      ...own,
      action: 'consume',
      inputOf: process,
      provider: 'brewery',
      receiver: 'brewery',
      of,
      quantity,
    });
  const output = (what: string, of: string, quantity: Amount): Sent =>
    promise('Commitment', promiseName(brew, what), {
      ...own,
      action: 'produce',
      outputOf: process,
      provider: 'brewery',
      receiver: 'brewery',
      of,
      quantity,
    });
  const { created: _, ...wish } = own;
  return [
    input('malt', 'malt', [recipe.malt, 'kilogram']),
    input('bread', 'unsold-bread', [recipe.bread, 'kilogram']),
    promise('Intent', promiseName(brew, 'work'), {
      ...wish,
      action: 'work',
      inputOf: process,
      receiver: 'brewery',
      of: 'work',
      effort: [breweryPerBrew.brewing.workHours, 'hour'],
    }),
    output('spent-grain', 'spent-grain', [recipe.spentGrain, 'kilogram']),
    output('wort', 'wort', [Math.round((100 * recipe.wort) / density.wort) / 100, 'litre']),
  ];
}
