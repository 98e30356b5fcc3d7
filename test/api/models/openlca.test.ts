import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { unpackModel } from '../../../api/interchange/model/archive.ts';
import { natureWords } from '../../../api/interchange/model/nature-words.ts';
import { readOpenLca } from '../../../api/interchange/model/openlca.ts';
import { assembleModel } from '../../../engine/4-footprint/model/assemble-model.ts';
import { entriesOf, solveModel } from '../../support/models.ts';

type Part = Record<string, unknown>;
type Entries = Record<string, Part>;

/** The export of a mill and a bakery, invented; each test has its own to spoil. */
const bakery = (): Entries =>
  JSON.parse(readFileSync(new URL('../../fixtures/models/openlca-bakery.json', import.meta.url), 'utf8')) as Entries;

const exchangesOf = (entries: Entries, process: string) => entries[`processes/${process}.json`]!['exchanges'] as Part[];
const said = (given: ReturnType<typeof readOpenLca>) =>
  given.problems.map(({ code, record, path, values }) => [code, record, path, values]);

/** The bakery as one would write it down by hand, in kg and MJ, the mill shared by price: 400 of 420 to the flour. */
const flourPart = 400 / 420;
const technosphere = {
  'farm|grain / farm': 1000,
  'power-plant|power / farm': -180,
  'mill|flour / mill|flour': 800,
  'farm|grain / mill|flour': -1000 * flourPart,
  'power-plant|power / mill|flour': -360 * flourPart,
  'mill|bran / mill|bran': 200,
  'farm|grain / mill|bran': -1000 * (1 - flourPart),
  'power-plant|power / mill|bran': -360 * (1 - flourPart),
  'power-plant|power / power-plant': 3.6,
  'bakery|bread / bakery': 1,
  'mill|flour / bakery': -0.7,
  'digester|crumbs / bakery': -0.05,
  'power-plant|power / bakery': -0.5,
  'digester|crumbs / digester': 1,
  'power-plant|power / digester': 0.9,
};
const biosphere = {
  'water@BE / farm': 2000,
  'co2 / mill|flour': 10 * flourPart,
  'co2 / mill|bran': 10 * (1 - flourPart),
  'co2 / power-plant': 0.36,
  'co2-bio / bakery': 0.02,
  'ch4 / digester': 0.002,
};

const near = (given: Record<string, number>) =>
  Object.fromEntries(Object.entries(given).map(([name, value]) => [name, expect.closeTo(value, 9)]));

test('an export becomes the matrices that one would write down by hand, and nothing is left to tell', () => {
  const read = readOpenLca(bakery());
  expect(read.problems).toEqual([]);
  const { system, problems } = assembleModel(read.value!);
  expect(problems).toEqual([]);
  expect(entriesOf(system.technosphere, system.products, system.processes)).toEqual(near(technosphere));
  expect(entriesOf(system.biosphere, system.flows, system.processes)).toEqual(near(biosphere));
  expect(entriesOf(system.characterisation, system.categories, system.flows)).toEqual(
    near({ 'climate / co2': 1, 'climate / ch4': 27, 'water-use / water@BE': 0.003 }),
  );
  expect(system.categories[0]).toEqual({
    id: 'climate',
    name: 'Climate change',
    method: { id: 'Invented method', version: '01.00.000', unit: 'kg CO2e' },
  });
});

test('carbon keeps its origin and flows their compartment', () => {
  const { system } = assembleModel(readOpenLca(bakery()).value!);
  const told = system.flows.map(({ id, compartment, origin, kind }) => [id, kind, compartment, origin]);
  expect(told).toEqual([
    ['water@BE', 'resource', 'resource', undefined],
    ['co2', 'emission', 'air', 'fossil'],
    ['co2-bio', 'emission', 'air', 'biogenic'],
    ['ch4', 'emission', 'air/low population density', 'biogenic'],
  ]);
});

/** Climate change of a kg of bread: flour at 0.7, 0.5 MJ of power net, 0.05 kg of crumbs. */
const bread = (flourShare: { grain: number; power: number; gas: number }) => {
  const power = 0.1;
  const grain = 0.18 * power;
  const flour = (flourShare.grain * 1000 * grain + flourShare.power * 360 * power + flourShare.gas * 10) / 800;
  return 0.7 * flour + 0.5 * power + 0.05 * (0.002 * 27 - 0.9 * power);
};

test.each([
  [undefined, { grain: flourPart, power: flourPart, gas: flourPart }],
  ['physical', { grain: 0.8, power: 0.8, gas: 0.8 }],
  ['causal', { grain: 0.75, power: 0.5, gas: 1 }],
  ['energy', { grain: 8 / 9, power: 8 / 9, gas: 8 / 9 }],
  ['price', { grain: flourPart, power: flourPart, gas: flourPart }],
])('the mill is shared as it says, or as it is asked: %s', (all, shares) => {
  const { impacts, codes } = solveModel(
    readOpenLca(bakery()).value!,
    { bread: 1 },
    all === undefined ? {} : { allocation: { all } },
  );
  expect(impacts['climate']).toBeCloseTo(bread(shares), 12);
  expect(codes).toEqual([]);
});

test('parameters of the whole, of a process and of a category may be chosen', () => {
  const model = readOpenLca(bakery()).value!;
  const { inventory } = solveModel(model, { flour: 800 }, { parameters: { gas: 0 } });
  expect(inventory['co2']).toBeCloseTo((flourPart * (1000 * 0.18 + 360) * 0.36) / 3.6, 9);
  expect(solveModel(model, { crumbs: 1 }, { parameters: { GWP: 30 } }).impacts['climate']).toBeCloseTo(0.06 - 0.09, 12);
  const own = solveModel(model, { flour: 800 }, { processParameters: { mill: { share_burnt: 0 } } });
  expect(own.inventory['co2']).toBeCloseTo(inventory['co2']!, 12);
});

/** The same export in the words of schema 1. */
function inOldWords(entries: Entries): Entries {
  const words: Record<string, string> = {
    isInput: 'input',
    isAvoidedProduct: 'avoidedProduct',
    isQuantitativeReference: 'quantitativeReference',
    isRefFlowProperty: 'referenceFlowProperty',
    isRefUnit: 'referenceUnit',
    isInputParameter: 'inputParameter',
    refUnit: 'referenceUnitName',
  };
  const text = JSON.stringify(entries).replace(/"(\w+)":/g, (_, name: string) => `"${words[name] ?? name}":`);
  const old = JSON.parse(text) as Entries;
  for (const [name, flow] of Object.entries(old).filter(([each]) => each.startsWith('flows/'))) {
    const parts = String(flow['category']).split('/');
    parts.forEach((part, place) => {
      const above = parts.slice(0, place).join('/');
      const id = parts.slice(0, place + 1).join('/');
      old[`categories/${id.replaceAll('/', '-')}.json`] = {
        '@type': 'Category',
        '@id': id,
        name: part,
        ...(above && { category: { '@type': 'Category', '@id': above } }),
      };
    });
    old[name] = { ...flow, category: { '@type': 'Category', '@id': flow['category'], name: parts.at(-1) } };
  }
  return old;
}

test('an export of schema 1 is the same model', () => {
  const old = readOpenLca(inOldWords(bakery()));
  const { problems, value } = readOpenLca(bakery());
  expect(old.problems).toEqual(problems);
  expect(old.value).toEqual(value);
});

test('an archive is unpacked; half of one, and what is none, is told', () => {
  const entries = bakery();
  const files = Object.entries(entries).map(([name, part]) => [name, strToU8(JSON.stringify(part))] as const);
  const zip = zipSync({ ...Object.fromEntries(files), 'bin/processes/mill/photo.json': new Uint8Array([0, 1, 2]) });
  const unpacked = unpackModel(zip);
  expect(unpacked.problems).toEqual([]);
  expect(readOpenLca(unpacked.entries)).toEqual(readOpenLca(entries));
  for (const part of [zip.slice(0, zip.length / 2), strToU8('no zip at all')])
    expect(unpackModel(part).problems.map(({ code }) => code)).toEqual(['model.archive']);
  expect(unpackModel(zip, 1000).problems).toMatchObject([{ code: 'table.unpacked', values: { limit: '1000' } }]);
});

test('a file that is no JSON is left out and told; so is an export of nothing', () => {
  const read = readOpenLca({ ...bakery(), 'processes/half.json': '{"@type": "Process", "@id"' });
  expect(read.problems).toMatchObject([
    { code: 'model.entry', record: 'processes/half.json', values: { value: 'processes/half.json' } },
  ]);
  expect(read.value!.processes).toHaveLength(5);
  expect(readOpenLca({ 'a.json': '[]' })).toEqual({
    problems: [{ code: 'model.empty', path: '', values: { value: '1' } }],
  });
});

test('a number that is none is told with file, path and value; the rest of its process stands', () => {
  const entries = bakery();
  const text = JSON.stringify(entries['processes/mill.json']).replace('"amount":100', '"amount":NaN');
  const read = readOpenLca({ ...entries, 'processes/mill.json': text });
  expect(said(read)).toEqual([
    [
      'model.number',
      'processes/mill.json',
      '/exchanges/3/amount',
      { name: 'Electricity', process: 'Milling', value: 'NaN' },
    ],
  ]);
  expect(read.value!.processes.find(({ id }) => id === 'mill')!.exchanges).toHaveLength(4);
});

test('a flow without its file is what its exchanges say of it; where they do not say it either, they are left out and told', () => {
  const entries = bakery();
  delete entries['flows/grain.json'];
  const read = readOpenLca(entries);
  expect(said(read)).toEqual([
    ['model.named', 'processes/farm.json', '/exchanges/0/flow', { name: 'Grain growing', value: 'grain', count: '2' }],
  ]);
  const { system } = assembleModel(read.value!);
  expect(entriesOf(system.technosphere, system.products, system.processes)).toEqual(near(technosphere));
  for (const process of ['farm', 'mill'])
    for (const { flow } of exchangesOf(entries, process)) delete (flow as Part)['flowType'];
  const bare = readOpenLca(entries);
  expect(said(bare)[0]).toEqual([
    'model.flow',
    'processes/farm.json',
    '/exchanges/0/flow',
    { name: 'Grain growing', value: 'grain', count: '2' },
  ]);
  expect(bare.value!.processes).toHaveLength(5);
});

test('a flow whose group of units does not come along is counted in the unit that is named first; one that leads nowhere is told and its line left out', () => {
  const whole = solveModel(readOpenLca(bakery()).value!, { bread: 1 });
  const entries = bakery();
  delete entries['unit_groups/energy-units.json'];
  const read = readOpenLca(entries);
  expect(said(read)).toEqual([
    [
      'model.property',
      'flows/power.json',
      '/flowProperties',
      { name: expect.any(String), value: expect.any(String), count: '1' },
    ],
  ]);
  expect(solveModel(read.value!, { bread: 1 }).impacts).toEqual(near(whole.impacts));
  exchangesOf(entries, 'mill')[3]!['unit'] = { '@id': 'own', name: 'spark' };
  const odd = readOpenLca(entries);
  expect(said(odd).slice(1)).toMatchObject([
    ['model.unit', 'processes/mill.json', '/exchanges/3/unit', { value: 'spark' }],
  ]);
  expect(solveModel(odd.value!, { bread: 1 }).impacts['climate']).toBeLessThan(whole.impacts['climate']!);
  entries['flows/power.json']!['refUnit'] = 'MJ';
  exchangesOf(entries, 'mill')[3]!['unit'] = exchangesOf(bakery(), 'mill')[3]!['unit'];
  const again = readOpenLca(entries);
  expect(again.problems).toEqual([]);
  const { system } = assembleModel(again.value!);
  expect(entriesOf(system.technosphere, system.products, system.processes)).toEqual(near(technosphere));
});

test('a property that does not lead to the flow, a kind of flow that is not known, an id given twice: told', () => {
  const entries = bakery();
  exchangesOf(entries, 'bakery')[1]!['flowProperty'] = { '@id': 'area' };
  entries['flows/odd.json'] = { '@type': 'Flow', '@id': 'odd', name: 'Odd', flowType: 'SERVICE_FLOW' };
  entries['processes/again.json'] = { ...entries['processes/farm.json'], name: 'Another' };
  expect(said(readOpenLca(entries))).toEqual([
    ['id.duplicate', 'processes/again.json', '/@id', { value: 'farm' }],
    [
      'choice.unknown',
      'flows/odd.json',
      '/flowType',
      { field: 'flowType', value: 'SERVICE_FLOW', known: 'ELEMENTARY_FLOW, PRODUCT_FLOW, WASTE_FLOW' },
    ],
    [
      'model.unit',
      'processes/bakery.json',
      '/exchanges/1/unit',
      { name: 'Flour', value: 'kg', expected: 'kg', process: 'Baking' },
    ],
  ]);
});

test('what an export says of uncertainty is one standard deviation in the unit of the flow, whatever the distribution; its judgement of quality is kept', () => {
  const entries = bakery();
  const lines = exchangesOf(entries, 'bakery');
  const told = [
    [{ distributionType: 'NORMAL_DISTRIBUTION', mean: 1, sd: 0.2 }, 0.2],
    [{ distributionType: 'UNIFORM_DISTRIBUTION', minimum: 1, maximum: 4 }, 3 / Math.sqrt(12)],
    // The mode stands outside in some exports.
    [
      { distributionType: 'TRIANGLE_DISTRIBUTION', minimum: 5, mode: 4, maximum: 2 },
      Math.sqrt((25 + 16 + 4 - 20 - 10 - 8) / 18),
    ],
    [
      { distributionType: 'LOG_NORMAL_DISTRIBUTION', geomMean: 2, geomSd: Math.E },
      2 * Math.exp(0.5) * Math.sqrt(Math.E - 1),
    ],
  ] as const;
  const read = (uncertainty: unknown) => {
    lines[1]!['uncertainty'] = uncertainty;
    lines[1]!['dqEntry'] = '(2;1;3)';
    const { value, problems } = readOpenLca(entries);
    expect(problems).toEqual([]);
    return value!.processes.find(({ id }) => id === 'bakery')!.exchanges[1]!;
  };
  for (const [given, deviation] of told) expect(read(given).deviation).toBeCloseTo(deviation, 12);
  expect(read({ distributionType: 'LOG_NORMAL_DISTRIBUTION', geomMean: 2, geomSd: 1 }).deviation).toBeUndefined();
  expect(read({ distributionType: 'NORMAL_DISTRIBUTION', sd: 'much' }).deviation).toBeUndefined();
  expect(read(undefined)).toMatchObject({ quality: '(2;1;3)' });
});

test('a product system links exchanges to providers; a provider that does not come along is told', () => {
  const entries = bakery();
  entries['processes/import.json'] = {
    '@type': 'Process',
    '@id': 'import',
    name: 'Flour, bought',
    exchanges: [{ ...exchangesOf(entries, 'mill')[0], amount: 1 }],
  };
  const link = { provider: { '@id': 'import' }, process: { '@id': 'bakery' }, exchange: { internalId: 2 } };
  const ask = () => solveModel(readOpenLca(entries).value!, { bread: 1 });
  expect(ask().codes).toEqual(['model.ambiguous']);
  entries['product_systems/s.json'] = { '@type': 'ProductSystem', '@id': 's', processLinks: [link] };
  expect(ask()).toMatchObject({ codes: [], scaling: { import: 0.7 } });
  const other = { ...link, provider: { '@id': 'mill' } };
  entries['product_systems/t.json'] = {
    '@type': 'ProductSystem',
    '@id': 't',
    name: 'Second',
    processLinks: [other, link],
  };
  expect(said(readOpenLca(entries))).toEqual([
    ['model.links', 'product_systems/t.json', '/processLinks', { name: 'Second', count: '1' }],
  ]);
  expect(ask()).toMatchObject({ scaling: { import: 0.7 } });
  delete entries['product_systems/t.json'];
  link.provider['@id'] = 'elsewhere';
  expect(ask().codes).toEqual(['model.provider', 'model.ambiguous']);
});

test('an allocation that nobody filled in, all of it zero, is told and the next one serves; exchanges of one number are told apart by flow', () => {
  const entries = bakery();
  const mill = entries['processes/mill.json']!;
  for (const factor of mill['allocationFactors'] as Part[])
    if (factor['allocationType'] === 'ECONOMIC_ALLOCATION') delete factor['formula'];
  const answer = solveModel(readOpenLca(entries).value!, { bread: 1 });
  expect(answer.codes).toEqual(['allocation.fallback']);
  expect(answer.coverage.shared[0]).toMatchObject({ rule: 'physical', known: ['economic', 'physical', 'causal'] });
  exchangesOf(entries, 'mill')[3]!['internalId'] = 3;
  for (const factor of mill['allocationFactors'] as { exchange?: Part }[])
    if (factor.exchange?.['internalId'] === 4) factor.exchange = { internalId: 3, flow: { '@id': 'power' } };
    else if (factor.exchange?.['internalId'] === 3) factor.exchange = { internalId: 3, flow: { '@id': 'grain' } };
  const causal = solveModel(readOpenLca(entries).value!, { bread: 1 }, { allocation: { all: 'causal' } });
  expect(causal.impacts['climate']).toBeCloseTo(bread({ grain: 0.75, power: 0.5, gas: 1 }), 12);
});

test.each([
  [['Elementary flows', 'Resource', 'in water'], 'Water, river', { compartment: 'resource', direction: 'resource' }],
  [['Emission to soil', 'agricultural'], 'Zinc', { compartment: 'soil/agricultural', direction: 'emission' }],
  [
    ['air', 'unspecified'],
    'Carbon dioxide, from soil or biomass stock',
    { compartment: 'air', direction: 'emission', origin: 'land-use' },
  ],
  [['air'], 'Methane, non-fossil', { compartment: 'air', direction: 'emission', origin: 'biogenic' }],
  [['air'], 'NMVOC, non-methane volatile organic compounds', { compartment: 'air', direction: 'emission' }],
  [
    ['resource', 'in air'],
    'Carbon dioxide, in air',
    { compartment: 'resource', direction: 'resource', origin: 'biogenic' },
  ],
])('%j and %s say where a flow goes and where its carbon is from', (path, name, words) => {
  expect(natureWords(path, name)).toEqual(words);
});

/** Every place in a tree of JSON, as a path. */
function pathsIn(json: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof json !== 'object' || json === null) return [path];
  return [path, ...Object.entries(json).flatMap(([key, value]) => pathsIn(value, [...path, key]))];
}

function put(json: unknown, [first, ...rest]: readonly string[], value: unknown): void {
  const part = json as Part;
  if (rest.length === 0) part[first!] = value;
  else put(part[first!], rest, value);
}

test('whatever stands in place of any part of an export, reading and putting together go on and say something', () => {
  const places = pathsIn(bakery()).filter((path) => path.length > 1);
  const junk = fc.oneof(
    fc.constantFrom<unknown>(null, undefined, [], {}, '', 'x', -1, 0, 1e308, true, [null], { '@id': 3 }, 'NaN', '((('),
    fc.jsonValue(),
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(places.length - 1), junk), { minLength: 1, maxLength: 3 }), (changes) => {
      const entries = bakery();
      for (const [at, value] of changes.toSorted(([a], [b]) => places[b]!.length - places[a]!.length))
        put(entries, places[at]!, value);
      const { value, problems } = readOpenLca(entries);
      if (!value) {
        expect(problems.at(-1)!.code).toBe('model.empty');
        return;
      }
      const { system } = assembleModel(value);
      for (const matrix of [system.technosphere, system.biosphere, system.characterisation])
        expect(matrix.value.every(Number.isFinite)).toBe(true);
    }),
    { numRuns: 300 },
  );
});
