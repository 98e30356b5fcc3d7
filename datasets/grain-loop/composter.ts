import { at, dayAt, type DayNumber, isoDay, lastDayOf, monthOf } from './calendar.ts';
import { consume, produce, raise, release, transfer, work } from './deed.ts';
import { composting } from './recipe.ts';
import { begin, finish, type Scene } from './scene.ts';

const tenth = (value: number): number => Math.round(value * 10) / 10;
const ripens = 7 * composting.weeks;
const windrowName = (day: DayNumber): string => `windrow-${isoDay(day)}`;

/** Windrows of autumn 2024: the day on which each was built and what it weighed on 1 January. */
const windrowsOf2024 = [
  { day: dayAt(1, 1) - 62, kilograms: 2760 },
  { day: dayAt(1, 1) - 32, kilograms: 3780 },
  { day: dayAt(1, 1) - 1, kilograms: 4830 },
];

/** A day at the composter: trub once a month, a windrow on the last of the month, ripe compost, deliveries. */
export function composterDay(scene: Scene, day: DayNumber): void {
  if (day === lastDayOf(monthOf(day))) build(scene, day);
  const built = day - ripens;
  const isRipe =
    windrowsOf2024.some((each) => each.day === built) || (built >= 0 && built === lastDayOf(monthOf(built)));
  if (isRipe) ripe(scene, built, day);
  deliver(scene, day);
}

/** Windrows that ripen when the books begin. */
export function openWindrows({ book }: Scene): void {
  for (const [place, { day, kilograms }] of windrowsOf2024.entries()) {
    const process = windrowName(day);
    const resource = `windrow-material-${place + 1}`;
    const time = at(0, 7);
    raise(book, { agent: 'composter', resource, quantity: kilograms, time: at(0, 6) });
    const name = `Windrow of ${isoDay(day)}, as it stood on 1 January`;
    const open = monthOf(day + ripens) > 1;
    begin(book, { process, name, specification: 'composting', agent: 'composter', time, open });
    consume(book, process, { agent: 'composter', resources: [resource], quantity: kilograms, time });
  }
}

/** All that came in the month, and so many trimmings of the city parks that the dry matter is right. */
function build(scene: Scene, day: DayNumber): void {
  const { book, van } = scene;
  const trub = book.stock('trub');
  if (trub > 0)
    van.haul({
      day,
      hour: 15,
      specification: 'trub',
      from: 'brewery',
      resource: 'trub',
      receiver: 'composter',
      to: 'trub-composter',
      kilograms: trub,
    });
  const { dryShare, dryMatter } = composting;
  const stocks = {
    'spent-substrate-composter': dryShare.substrate,
    'spent-grain-composter': dryShare.spentGrain,
    'trub-composter': dryShare.trub,
  };
  const dry = Object.entries(stocks).reduce((sum, [resource, share]) => sum + share * book.stock(resource), 0);
  const trimmings = tenth((dryMatter - dry) / dryShare.trimmings);
  transfer(book, {
    agent: 'city-parks',
    receiver: 'composter',
    to: 'trimmings',
    quantity: trimmings,
    time: at(day, 9),
  });
  const process = windrowName(day);
  const time = at(day, 17);
  begin(book, {
    process,
    name: `Windrow of ${isoDay(day)}`,
    specification: 'composting',
    agent: 'composter',
    time,
    open: true,
  });
  let wet = trimmings;
  for (const resource of Object.keys(stocks)) {
    const quantity = book.stock(resource);
    wet += quantity;
    if (quantity > 0) consume(book, process, { agent: 'composter', resources: [resource], quantity, time });
  }
  consume(book, process, { agent: 'composter', resources: ['trimmings'], quantity: trimmings, time });
  turn(scene, process, { wet, day });
}

function turn({ book }: Scene, process: string, { wet, day }: { wet: number; day: DayNumber }): void {
  const time = at(day, 18);
  const litres = tenth((composting.dieselLitresPerTonne * wet) / 1000);
  transfer(book, {
    agent: 'wholesaler',
    receiver: 'composter',
    to: 'diesel-composter',
    quantity: litres,
    unit: 'litre',
    time: at(day, 8),
  });
  consume(book, process, {
    agent: 'composter',
    resources: ['diesel-composter'],
    quantity: litres,
    unit: 'litre',
    time,
  });
  work(book, process, { agent: 'composter', hours: composting.workHours, time });
  const air = {
    agent: 'composter',
    to: 'atmosphere',
    time,
    note: 'Computed from the wet input (IPCC 2006, volume 5).',
  };
  const gram = (share: number) => Math.round(1000 * wet * share) / 1000;
  release(book, process, { ...air, specification: 'methane', quantity: gram(composting.methane) });
  release(book, process, { ...air, specification: 'nitrous-oxide', quantity: gram(composting.nitrousOxide) });
}

function ripe({ book }: Scene, built: DayNumber, day: DayNumber): void {
  const quantity = composting.compost;
  produce(book, windrowName(built), { agent: 'composter', resource: 'compost', quantity, time: at(day, 11) });
  finish(book, windrowName(built), at(day, 12));
}

/** Compost for the fields before they are dressed, and for the gardens in spring and autumn; the oldest first. */
function deliver({ book, van }: Scene, day: DayNumber): void {
  const loads = [
    { first: dayAt(3, 3), days: 4, kilograms: 2000, receiver: 'farm', to: 'compost-farm' },
    { first: dayAt(9, 22), days: 5, kilograms: 2000, receiver: 'farm', to: 'compost-farm' },
    { first: dayAt(4, 14), days: 2, kilograms: 1500, receiver: 'gardens', to: 'compost-gardens' },
    { first: dayAt(10, 20), days: 2, kilograms: 1500, receiver: 'gardens', to: 'compost-gardens' },
  ];
  for (const { first, days, kilograms, receiver, to } of loads) {
    if (day < first || day >= first + days) continue;
    const resource = book.stock('compost-2024') >= kilograms ? 'compost-2024' : 'compost';
    van.haul({ day, hour: 8, specification: 'compost', from: 'composter', resource, receiver, to, kilograms });
  }
}
