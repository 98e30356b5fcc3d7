import type { Book } from './book.ts';
import { at, type DayNumber, monthEnd } from './calendar.ts';
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

/** Meters that have shown nothing yet. */
export function openMeters(): Meters {
  let draws: Draw[] = [];
  return {
    draw: (draw) => void draws.push(draw),
    close(book, first) {
      const recorded = monthEnd(first);
      const sites = new Map<string, Draw[]>();
      for (const draw of draws) {
        const key = `${draw.carrier}-${draw.site}`;
        sites.set(key, [...(sites.get(key) ?? []), draw]);
      }
      for (const [resource, list] of sites) invoice(book, { resource, list, first, recorded });
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

function invoice(book: Book, { resource, list, first, recorded }: Invoice): void {
  const { site, carrier } = list[0]!;
  const { from, unit } = carriers[carrier];
  const total = list.reduce((sum, { quantity }) => sum + Math.round(quantity * 1000), 0) / 1000;
  const note = "The month's invoice, dated by its first day.";
  transfer(book, {
    agent: from,
    receiver: site,
    to: resource,
    quantity: total,
    unit,
    time: at(first, 0),
    recorded,
    note,
  });
  for (const { process, quantity, time } of list)
    consume(book, process, { agent: site, resources: [resource], quantity, unit, time, recorded });
}
