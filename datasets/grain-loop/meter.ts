import { type Book, idOf, measure } from './book.ts';
import { at, type DayNumber, isoDay, lastDayOf, monthEnd, monthOf } from './calendar.ts';
import { consume, transfer } from './deed.ts';

/** What comes by pipe or wire, with its seller, unit and the digits that its meter shows. */
export const carriers = {
  gas: { from: 'gas-company', unit: 'kilowattHour', specification: 'gas' },
  electricity: { from: 'grid', unit: 'kilowattHour', specification: 'electricity' },
  water: { from: 'water-company', unit: 'litre', specification: 'water' },
} as const;

/** Something that comes by pipe or wire. */
export type Carrier = keyof typeof carriers;

interface Draw {
  readonly site: string;
  readonly carrier: Carrier;
  readonly process: string;
  readonly quantity: number;
  readonly time: string;
}

/** Meters of all sites: what processes draw is known when the month's invoice comes, and spread over them by the recipe. */
export interface Meters {
  draw(draw: Draw): void;
  /** Writes down the invoices of a month, dated by its first day, and what each process drew. */
  close(book: Book, first: DayNumber): void;
}

/** The one meter that its owner reads as well: what it showed on the morning of 1 January, and the month in which it and the invoice differ, by which factor. */
const read = { resource: 'gas-brewery', site: 'brewery', meter: 'G-12 (invented)', first: 48_200 };
const june = { month: 6, invoiceOfMeter: 1.04 };

/** Meters that have shown nothing yet. */
export function openMeters(): Meters {
  let draws: Draw[] = [];
  let index = read.first;
  return {
    draw: (draw) => void draws.push(draw),
    close(book, first) {
      const recorded = monthEnd(first);
      const sites = new Map<string, Draw[]>();
      for (const draw of draws) {
        const key = `${draw.carrier}-${draw.site}`;
        sites.set(key, [...(sites.get(key) ?? []), draw]);
      }
      if (monthOf(first) === 1) readMeter(book, first, index);
      for (const [resource, list] of sites) {
        const total = invoice(book, { resource, list, first, recorded });
        if (resource === read.resource)
          index += Math.round(1000 * (total / (monthOf(first) === june.month ? june.invoiceOfMeter : 1))) / 1000;
      }
      // On 1 January of the next year the books are closed.
      if (monthOf(first) < 12) readMeter(book, lastDayOf(monthOf(first)) + 1, index);
      draws = [];
    },
  };
}

interface Invoice {
  readonly resource: string;
  readonly list: readonly Draw[];
  readonly first: DayNumber;
  readonly recorded: string;
}

/** Gas is invoiced in its upper heating value. */
const basisOf = (carrier: Carrier) => (carrier === 'gas' ? { basis: 'gross' } : {});

/** Writes down what a month's invoice says and what each process drew of it; gives back the whole. */
function invoice(book: Book, { resource, list, first, recorded }: Invoice): number {
  const { site, carrier } = list[0]!;
  const { from, unit } = carriers[carrier];
  const total = list.reduce((sum, { quantity }) => sum + Math.round(quantity * 1000), 0) / 1000;
  const month = isoDay(first).slice(0, 7);
  const spreadFrom = `${resource}-invoice-${month}`;
  book.record(at(lastDayOf(monthOf(first)), 20), {
    '@type': 'Reading',
    '@id': idOf('fact', spreadFrom),
    of: idOf('stock', resource),
    resourceQuantity: measure([total, unit]),
    ...basisOf(carrier),
    provider: idOf('agent', from),
    hasBeginning: isoDay(first),
    hasEnd: isoDay(lastDayOf(monthOf(first))),
    source: `invoice ${month} (invented)`,
  });
  const note = "The month's invoice, dated by its first day.";
  const bought = { agent: from, receiver: site, to: resource, quantity: total, unit, time: at(first, 0) };
  transfer(book, { ...bought, recorded, note, spreadFrom });
  for (const { process, quantity, time } of list)
    consume(book, process, { agent: site, resources: [resource], quantity, unit, time, recorded, spreadFrom });
  return total;
}

function readMeter(book: Book, day: DayNumber, index: number): void {
  book.record(at(day, 0), {
    '@type': 'Reading',
    '@id': idOf('fact', `${read.resource}-meter-${isoDay(day)}`),
    of: idOf('stock', read.resource),
    meter: read.meter,
    index: measure([index, carriers.gas.unit]),
    digits: '6',
    ...basisOf('gas'),
    provider: idOf('agent', read.site),
    hasPointInTime: at(day, 0),
    source: 'read by the brewery (invented)',
  });
}
