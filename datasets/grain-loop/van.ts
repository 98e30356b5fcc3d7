import type { Book } from './book.ts';
import { at, type DayNumber, weekOf } from './calendar.ts';
import { giveRights, work } from './deed.ts';
import type { Meters } from './meter.ts';

/** The short name of a week's process: all trips of the shared van from Monday to Sunday. */
export const vanWeek = (day: DayNumber): string => `van-2025-w${String(weekOf(day)).padStart(2, '0')}`;

/** A load that the van takes from one member to another, sold on delivery. */
export interface Haul {
  readonly day: DayNumber;
  readonly hour: number;
  readonly specification: string;
  readonly from: string;
  readonly resource: string;
  readonly receiver: string;
  readonly to: string;
  readonly kilograms: number;
  /** Orders that the load is for. */
  readonly fulfills?: readonly string[];
}

/** Kilometres between two members, centroid distance x 1.3 (assumed). */
const kilometres: Readonly<Record<string, number>> = {
  'farm-mill': 5.2,
  'farm-grower': 7.4,
  'mill-bakery': 8.4,
  'mill-grower': 3.6,
  'brewery-grower': 2.4,
  'brewery-bakery': 5.8,
  'bakery-brewery': 5.8,
  'brewery-composter': 6.3,
  'grower-composter': 6.7,
  'composter-farm': 13.1,
  'composter-gardens': 8.1,
};

/** What the van does: hauls as they come, rounds to shops and cafes, and every Sunday the driving of the week. */
export interface Van {
  haul(haul: Haul): void;
  /** Stops of a delivery round on a day. */
  round(day: DayNumber, stops: number): void;
  /** Writes down use, work and charging of the days since the last time. */
  closeWeek(meters: Meters): void;
  /** Kilometres of all hauls and stops of all rounds so far. */
  readonly sum: { haulKm: number; stops: number };
}

interface DayOfDriving {
  hauls: number;
  stops: number;
  haulKm: number;
}

/** The loads of one haul are picked up, dropped off and sold. */
function carry(book: Book, haul: Haul): void {
  const process = vanWeek(haul.day);
  const load = `load-${haul.specification}`;
  const quantity = [haul.kilograms, 'kilogram'] as const;
  const dropped = at(haul.day, haul.hour + 0.5);
  book.tell({
    action: 'pickup',
    time: at(haul.day, haul.hour),
    inputOf: process,
    provider: haul.from,
    receiver: 'van',
    resource: haul.resource,
    to: load,
    quantity,
  });
  book.tell({
    action: 'dropoff',
    time: dropped,
    outputOf: process,
    provider: 'van',
    receiver: haul.receiver,
    resource: load,
    to: haul.to,
    quantity,
  });
  giveRights(book, {
    agent: haul.from,
    receiver: haul.receiver,
    resource: haul.resource,
    to: haul.to,
    quantity: haul.kilograms,
    time: dropped,
    fulfills: haul.fulfills,
  });
}

/** A van that has not moved yet; `roundKm` is the way that each stop of a round adds. */
export function startVan(book: Book, roundKm: number): Van {
  let week = new Map<DayNumber, DayOfDriving>();
  const sum = { haulKm: 0, stops: 0 };
  const dayOf = (day: DayNumber): DayOfDriving => {
    const known = week.get(day) ?? { hauls: 0, stops: 0, haulKm: 0 };
    week.set(day, known);
    return known;
  };
  return {
    sum,
    haul(haul) {
      carry(book, haul);
      const km = 2 * kilometres[`${haul.from}-${haul.receiver}`]!;
      const today = dayOf(haul.day);
      today.hauls += 1;
      today.haulKm += km;
      sum.haulKm += km;
    },
    round(day, stops) {
      dayOf(day).stops += stops;
      sum.stops += stops;
    },
    closeWeek(meters) {
      if (week.size > 0) drive({ book, meters, roundKm, week });
      week = new Map();
    },
  };
}

interface Driving {
  readonly book: Book;
  readonly meters: Meters;
  readonly roundKm: number;
  readonly week: ReadonlyMap<DayNumber, DayOfDriving>;
}

function drive({ book, meters, roundKm, week }: Driving): void {
  let [kmOfWeek, hoursOfWeek] = [0, 0];
  for (const [day, { hauls, stops, haulKm }] of week) {
    const km = Math.round(10 * (haulKm + stops * roundKm)) / 10;
    const hours = Math.round(60 * (0.4 * (hauls + stops) + km / 25)) / 60;
    useVan(book, { day, km, hours });
    kmOfWeek += km;
    hoursOfWeek += hours;
  }
  const last = Math.max(...week.keys());
  const process = vanWeek(last);
  const time = at(last, 18);
  work(book, process, { agent: 'van', hours: hoursOfWeek, time });
  meters.draw({ site: 'van', carrier: 'electricity', process, quantity: 0.2 * kmOfWeek, time });
}

function useVan(book: Book, { day, km, hours }: { day: DayNumber; km: number; hours: number }): void {
  book.tell({
    action: 'use',
    since: at(day, 7),
    time: at(day, 7 + hours),
    inputOf: vanWeek(day),
    provider: 'van',
    receiver: 'van',
    resource: 'van-1',
    effort: [km, 'kilometre'],
  });
}
