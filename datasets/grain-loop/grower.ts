import { at, dayAt, type DayNumber, isoDay, monthOf, weekday } from './calendar.ts';
import { consume, dose, produce, raise, transfer, work } from './deed.ts';
import { growing, year } from './recipe.ts';
import { begin, finish, type Scene } from './scene.ts';

const tenth = (value: number): number => Math.round(value * 10) / 10;

/** The short name of a batch: its place in the plan and the day on which it began. */
const batchName = (place: number, start: DayNumber): string =>
  `mushrooms-${isoDay(start)}-${String(place + 1).padStart(2, '0')}`;

/** A day at the mushroom cellar: purchases, batches that begin, flushes, spent substrate, Friday's sales. */
export function growerDay(scene: Scene, day: DayNumber): void {
  const { plan } = scene;
  buy(scene, day);
  plan.batches.forEach((start, place) => {
    const process = batchName(place, start);
    if (start === day) startBatch(scene, process, day);
    const flush = growing.flushes.find((each) => start + each.day === day);
    if (flush) pick(scene, process, { day, kilograms: flush.kilograms });
    if (start + growing.substrateDay === day) clear(scene, process, day);
  });
  if (weekday(day) === 4) sell(scene, day);
}

/** Batches of 2024 that still grow: what is on the shelves, with what it will still give and lose. */
export function openCultures({ book, plan }: Scene): void {
  const time = at(0, 6);
  plan.batches.forEach((start, place) => {
    if (start >= 0) return;
    const process = batchName(place, start);
    const resource = `culture-${place + 1}`;
    const toCome = growing.flushes.filter((flush) => start + flush.day >= 0);
    const share = (start + growing.substrateDay) / growing.substrateDay;
    const loss = tenth(share * (growing.gap.vapour + growing.gap.respiration));
    const kilograms = tenth(growing.substrate + toCome.reduce((sum, flush) => sum + flush.kilograms, 0) + loss);
    raise(book, { agent: 'grower', resource, quantity: kilograms, time });
    const name = `Mushroom batch of ${isoDay(start)}, as it stood on 1 January`;
    const open = monthOf(start + growing.substrateDay) > 1;
    begin(book, { process, name, specification: 'growing-mushrooms', agent: 'grower', time: at(0, 7), open });
    consume(book, process, { agent: 'grower', resources: [resource], quantity: kilograms, time: at(0, 7) });
  });
}

function buy({ book, van }: Scene, day: DayNumber): void {
  const month = monthOf(day);
  const batches = year.mushroomBatches[month - 1]!;
  if (batches === 0 || day !== Math.max(1, dayAt(month, 1))) return;
  const quantity = batches * growing.spawn;
  transfer(book, { agent: 'wholesaler', receiver: 'grower', to: 'spawn', quantity, time: at(day, 9) });
  van.haul({
    day,
    hour: 13,
    specification: 'straw',
    from: 'farm',
    resource: 'straw-2024',
    receiver: 'grower',
    to: 'straw-grower',
    kilograms: batches * growing.straw,
  });
}

function startBatch({ book, meters }: Scene, process: string, day: DayNumber): void {
  const time = at(day, 15);
  const name = `Mushroom batch of ${isoDay(day)}`;
  begin(book, { process, name, specification: 'growing-mushrooms', agent: 'grower', time, open: true });
  const put = (resources: readonly string[], quantity: number) =>
    consume(book, process, { agent: 'grower', resources, quantity, time });
  put(['straw-grower'], growing.straw);
  put(['spent-grain-grower'], growing.spentGrain);
  put(['bran-grower'], growing.bran);
  put(['spawn'], growing.spawn);
  const month = monthOf(day);
  const season = month === 12 || month <= 2 ? 1.3 : month === 7 ? 1.2 : 1;
  const meter = { site: 'grower', process, time };
  dose(book, process, { agent: 'grower', litres: growing.water, time });
  meters.draw({ ...meter, carrier: 'electricity', quantity: growing.electricityKWh * season });
  work(book, process, { agent: 'grower', hours: growing.workHours, time: at(day, 18) });
}

function pick({ book }: Scene, process: string, { day, kilograms }: { day: DayNumber; kilograms: number }): void {
  produce(book, process, { agent: 'grower', resource: 'mushrooms', quantity: kilograms, time: at(day, 8) });
}

/** The cellar is cleared and the spent substrate goes to the composter on the same day. */
function clear({ book, van }: Scene, process: string, day: DayNumber): void {
  const kilograms = growing.substrate;
  produce(book, process, { agent: 'grower', resource: 'spent-substrate', quantity: kilograms, time: at(day, 8) });
  finish(book, process, at(day, 9));
  van.haul({
    day,
    hour: 14,
    specification: 'spent-substrate',
    from: 'grower',
    resource: 'spent-substrate',
    receiver: 'composter',
    to: 'spent-substrate-composter',
    kilograms,
  });
}

/** Fridays: the week's mushrooms to the shops and to households. */
function sell({ book, van }: Scene, day: DayNumber): void {
  const stock = book.stock('mushrooms');
  if (stock < 5) return;
  const sale = { agent: 'grower', resource: 'mushrooms', time: at(day, 10) };
  for (const shop of ['shop-a', 'shop-b'])
    transfer(book, { ...sale, receiver: shop, to: `mushrooms-${shop}`, quantity: tenth(0.4 * stock) });
  transfer(book, { ...sale, receiver: 'households', quantity: book.stock('mushrooms') });
  van.round(day, 2);
}
