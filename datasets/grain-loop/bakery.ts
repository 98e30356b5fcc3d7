import { at, dayAt, type DayNumber, isoDay, lastDayOf, monthEnd, monthOf, weekday } from './calendar.ts';
import { consume, dose, produce, release, transfer, work } from './deed.ts';
import { bakeryPerDay, baking, dryingOfBread, lowerOfUpper, year } from './recipe.ts';
import { begin, type Scene } from './scene.ts';

const flours = ['flour-bakery-2024', 'flour-bakery'];
const tenth = (value: number): number => Math.round(value * 10) / 10;

/** A day at the bakery: purchases, baking, selling; on Sundays the counter's week and what is left over. */
export function bakeryDay(scene: Scene, day: DayNumber, leftOver: ReadonlyMap<DayNumber, number>): void {
  buy(scene, day);
  const kind = scene.plan.bakes.get(day);
  if (kind) bake(scene, day, kind);
  const left = leftOver.get(day);
  if (left !== undefined) closeWeek(scene, day, left);
  if (weekday(day) === 0) giveAway(scene, day);
}

function buy({ book }: Scene, day: DayNumber): void {
  const isQuarter = [dayAt(1, 2), dayAt(4, 1), dayAt(7, 1), dayAt(10, 1)].includes(day);
  const bought = { agent: 'wholesaler', receiver: 'bakery', time: at(day, 7) };
  if (isQuarter) transfer(book, { ...bought, to: 'salt', quantity: 250 });
  if (day % 14 === 1) transfer(book, { ...bought, to: 'bakers-yeast', quantity: 26 });
}

function bake({ book, meters, van, random, plan }: Scene, day: DayNumber, kind: 'plain' | 'grain'): void {
  const recipe = baking[kind];
  const process = `bake-${isoDay(day)}`;
  const hour = plan.brews.some((brew) => brew.day === day) ? 11 : 9;
  const [time, end] = [at(day, hour), at(day, hour + 5)];
  const name = `${kind === 'grain' ? 'Spent-grain bread' : 'Bread'} of ${isoDay(day)}`;
  begin(book, { process, name, specification: 'baking', agent: 'bakery', time, end });
  consume(book, process, { agent: 'bakery', resources: flours, quantity: recipe.flour, time });
  consume(book, process, { agent: 'bakery', resources: ['salt'], quantity: recipe.salt, time });
  consume(book, process, { agent: 'bakery', resources: ['bakers-yeast'], quantity: recipe.yeast, time });
  if (recipe.spentGrain > 0)
    consume(book, process, { agent: 'bakery', resources: ['spent-grain-bakery'], quantity: recipe.spentGrain, time });
  const gas = Math.round((100 * bakeryPerDay.gasLowerKWh) / lowerOfUpper) / 100;
  const meter = { site: 'bakery', process, time };
  dose(book, process, { agent: 'bakery', litres: recipe.water - recipe.wasteWater, time });
  meters.draw({ ...meter, carrier: 'water', quantity: recipe.wasteWater });
  meters.draw({ ...meter, carrier: 'gas', quantity: gas });
  meters.draw({ ...meter, carrier: 'electricity', quantity: bakeryPerDay.electricityKWh });
  work(book, process, { agent: 'bakery', hours: bakeryPerDay.workHours, time: end });
  produce(book, process, { agent: 'bakery', resource: 'bread', quantity: recipe.bread, time: end });
  release(book, process, {
    agent: 'bakery',
    to: 'sewer-company',
    specification: 'waste-water',
    quantity: recipe.wasteWater,
    unit: 'litre',
    time: end,
    recorded: monthEnd(day),
  });
  for (const shop of ['shop-a', 'shop-b']) {
    const quantity = tenth(recipe.bread * (0.22 + 0.06 * random()));
    transfer(book, {
      agent: 'bakery',
      resource: 'bread',
      receiver: shop,
      to: `bread-${shop}`,
      quantity,
      time: at(day, hour + 5.5),
    });
  }
  van.round(day, weekday(day) > 4 ? 4 : 3);
}

/** The last baking day of a week: the counter's sales, and what nobody bought is set apart. */
function closeWeek({ book }: Scene, day: DayNumber, left: number): void {
  const sold = Math.round(1000 * (book.stock('bread') - left)) / 1000;
  transfer(book, { agent: 'bakery', resource: 'bread', receiver: 'households', quantity: sold, time: at(day, 18) });
  const process = `left-over-${isoDay(day)}`;
  const time = at(day, 19);
  const name = `Bread left over in the week to ${isoDay(day)}`;
  begin(book, { process, name, specification: 'setting-apart', agent: 'bakery', time, end: time });
  consume(book, process, { agent: 'bakery', resources: ['bread'], quantity: left, time });
  produce(book, process, { agent: 'bakery', resource: 'unsold-bread', quantity: tenth(left * dryingOfBread), time });
}

/** Mondays: a reserve for the bread brews from May on, 30 kg to the kitchen from July, the rest to the sharers or, until April, to waste. */
function giveAway({ book }: Scene, day: DayNumber): void {
  const stock = book.stock('unsold-bread');
  const month = monthOf(day);
  const gift = { agent: 'bakery', resource: 'unsold-bread', time: at(day, 9) };
  if (month < 5) {
    const keep = day > lastDayOf(4) - 12 ? stock : 0;
    if (stock - keep > 0) transfer(book, { ...gift, receiver: 'waste-contractor', quantity: tenth(stock - keep) });
    return;
  }
  const toKitchen = month >= 7 ? Math.min(30, Math.max(0, stock - 120)) : 0;
  if (toKitchen > 0)
    transfer(book, {
      ...gift,
      receiver: 'kitchen',
      to: 'bread-kitchen',
      quantity: tenth(toKitchen),
      fulfills: ['bread-kitchen'],
    });
  const spare = tenth(book.stock('unsold-bread') - 250);
  if (spare > 0) transfer(book, { ...gift, receiver: 'sharer', to: 'bread-sharer', quantity: spare });
}

/** What is left over, by the last baking day of each week: 6 % of the year's bread, more in August, as the seed decides. */
export function breadLeftOver(
  bakes: ReadonlyMap<DayNumber, 'plain' | 'grain'>,
  random: () => number,
): Map<DayNumber, number> {
  const weeks = new Map<DayNumber, number>();
  let total = 0;
  let baked = 0;
  for (const [day, kind] of bakes) {
    total += baking[kind].bread;
    baked += baking[kind].bread * year.unsoldWeights[monthOf(day) - 1]!;
    const next = [...Array(7).keys()].map((ahead) => day + ahead + 1).find((other) => bakes.has(other));
    const endsWeek = weekday(day) === 6 || next === undefined || (weekday(day) > weekday(next) && next - day > 1);
    if (!endsWeek) continue;
    weeks.set(day, baked * (0.9 + 0.2 * random()));
    baked = 0;
  }
  const weight = [...weeks.values()].reduce((sum, value) => sum + value, 0);
  const wanted = tenth(total * year.unsoldShare);
  const scaled = new Map([...weeks].map(([day, value]) => [day, tenth((value * wanted) / weight)]));
  const [lastDay] = [...scaled.keys()].slice(-1);
  const sum = [...scaled.values()].reduce((all, value) => all + value, 0);
  scaled.set(lastDay!, tenth(scaled.get(lastDay!)! + wanted - sum));
  return scaled;
}
