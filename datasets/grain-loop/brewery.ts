import type { Book, Told } from './book.ts';
import { at, dayAt, type DayNumber, isoDay, monthEnd, weekday } from './calendar.ts';
import { consume, dose, giveCustody, produce, release, transfer, work } from './deed.ts';
import type { Brew } from './plan.ts';
import { keptKegs, promisesOf } from './promises.ts';
import { breweryPerBrew, brewing, density, lowerOfUpper, packing } from './recipe.ts';
import { begin, type Scene } from './scene.ts';

/** Days from brewing to packing. */
const daysToPack = 9;
/** Malt from first to last: what was there, then what was malted from the harvests of 2024 and 2025. */
const malts = ['malt-2024', 'malt-b24', 'malt-b25'];
const hundredths = (value: number): number => Math.round(value * 100) / 100;

/** A day at the brewery: purchases, bread for tomorrow's brew, brewing, packing, deliveries. */
export function breweryDay(scene: Scene, day: DayNumber): void {
  buy(scene, day);
  for (const brew of scene.plan.brews) {
    if (brew.day === day + 1 && brew.kind === 'bread') fetchBread(scene, day);
    if (brew.day === day) brewDay(scene, brew);
    if (brew.day + daysToPack === day) pack(scene, brew);
  }
  if (weekday(day) === 4) deliverBeer(scene, day);
}

function buy({ book }: Scene, day: DayNumber): void {
  if (![dayAt(1, 2), dayAt(5, 2), dayAt(9, 2)].includes(day)) return;
  transfer(book, { agent: 'wholesaler', receiver: 'brewery', to: 'hops', quantity: 64, time: at(day, 2) });
}

function fetchBread({ van }: Scene, day: DayNumber): void {
  van.haul({
    day,
    hour: 18,
    specification: 'unsold-bread',
    from: 'bakery',
    resource: 'unsold-bread',
    receiver: 'brewery',
    to: 'unsold-bread-brewery',
    kilograms: brewing.bread.bread,
  });
}

const brewName = ({ day }: Brew): string => `brew-${isoDay(day)}`;
const packName = ({ day }: Brew): string => `pack-${isoDay(day)}`;

function brewDay(scene: Scene, brew: Brew): void {
  const { book, meters } = scene;
  const { day, kind } = brew;
  const recipe = brewing[kind];
  const process = brewName(brew);
  const time = at(day, 4);
  const name = `${kind === 'bread' ? 'Bread brew' : 'Brew'} of ${isoDay(day)}`;
  begin(book, { process, name, specification: 'brewing', agent: 'brewery', time, end: at(day, 14) });
  const keeps = promisesOf(brew);
  mash(scene, brew);
  if (recipe.bread > 0)
    consume(book, process, {
      agent: 'brewery',
      resources: ['unsold-bread-brewery'],
      quantity: recipe.bread,
      time,
      ...keeps('bread'),
    });
  consume(book, process, { agent: 'brewery', resources: ['hops'], quantity: recipe.hops, time: at(day, 12) });
  const { gasLowerKWh, electricityKWh, workHours } = breweryPerBrew.brewing;
  const gas = hundredths(gasLowerKWh / lowerOfUpper);
  dose(book, process, { agent: 'brewery', litres: recipe.water, time });
  meters.draw({ site: 'brewery', carrier: 'gas', process, quantity: gas, time });
  meters.draw({ site: 'brewery', carrier: 'electricity', process, quantity: electricityKWh, time });
  work(book, process, { agent: 'brewery', hours: workHours, time: at(day, 14), ...keeps('work') });
  produce(book, process, {
    agent: 'brewery',
    resource: 'spent-grain',
    quantity: recipe.spentGrain,
    time: at(day, 10),
    ...keeps('spent-grain'),
  });
  produce(book, process, { agent: 'brewery', resource: 'trub', quantity: recipe.trub, time: at(day, 14) });
  const litres = hundredths(recipe.wort / density.wort);
  produce(book, process, {
    agent: 'brewery',
    resource: 'wort',
    quantity: litres,
    unit: 'litre',
    time: at(day, 14),
    ...keeps('wort'),
  });
  shareSpentGrain(scene, brew);
  ferment(scene, brew, litres);
}

/** Malt into the mash. On 12 March 1,900 kg are typed for 190, and corrected the next morning. */
function mash({ book }: Scene, brew: Brew): void {
  const { malt } = brewing[brew.kind];
  const process = brewName(brew);
  const time = at(brew.day, 4);
  const isSlip = brew.day === dayAt(3, 12);
  const quantity = isSlip ? 10 * malt : malt;
  const told = consume(book, process, {
    agent: 'brewery',
    resources: isSlip ? ['malt-b24'] : malts,
    quantity,
    time,
    ...promisesOf(brew)('malt'),
  });
  if (isSlip) correctMalt(book, told[0]!, 9 * malt);
}

function correctMalt(book: Book, corrects: Told, excess: number): void {
  const { action, inputOf, provider, receiver, resource } = corrects;
  book.change(resource!, excess);
  book.tell({
    ...({ action, inputOf, provider, receiver, resource } as Told),
    corrects,
    quantity: [-excess, 'kilogram'],
    time: at(dayAt(3, 13), 8.5),
    recorded: at(dayAt(3, 13), 9),
    note: 'A nought too many: 190 kg of malt, not 1,900.',
  });
}

function shareSpentGrain({ van }: Scene, { day, spentGrain, toBakery, toGrower }: Brew): void {
  const load = { day, specification: 'spent-grain', from: 'brewery', resource: 'spent-grain' };
  const toComposter = Math.round(10 * (spentGrain - toBakery - toGrower)) / 10;
  if (toBakery > 0)
    van.haul({ ...load, hour: 10.25, receiver: 'bakery', to: 'spent-grain-bakery', kilograms: toBakery });
  if (toGrower > 0) van.haul({ ...load, hour: 11, receiver: 'grower', to: 'spent-grain-grower', kilograms: toGrower });
  if (toComposter > 0)
    van.haul({ ...load, hour: 12, receiver: 'composter', to: 'spent-grain-composter', kilograms: toComposter });
}

function ferment({ book }: Scene, brew: Brew, litres: number): void {
  const process = packName(brew);
  const time = at(brew.day, 15);
  const name = `Fermenting and packing of the brew of ${isoDay(brew.day)}`;
  begin(book, { process, name, specification: 'fermenting', agent: 'brewery', time });
  consume(book, process, { agent: 'brewery', resources: ['wort'], quantity: litres, unit: 'litre', time });
  const { yeast } = packing[brew.kind];
  consume(book, process, { agent: 'brewery', resources: ['yeast-2024', 'yeast'], quantity: yeast, time });
}

function pack({ book, meters }: Scene, brew: Brew): void {
  const process = packName(brew);
  const day = brew.day + daysToPack;
  const time = at(day, 13);
  const recipe = packing[brew.kind];
  const { electricityKWh, workHours } = breweryPerBrew.packing;
  meters.draw({ site: 'brewery', carrier: 'water', process, quantity: recipe.water, time });
  meters.draw({ site: 'brewery', carrier: 'electricity', process, quantity: electricityKWh, time });
  work(book, process, { agent: 'brewery', hours: workHours, time });
  produce(book, process, { agent: 'brewery', resource: 'beer', quantity: recipe.beerLitres, unit: 'litre', time });
  produce(book, process, { agent: 'brewery', resource: 'yeast', quantity: recipe.slurry, time });
  release(book, process, {
    agent: 'brewery',
    to: 'sewer-company',
    specification: 'waste-water',
    quantity: recipe.water,
    unit: 'litre',
    time,
    recorded: monthEnd(day),
  });
  transfer(book, { agent: 'brewery', resource: 'yeast', receiver: 'sewer-company', quantity: recipe.surplus, time });
}

const crateLitres = 7.92;
const kegLitres = 20;

/** Fridays: crates to the two shops, kegs to cafes; last week's empties come back. */
function deliverBeer({ book, van }: Scene, day: DayNumber): void {
  const free = Math.max(0, book.stock('beer') - 500);
  const crates = Math.floor((0.3 * free) / crateLitres);
  const kegs = Math.floor((0.4 * free) / kegLitres);
  for (const shop of ['shop-a', 'shop-b']) {
    const litres = hundredths(crates * crateLitres);
    exchange({ book, day }, { what: 'crates', receiver: shop, pieces: crates });
    if (crates > 0)
      transfer(book, {
        agent: 'brewery',
        resource: 'beer',
        receiver: shop,
        to: `beer-${shop}`,
        quantity: litres,
        unit: 'litre',
        time: at(day, 15),
      });
  }
  exchange({ book, day }, { what: 'kegs', receiver: 'cafes', pieces: kegs });
  if (kegs > 0)
    transfer(book, {
      agent: 'brewery',
      resource: 'beer',
      receiver: 'cafes',
      quantity: kegs * kegLitres,
      unit: 'litre',
      time: at(day, 16),
    });
  van.round(day, 3);
}

interface Empties {
  readonly what: 'crates' | 'kegs';
  readonly receiver: string;
  readonly pieces: number;
}

/** Empties back, full ones out: custody only, they stay the brewery's. */
function exchange(
  { book, day }: { readonly book: Book; readonly day: DayNumber },
  { what, receiver, pieces }: Empties,
): void {
  const key = `out-${what}-${receiver}`;
  const out = book.stock(key) - (what === 'kegs' ? keptKegs(day) : 0);
  const change = { resource: what, unit: 'one' };
  if (out > 0) giveCustody(book, { ...change, agent: receiver, receiver: 'brewery', quantity: out, time: at(day, 14) });
  if (pieces > 0) giveCustody(book, { ...change, agent: 'brewery', receiver, quantity: pieces, time: at(day, 14.5) });
  book.change(key, pieces - Math.max(0, out));
}
