import type { Book } from './book.ts';
import { at, dayAt, type DayNumber } from './calendar.ts';
import { consume, giveCustody, giveRights, produce, raise, release, transfer } from './deed.ts';
import { carriers } from './meter.ts';
import { lowerOfUpper, malting as recipe } from './recipe.ts';
import { begin, type Scene } from './scene.ts';

/** Toll malting: the brewery buys barley, the maltster has it in custody and never owns it, the malt comes back. */
export function maltingDay({ book }: Scene, day: DayNumber): void {
  const campaigns = [
    { lot: 'b24', barley: 'barley-b24', first: dayAt(2, 3) },
    { lot: 'b25', barley: 'barley-b25', first: dayAt(9, 1) },
  ];
  for (const { lot, barley, first } of campaigns) {
    const own = `barley-${lot}-brewery`;
    if (day === first) {
      const time = at(day, 9);
      sellToBrewery(book, { barley, own, time });
    }
    if (day === first + 14) payMalting(book, lot, at(day, 10));
    for (const batch of [1, 2]) if (day === first + 7 * (batch - 1)) maltBatch(book, { lot, own, batch, day });
  }
}

function sellToBrewery(book: Book, { barley, own, time }: { barley: string; own: string; time: string }): void {
  const sale = { agent: 'farm', resource: barley, to: own, quantity: 10_000, time };
  giveCustody(book, { ...sale, receiver: 'maltster', place: 'maltster', note: 'By lorry of the haulier.' });
  giveRights(book, { ...sale, receiver: 'brewery' });
}

/** Prices by the tonne, in euro (assumed). */
const prices = { barley: 250, fee: 190 };

/** What the brewery and the farm had in the bank on 1 January (invented). */
export function openAccounts(book: Book): void {
  const time = at(0, 6);
  for (const [agent, quantity] of [
    ['farm', 8_000],
    ['brewery', 20_000],
  ] as const)
    raise(book, { agent, resource: `euro-${agent}`, quantity, unit: 'euro', time, name: `opened-euro-${agent}` });
}

/** Two weeks after its delivery the brewery pays the barley to the farm, and the fee of both batches of malt to the maltster. */
function payMalting(book: Book, lot: string, time: string): void {
  const paid = { agent: 'brewery', resource: 'euro-brewery', unit: 'euro', time };
  transfer(book, {
    ...{ ...paid, to: 'euro-farm', receiver: 'farm', quantity: 10 * prices.barley, name: `paid-barley-${lot}` },
    note: `10 t of barley ${lot.toUpperCase()} at EUR ${prices.barley} (assumed).`,
  });
  const malt = (2 * tonnes * recipe.malt) / 1000;
  transfer(book, {
    ...{ ...paid, receiver: 'maltster', quantity: Math.round(100 * malt * prices.fee) / 100, name: `paid-fee-${lot}` },
    note: `${malt} t of malt ${lot.toUpperCase()} at EUR ${prices.fee} (assumed).`,
  });
}

interface MaltBatch {
  readonly lot: string;
  readonly own: string;
  readonly batch: number;
  readonly day: DayNumber;
}

const tonnes = 5;

/** Five tonnes: two days of steeping, four of germinating, one of kilning. */
function maltBatch(book: Book, { lot, own, batch, day }: MaltBatch): void {
  const process = `malting-${lot}-${batch}`;
  const time = at(day, 10);
  const end = at(day + 6, 16);
  begin(book, {
    process,
    name: `Toll malting of ${lot.toUpperCase()}, batch ${batch} of 2`,
    specification: 'malting',
    agent: 'brewery',
    time,
    note: "At the maltster's, for a fee of EUR 190 per tonne of malt (assumed); the grain stays the brewery's.",
  });
  giveCustody(book, {
    agent: 'maltster',
    resource: own,
    receiver: 'brewery',
    quantity: 1000 * tonnes,
    time,
    note: "Into the steep: from the maltster's custody into the brewery's own batch.",
  });
  consume(book, process, { agent: 'brewery', resources: [own], quantity: 1000 * tonnes, time });
  payMaltster(book, { process, time: end });
  const malt = { agent: 'brewery', place: 'brewery', time: end };
  produce(book, process, { ...malt, resource: `malt-${lot}`, quantity: recipe.malt * tonnes });
  produce(book, process, { ...malt, resource: 'rootlets', quantity: recipe.rootlets * tonnes });
  release(book, process, {
    agent: 'brewery',
    to: 'sewer-company',
    specification: 'waste-water',
    quantity: recipe.wasteWater * tonnes,
    unit: 'litre',
    time: end,
  });
  transfer(book, {
    agent: 'brewery',
    resource: 'rootlets',
    receiver: 'feed-buyer',
    quantity: recipe.rootlets * tonnes,
    time: at(day + 7, 9),
  });
}

/** Energy and water per batch, which the maltster meters and passes on: they come from who sells them, not from the maltster; and two loads of the haulier. */
function payMaltster(book: Book, { process, time }: { process: string; time: string }): void {
  const passedOn = [
    {
      specification: 'gas',
      quantity: [Math.round((recipe.gasLowerKWh / lowerOfUpper) * tonnes * 100) / 100, 'kilowattHour'],
    },
    { specification: 'electricity', quantity: [recipe.electricityKWh * tonnes, 'kilowattHour'] },
    { specification: 'water', quantity: [recipe.water * tonnes, 'litre'] },
  ] as const;
  for (const { specification, quantity } of passedOn)
    book.tell({
      action: 'consume',
      time,
      inputOf: process,
      provider: carriers[specification].from,
      receiver: 'brewery',
      specification,
      quantity,
      note: "Metered at the maltster's, who passes it on at cost.",
    });
  book.tell({
    action: 'deliverService',
    time,
    inputOf: process,
    provider: 'haulier',
    receiver: 'brewery',
    specification: 'haulage',
    quantity: [1, 'one'],
    note: 'Half of the two loads of the campaign: barley there, malt back.',
  });
}
