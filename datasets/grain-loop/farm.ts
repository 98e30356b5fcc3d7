import { at, dayAt, type DayNumber } from './calendar.ts';
import { consume, produce, release, transfer, work } from './deed.ts';
import { crops } from './recipe.ts';
import { begin, finish, type Scene } from './scene.ts';

interface Field {
  readonly process: string;
  readonly name: string;
  readonly crop: 'barley' | 'wheat';
  readonly hectares: number;
  readonly lot: string;
  readonly straw: string;
  readonly harvest: readonly DayNumber[];
}

const wheatField = (number: number, hectares: number, harvest: readonly DayNumber[]): Field => ({
  process: `field-wheat-${number}`,
  name: `Wheat of 2025, field ${number} (${hectares} ha)`,
  crop: 'wheat',
  hectares,
  lot: `wheat-w25-${number}`,
  straw: number === 3 ? 'straw-field-3' : 'straw',
  harvest,
});

const fields: readonly Field[] = [
  {
    process: 'field-barley',
    name: 'Barley of 2025 (4 ha)',
    crop: 'barley',
    hectares: 4,
    lot: 'barley-b25',
    straw: 'straw',
    harvest: [dayAt(7, 15), dayAt(7, 18)],
  },
  wheatField(1, 4, [dayAt(7, 28), dayAt(7, 29)]),
  wheatField(2, 4, [dayAt(7, 31), dayAt(8, 1)]),
  wheatField(3, 3, [dayAt(8, 5), dayAt(8, 6)]),
];

const tenth = (value: number): number => Math.round(value * 10) / 10;
const hectaresInAll = 15;
const [ordered, spread, dressed] = [dayAt(2, 24), dayAt(3, 12), dayAt(4, 10)];
const [sown, sownWheat] = [dayAt(3, 14), dayAt(10, 14)];

/** A day at the farm: purchases, dressing, sowing, harvest. */
export function farmDay(scene: Scene, day: DayNumber): void {
  if (day === ordered) buy(scene, day);
  if (day === dayAt(3, 1)) for (const field of fields) beginField(scene, field, day);
  for (const field of fields) tend(scene, field, day);
  if (day === dayAt(10, 1)) sowingOf2026(scene, day);
}

function buy({ book }: Scene, day: DayNumber): void {
  const nitrogen = fields.reduce((sum, { crop, hectares }) => sum + hectares * crops[crop].mineralN, 0);
  const litres =
    fields.reduce((sum, { crop, hectares }) => sum + hectares * crops[crop].dieselLitres, 0) +
    11 * crops.sowing.dieselLitres;
  const bought = { agent: 'wholesaler', receiver: 'farm', time: at(day, 9) };
  transfer(book, { ...bought, to: 'mineral-nitrogen', quantity: nitrogen });
  transfer(book, { ...bought, to: 'diesel-farm', quantity: litres, unit: 'litre' });
  transfer(book, { ...bought, to: 'seed-barley', quantity: 4 * crops.barley.seedKg });
}

function beginField({ book }: Scene, { process, name, crop }: Field, day: DayNumber): void {
  const note = crop === 'wheat' ? 'Sown in October 2024, before the books begin.' : '';
  const specification = `growing-${crop}`;
  begin(book, { process, name, specification, agent: 'farm', time: at(day, 7), open: true, ...(note ? { note } : {}) });
}

function tend(scene: Scene, field: Field, day: DayNumber): void {
  const { process, crop, hectares } = field;
  const { mineralN, seedKg, dieselLitres, workHours } = crops[crop];
  const { book } = scene;
  const put = (resource: string, quantity: number) =>
    consume(book, process, { agent: 'farm', resources: [resource], quantity, time: at(day, 14) });
  const drive = (share: number) => {
    const quantity = tenth(share * dieselLitres * hectares);
    consume(book, process, { agent: 'farm', resources: ['diesel-farm'], quantity, unit: 'litre', time: at(day, 17) });
    work(book, process, { agent: 'farm', hours: tenth(share * workHours * hectares), time: at(day, 17) });
  };
  if (day === spread) {
    spreadCompost(scene, process, { kilograms: tenth((8000 * hectares) / hectaresInAll), day });
    drive(0.2);
  }
  if (day === sown && crop === 'barley') put('seed-barley', seedKg * hectares);
  if (day === dressed || day === spread) {
    put('mineral-nitrogen', (mineralN * hectares) / 2);
    nitrousOxide(scene, process, { nitrogen: (mineralN * hectares) / 2, day });
    drive(0.2);
  }
  if (field.harvest.includes(day)) {
    harvest(scene, field, day);
    drive(0.2);
    if (day === field.harvest.at(-1)) finish(book, process, at(day, 20));
  }
}

function spreadCompost(scene: Scene, process: string, { kilograms, day }: { kilograms: number; day: DayNumber }): void {
  const time = at(day, 13);
  consume(scene.book, process, { agent: 'farm', resources: ['compost-farm'], quantity: kilograms, time });
  nitrousOxide(scene, process, { nitrogen: kilograms * crops.nitrogenOfCompost, day });
}

/** 1 % of the nitrogen that is spread goes up as N2O (IPCC 2006, volume 4): computed, not measured. */
function nitrousOxide({ book }: Scene, process: string, { nitrogen, day }: { nitrogen: number; day: DayNumber }): void {
  release(book, process, {
    agent: 'farm',
    to: 'atmosphere',
    specification: 'nitrous-oxide',
    quantity: Math.round(1000 * nitrogen * crops.nitrousOxide) / 1000,
    time: at(day, 18),
    note: 'Computed: 1 % of the nitrogen spread (IPCC 2006, volume 4).',
  });
}

/** Grain is weighed after drying to its storing water; half of the field on each of the two days. */
function harvest({ book }: Scene, { process, crop, hectares, lot, straw }: Field, day: DayNumber): void {
  const { grainKg, strawKg } = crops[crop];
  const time = at(day, 19);
  produce(book, process, { agent: 'farm', resource: lot, quantity: tenth((grainKg * hectares) / 2), time });
  produce(book, process, { agent: 'farm', resource: straw, quantity: (strawKg * hectares) / 2, time });
}

/** Wheat for 2026: compost, own seed of field 3, sown in October; it is harvested after the books of 2025 end. */
function sowingOf2026(scene: Scene, day: DayNumber): void {
  const { book } = scene;
  const process = 'field-wheat-2026';
  begin(book, {
    process,
    name: 'Wheat of 2026 (11 ha)',
    specification: 'growing-wheat',
    agent: 'farm',
    time: at(day, 7),
    open: true,
  });
  spreadCompost(scene, process, { kilograms: 10_000, day });
  const time = at(sownWheat, 15);
  const recorded = at(sownWheat, 20);
  consume(book, process, {
    agent: 'farm',
    resources: ['wheat-w25-3'],
    quantity: 11 * crops.wheat.seedKg,
    time,
    recorded,
  });
  const litres = 11 * crops.sowing.dieselLitres;
  consume(book, process, {
    agent: 'farm',
    resources: ['diesel-farm'],
    quantity: litres,
    unit: 'litre',
    time,
    recorded,
  });
  work(book, process, { agent: 'farm', hours: 11 * crops.sowing.workHours, time, recorded });
}
