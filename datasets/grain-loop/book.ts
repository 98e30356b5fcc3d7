/** What all ids of the network begin with. */
const prefix = 'urn:throughflow:grain-loop:';

/** What a short name names. */
export type Named =
  'agent' | 'place' | 'spec' | 'kind' | 'lot' | 'stock' | 'process' | 'event' | 'fact' | 'plan' | 'promise';

/** The id of a record by what it is and its short name. */
export const idOf = (named: Named, name: string): string => `${prefix}${named}:${name}`;

/** A record as it is sent: class, id and fields. */
export type Sent = Readonly<Record<string, unknown>>;

/** A number and the OM 2 name of its unit. */
export type Amount = readonly [number, string];

/** An event as its producer tells it; names are short names of records. */
export interface Told {
  readonly action: string;
  readonly time: string;
  /** When the event took a while: its beginning; `time` is then its end. */
  readonly since?: string;
  readonly inputOf?: string;
  readonly outputOf?: string;
  readonly provider?: string;
  readonly receiver?: string;
  readonly resource?: string;
  readonly to?: string;
  readonly specification?: string;
  readonly quantity?: Amount;
  readonly effort?: Amount;
  readonly place?: string;
  readonly note?: string;
  /** Promises that it keeps, and wishes that it meets. */
  readonly fulfills?: readonly string[];
  readonly satisfies?: readonly string[];
  readonly corrects?: Told;
  /** The count that it settles. */
  readonly resolves?: string;
  /** The reading or invoice that it was spread from. */
  readonly spreadFrom?: string;
  /** When it was written down; in the evening of its day unless told. */
  readonly recorded?: string;
  /** The end of its id; its number unless told. */
  readonly name?: string;
}

interface Line {
  readonly recorded: string;
  readonly happened: string;
  readonly told?: Told;
  readonly record?: Sent;
}

/** Text of a number with at most three decimals. */
const plain = (value: number): string => String(Math.round(value * 1000) / 1000);

/** A number and its unit as they are sent. */
export const measure = ([value, unit]: Amount) => ({ hasNumericalValue: plain(value), hasUnit: unit });

/** What producers write down in the year, with the stock that follows from it. */
export interface Book {
  /** Writes down a record that is no event, at a time (before the events of that minute). */
  record(time: string, record: Sent): void;
  /** A record that was written down, by its id. */
  find(id: string): Sent | undefined;
  /** Writes down an event and gives it back, so that a correction can name it. */
  tell(event: Told): Told;
  /** What a resource holds, over all holders, in the unit in which it is told. */
  stock(resource: string): number;
  change(resource: string, by: number): void;
  /** Everything in the order of recording: the time of recording and the record. */
  lines(): { recorded: string; record: Sent }[];
}

/** An empty book. Stock is counted in thousandths, so that a year of sums stays exact. */
export function openBook(): Book {
  const lines: Line[] = [];
  const stocks = new Map<string, number>();
  const records = new Map<unknown, Sent>();
  return {
    find: (id) => records.get(id),
    record(time, record) {
      records.set(record['@id'], record);
      lines.push({ recorded: evening(time), happened: time, record });
    },
    tell(event) {
      lines.push({ recorded: event.recorded ?? evening(event.time), happened: event.time, told: event });
      return event;
    },
    stock: (resource) => (stocks.get(resource) ?? 0) / 1000,
    change(resource, by) {
      stocks.set(resource, (stocks.get(resource) ?? 0) + Math.round(by * 1000));
    },
    lines: () => numbered(lines),
  };
}

const evening = (time: string): string => `${time.slice(0, 10)}T20:00`;

/** Lines in the order of recording, then of happening; events without a name get their number as id. */
function numbered(lines: readonly Line[]): { recorded: string; record: Sent }[] {
  const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
  const sorted = [...lines].sort((a, b) => compare(a.recorded, b.recorded) || compare(a.happened, b.happened));
  const ids = new Map<Told, string>();
  let count = 0;
  const nameOf = ({ name }: Told): string => name ?? String(++count).padStart(5, '0');
  for (const { told } of sorted) if (told) ids.set(told, idOf('event', nameOf(told)));
  return sorted.map(({ recorded, told, record }) => ({ recorded, record: told ? eventOf(told, ids) : record! }));
}

const listed = (field: string, names: readonly string[] | undefined) =>
  names ? { [field]: names.map((name) => idOf('promise', name)) } : {};

function eventOf(told: Told, ids: ReadonlyMap<Told, string>): Sent {
  const { since, time, corrects, note } = told;
  const links = [
    ['inputOf', 'process', told.inputOf],
    ['outputOf', 'process', told.outputOf],
    ['provider', 'agent', told.provider],
    ['receiver', 'agent', told.receiver],
    ['resourceInventoriedAs', 'stock', told.resource],
    ['toResourceInventoriedAs', 'stock', told.to],
    ['resourceConformsTo', 'spec', told.specification],
    ['toLocation', 'place', told.place],
    ['resolves', 'fact', told.resolves],
    ['spreadFrom', 'fact', told.spreadFrom],
  ] as const;
  return {
    '@type': 'EconomicEvent',
    '@id': ids.get(told)!,
    action: told.action,
    ...Object.fromEntries(links.flatMap(([field, named, name]) => (name ? [[field, idOf(named, name)]] : []))),
    ...(told.quantity ? { resourceQuantity: measure(told.quantity) } : {}),
    ...(told.effort ? { effortQuantity: measure(told.effort) } : {}),
    ...listed('fulfills', told.fulfills),
    ...listed('satisfies', told.satisfies),
    ...(corrects ? { corrects: ids.get(corrects)! } : {}),
    ...(since ? { hasBeginning: since, hasEnd: time } : { hasPointInTime: time }),
    ...(note ? { note } : {}),
  };
}
