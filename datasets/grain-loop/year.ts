import { bakeryDay, breadLeftOver } from './bakery.ts';
import { type Book, openBook } from './book.ts';
import { breweryDay } from './brewery.ts';
import { at, dayAt, days, lastDayOf, monthOf, weekday } from './calendar.ts';
import { composterDay, openWindrows } from './composter.ts';
import { farmDay } from './farm.ts';
import { growerDay, openCultures } from './grower.ts';
import { maltingDay, openAccounts } from './malting.ts';
import { openMeters } from './meter.ts';
import { millDay } from './mill.ts';
import { planYear } from './plan.ts';
import { openOrders, promiseYear } from './promises.ts';
import { randomFrom } from './random.ts';
import { brewing, year } from './recipe.ts';
import { begin, type Scene } from './scene.ts';
import { shopDay } from './shop.ts';
import { openStocks } from './stock.ts';
import { startVan, vanWeek } from './van.ts';

/** Lets the year go by once, with so many kilometres for each stop of a round. */
function live(seed: number, roundKm: number): { book: Book; scene: Scene } {
  const random = randomFrom(seed);
  const book = openBook();
  const plan = planYear((kind) => brewing[kind].spentGrain);
  const scene: Scene = {
    book,
    plan,
    random,
    meters: openMeters(),
    van: startVan(book, roundKm),
    orders: openOrders(book),
  };
  promiseYear(scene);
  const leftOver = breadLeftOver(plan.bakes, random);
  openStocks(book);
  openAccounts(book);
  openCultures(scene);
  openWindrows(scene);
  for (const day of days) {
    if (day === 0 || weekday(day) === 0) beginVanWeek(book, day);
    farmDay(scene, day);
    millDay(scene, day);
    maltingDay(scene, day);
    breweryDay(scene, day);
    growerDay(scene, day);
    bakeryDay(scene, day, leftOver);
    composterDay(scene, day);
    shopDay(scene, day);
    if (weekday(day) === 6 || day === dayAt(12, 31)) scene.van.closeWeek(scene.meters);
    const month = monthOf(day);
    if (day === lastDayOf(month)) scene.meters.close(book, dayAt(month, 1));
  }
  return { book, scene };
}

function beginVanWeek(book: Book, day: number): void {
  const process = vanWeek(day);
  const name = `Shared van, week from ${at(day, 0).slice(0, 10)}`;
  begin(book, { process, name, specification: 'van-trips', agent: 'van', time: at(day, 1) });
}

/**
 * The year as it was written down, in the order of recording. It is lived twice: the first time tells how far the van goes
 * with loads, so that the rounds to shops and cafes can fill the rest of its 12,000 km.
 */
export function tellYear(seed: number) {
  const { haulKm, stops } = live(seed, 0).scene.van.sum;
  const { book, scene } = live(seed, (year.vanKm - haulKm) / stops);
  return { lines: book.lines(), cultures: scene.plan.batches.filter((day) => day < 0).length };
}
