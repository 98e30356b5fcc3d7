import { idOf, measure } from './book.ts';
import { at, dayAt, type DayNumber, isoDay, monthOf, weekday } from './calendar.ts';
import { consume, produce, transfer, work } from './deed.ts';
import { growing, milling, year } from './recipe.ts';
import { begin, type Scene } from './scene.ts';

/** The mill grinds two tonnes of wheat every ten or eleven days, with a wait for the harvest in July; the rest of the year's 65,385 kg at the end. */
const runs = 33;
const wheatOf = (run: number): number => (run < runs ? 2000 : 1384.62);
const runDays = Array.from({ length: runs }, (_, run) => (run < 20 ? 1 + 10 * run : 210 + 11 * (run - 20)));
const wheats = ['wheat-2024', 'wheat-w25-1', 'wheat-w25-2', 'wheat-w25-3'];
const tenth = (value: number): number => Math.round(value * 10) / 10;
const counted = dayAt(6, 30);

/** A day at the mill: wheat from the farm, grinding, flour to the bakery, bran to the grower and the trader. */
export function millDay(scene: Scene, day: DayNumber): void {
  if (weekday(day) === 0) deliverFlour(scene, day);
  if (day === counted) countFlour(scene);
  if (day === dayAt(7, 3)) settleCount(scene);
  if (day === dayAt(monthOf(day), 3)) deliverBran(scene, day);
  const run = runDays.indexOf(day) + 1;
  if (run > 0) grind(scene, day, run);
}

function grind(scene: Scene, day: DayNumber, run: number): void {
  const { book, meters } = scene;
  const wheat = wheatOf(run);
  fetchWheat(scene, day, wheat);
  const process = `milling-${isoDay(day)}`;
  const [time, end] = [at(day, 10), at(day, 16)];
  const name = `Milling of ${isoDay(day)}`;
  begin(book, { process, name, specification: 'milling', agent: 'mill', time, end });
  consume(book, process, { agent: 'mill', resources: ['wheat-silo'], quantity: wheat, time });
  const quantity = (wheat / 1000) * milling.electricityKWh;
  meters.draw({ site: 'mill', carrier: 'electricity', process, quantity, time });
  work(book, process, { agent: 'mill', hours: (wheat / 1000) * milling.workHours, time: end });
  produce(book, process, {
    agent: 'mill',
    resource: 'flour-mill',
    quantity: (wheat * milling.flour) / 1000,
    time: end,
  });
  produce(book, process, { agent: 'mill', resource: 'bran-mill', quantity: (wheat * milling.bran) / 1000, time: end });
}

/** On 12 September the farm loads 1,300 kg of its second field on top of 700 of its first: the lot that is recalled on 14 October. */
const mixed: ReadonlyMap<string, number> = new Map([
  ['wheat-w25-1', 700],
  ['wheat-w25-2', 1300],
]);

/** Wheat from the oldest lot that the farm has; a load may hold two lots, and the silo mixes them. */
function fetchWheat({ book, van }: Scene, day: DayNumber, wheat: number): void {
  let open = wheat;
  const mostOf = (resource: string): number => (day === dayAt(9, 12) ? (mixed.get(resource) ?? 0) : open);
  wheats.forEach((resource, place) => {
    const kilograms = Math.round(1000 * Math.min(open, mostOf(resource), book.stock(resource))) / 1000;
    if (kilograms <= 0) return;
    open -= kilograms;
    van.haul({
      day,
      hour: 7 + place / 2,
      specification: 'wheat',
      from: 'farm',
      resource,
      receiver: 'mill',
      to: 'wheat-silo',
      kilograms,
    });
  });
}

/** Mondays: flour for the week. On 30 June so much that 455 kg stay. */
function deliverFlour({ book, van, orders }: Scene, day: DayNumber): void {
  const atMill = book.stock('flour-mill');
  const wanted = Math.max(0, 1500 - book.stock('flour-bakery') - book.stock('flour-bakery-2024'));
  const kilograms = tenth(day === counted ? atMill - 455 : Math.min(wanted, atMill));
  if (kilograms <= 0) return;
  van.haul({
    day,
    hour: 8,
    specification: 'flour',
    from: 'mill',
    resource: 'flour-mill',
    receiver: 'bakery',
    to: 'flour-bakery',
    kilograms,
    fulfills: orders.take(day, kilograms),
  });
}

/** What was counted is kept as it was said. */
function countFlour({ book }: Scene): void {
  book.record(at(counted, 18), {
    '@type': 'Count',
    '@id': idOf('fact', 'count-flour-june'),
    of: idOf('stock', 'flour-mill'),
    holder: idOf('agent', 'mill'),
    provider: idOf('agent', 'mill'),
    resourceQuantity: measure([412, 'kilogram']),
    hasPointInTime: at(counted, 18),
    note: 'Half-year count, weighed bag by bag.',
  });
}

/**
 * 30 June, 18:00: the mill counts 412 kg of flour where its book says 455. On 3 July a bag of 25 kg for the kitchen turns up,
 * taken on 27 June and not written down; the other 18 kg are lowered as of the count.
 */
function settleCount({ book }: Scene): void {
  const recorded = at(dayAt(7, 3), 9);
  transfer(book, {
    agent: 'mill',
    resource: 'flour-mill',
    receiver: 'kitchen',
    to: 'flour-kitchen',
    quantity: 25,
    time: at(dayAt(6, 27), 11),
    recorded,
    note: 'A bag that was not written down when the kitchen fetched it.',
  });
  book.change('flour-mill', -18);
  book.tell({
    action: 'lower',
    time: at(counted, 18),
    recorded,
    provider: 'mill',
    receiver: 'mill',
    resource: 'flour-mill',
    quantity: [18, 'kilogram'],
    resolves: 'count-flour-june',
    note: 'Counted 412 kg on 30 June at 18:00; 18 kg remain unexplained.',
  });
}

/** On the 3rd of each month: bran for the month's mushroom batches; the trader takes what is left but a tonne in reserve. */
function deliverBran({ book, van }: Scene, day: DayNumber): void {
  const kilograms = growing.bran * year.mushroomBatches[monthOf(day) - 1]!;
  if (kilograms > 0)
    van.haul({
      day,
      hour: 9,
      specification: 'bran',
      from: 'mill',
      resource: 'bran-mill',
      receiver: 'grower',
      to: 'bran-grower',
      kilograms,
    });
  const spare = Math.floor(book.stock('bran-mill') - 200);
  if (spare > 0)
    transfer(book, {
      agent: 'mill',
      resource: 'bran-mill',
      receiver: 'bran-trader',
      quantity: spare,
      time: at(day, 14),
    });
}
