import { readFileSync } from 'node:fs';
import { strToU8, zipSync } from 'fflate';
import writeXlsx from 'write-excel-file/node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { issue } from '../../api/access/gate.ts';
import type { Role } from '../../api/access/register.ts';
import { workbookType } from '../../api/routes/templates.ts';
import { event } from './support/brewery.ts';
import { type OpenApi, problemsIn, type Told } from './support/open-api.ts';
import { openBrewery } from './support/open-brewery.ts';

const at = '/api/networks/brouwcoop/models';
let api: OpenApi;
beforeAll(async () => {
  api = await openBrewery();
});
afterAll(() => api.close());

/** The two sectors of Miller and Blair's table 2.3, with what a licensed database would not let go of. */
const textbook = [
  ',agriculture,manufacturing,households',
  'agriculture,150,500,350',
  'manufacturing,200,100,1700',
  'value added,650,1400,',
  'carbon-of-the-licensor,300,500,',
].join('\n');

interface Head {
  readonly name: string;
  readonly kind: string;
  readonly bundled: boolean;
  readonly version: string;
  readonly licence?: string;
  readonly counts: Record<string, number>;
  readonly categories: readonly { readonly id: string }[];
}

async function bring(
  query: string,
  body: string | Uint8Array,
  type = 'text/csv',
  network = 'brouwcoop',
): Promise<Told> {
  const response = await api.request(`/api/networks/${network}/models?${query}`, {
    method: 'POST',
    headers: { 'content-type': type },
    body: typeof body === 'string' ? body : Uint8Array.from(body).buffer,
  });
  return { status: response.status, headers: response.headers, body: await response.json() };
}

const list = async (): Promise<Head[]> => ((await api.get(at)).body as { items: Head[] }).items;

async function secretOf(network: string, role: Role): Promise<string> {
  const id = `${role}-${network}`;
  return api.services.gate.change((register) => {
    const member = { id, name: role, since: 0, grants: [{ network, role }] };
    return issue(
      { ...register, members: [...register.members.filter((each) => each.id !== id), member] },
      { kind: 'session', member: id },
      Date.now(),
    );
  });
}

test('the sectors of the United States come with the house; a dollar of food has a dollar of value added in it', async () => {
  const found = (await list()).find(({ name }) => name === 'us-io-2017')!;
  expect(found).toMatchObject({ kind: 'make-use', bundled: true, counts: { products: 73, flows: 1 } });
  const { status, body } = await api.get(`${at}/us-io-2017/footprint?product=311FT&amount=1000&nodes=50`);
  expect(status).toBe(200);
  const figure = body as {
    total: number;
    unit: string;
    tree: { result: number; own: number; rest: number; parent: number }[];
    bySupplier: { value: number }[];
    certificate: { remainder: number };
  };
  expect(figure.unit).toBe('USD');
  expect(Math.abs(figure.total - 1000)).toBeLessThan(0.1);
  expect(figure.tree.length).toBe(50);
  const below = figure.tree.filter(({ parent }) => parent === 0).reduce((sum, { result }) => sum + result, 0);
  expect(figure.tree[0]!.own + figure.tree[0]!.rest + below).toBeCloseTo(figure.total, 6);
  expect(figure.bySupplier.reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(figure.total, 6);
  expect(Math.abs(figure.certificate.remainder)).toBeLessThan(1e-6);
});

test('a file is first looked at: what was understood is told, the licence is asked for, nothing is kept', async () => {
  const { status, body } = await bring('name=textbook&dryRun=true', textbook);
  expect(status).toBe(200);
  expect(body).toMatchObject({
    kind: 'input-output',
    kept: false,
    keepable: false,
    counts: { products: 2, processes: 2, flows: 2, entries: 4 },
    problems: [{ code: 'field.missing', values: { field: 'licence' } }],
  });
  expect((await list()).map(({ name }) => name)).not.toContain('textbook');
  expect((await bring('name=textbook', textbook)).status).toBe(422);
});

test('a model is kept, asked and taken away', async () => {
  const kept = await bring('name=textbook&version=2009&licence=Ours%20alone&currency=USD', textbook);
  expect([kept.status, problemsIn(kept)]).toEqual([201, []]);
  expect((await api.get(`${at}/textbook`)).body).toMatchObject({
    version: '2009',
    licence: 'Ours alone',
    bundled: false,
  });
  const products = await api.get(`${at}/textbook/products?search=manu`);
  expect(products.body).toMatchObject({ items: [{ id: 'manufacturing', unit: 'USD', supplier: 'manufacturing' }] });
  const figure = await api.get(
    `${at}/textbook/footprint?product=manufacturing&amount=10&category=carbon-of-the-licensor`,
  );
  // M = S L of the textbook: 0.3 x 0.330033 + 0.25 x 1.12211221.
  expect((figure.body as { total: number }).total).toBeCloseTo(10 * (0.3 * 0.330033 + 0.25 * 1.12211221), 5);
  const gone = await api.request(`${at}/textbook`, { method: 'DELETE' });
  expect(gone.status).toBe(204);
  expect(problemsIn(await api.get(`${at}/textbook`))).toMatchObject([{ code: 'model.unknown' }]);
  expect((await api.get(`${at}/textbook/footprint?product=manufacturing`)).status).toBe(404);
});

test('products come in pages', async () => {
  const first = (await api.get(`${at}/us-io-2017/products?limit=50`)).body as { items: { id: string }[]; next: string };
  const second = (await api.get(`${at}/us-io-2017/products?limit=50&cursor=${first.next}`)).body as typeof first;
  expect([first.items.length, second.items.length, second.next]).toEqual([50, 23, undefined]);
  expect(new Set([...first.items, ...second.items].map(({ id }) => id)).size).toBe(73);
});

test('a figure of a product or category that the model has not is refused by name', async () => {
  const product = await api.get(`${at}/us-io-2017/footprint?product=unobtainium`);
  expect(problemsIn(product)).toMatchObject([{ code: 'record.unknown', values: { value: 'unobtainium' } }]);
  const category = await api.get(`${at}/us-io-2017/footprint?product=311FT&category=climate`);
  expect(problemsIn(category)).toMatchObject([
    { code: 'parameter.invalid', values: { field: 'category', expected: 'one of value-added' } },
  ]);
});

test('a cell that is no number, and a sector that does not balance, are named with row and column; the rest is computed', async () => {
  const broken = textbook.replace('150', 'much').replace('650', '655');
  const { status, body } = await bring('name=broken&dryRun=true&licence=x', broken);
  expect(status).toBe(200);
  const problems = problemsIn({
    status,
    headers: new Headers(),
    body: { errors: (body as { problems: [] }).problems },
  });
  expect(problems.map(({ code, record }) => [code, record])).toEqual([
    ['table.cell', 'broken, row 2, column 2'],
    ['sector.balance', 'broken, row 2'],
  ]);
  expect(problems[0]).toMatchObject({ values: { value: 'much', field: 'agriculture', expected: 'a number' } });
  expect(body).toMatchObject({ keepable: true, counts: { products: 2 } });
});

test('a workbook of a make and a use table is read; sectors that differ are named with their sheet', async () => {
  const cells = (rows: (string | number)[][]) => rows.map((row) => row.map((value) => ({ value })));
  const make = cells([
    ['industry', 'grain', 'bread'],
    ['farm', 90, 0],
    ['bakery', 10, 100],
  ]);
  const use = cells([
    ['commodity', 'farm', 'bakery', 'households'],
    ['grain', 12, 8, 80],
    ['bread', 10, 7, 83],
    ['ghost', 0, 1, 0],
    ['V001', 68, 95, 0],
  ]);
  const bytes = await writeXlsx([
    { data: make, sheet: 'Make' },
    { data: use, sheet: 'Use' },
  ] as never).toBuffer();
  const { status, body } = await bring('name=bakers&dryRun=true&licence=x', bytes, workbookType);
  expect(status).toBe(200);
  expect(body).toMatchObject({ kind: 'make-use', counts: { products: 2, flows: 1 } });
  const told = (body as { problems: { code: string; record: string; values: object }[] }).problems;
  expect(told.map(({ code, record }) => [code, record])).toEqual([['sector.unmatched', 'Use, row 4']]);
});

test("pymrio's files in a zip are read: regions are places, the tables stand in files of their own", async () => {
  const heads = 'region\t\tnorth\tnorth\tsouth\tsouth\nsector\t\tgrain\tbread\tgrain\tbread\nregion\tsector\t\t\t\t\n';
  const rows = ['north\tgrain', 'north\tbread', 'south\tgrain', 'south\tbread'];
  const files = {
    'mrio/Z.txt': `${heads}${rows.map((row, i) => `${row}\t${i}\t1\t2\t1`).join('\n')}\n`,
    'mrio/Y.txt': `region\t\tnorth\tsouth\ncategory\t\tall\tall\nregion\tsector\t\t\n${rows.map((row) => `${row}\t20\t10`).join('\n')}\n`,
    'mrio/satellite/F.txt':
      'region\tnorth\tnorth\tsouth\tsouth\nsector\tgrain\tbread\tgrain\tbread\nstressor\t\t\t\t\nCO2\t5\t3\t8\t1\n',
    'mrio/notes.md': 'not read',
  };
  const zip = zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])));
  const kept = await bring('name=mrio&licence=x', zip, 'application/zip');
  expect([kept.status, problemsIn(kept)]).toEqual([201, []]);
  expect(kept.body).toMatchObject({
    kind: 'input-output',
    counts: { products: 4, flows: 1 },
    categories: [{ id: 'CO2' }],
  });
  const { body } = await api.get(`${at}/mrio/footprint?product=${encodeURIComponent('south | bread')}&amount=100`);
  const { byPlace, total } = body as { byPlace: { of: string; value: number }[]; total: number };
  expect(byPlace.map(({ of }) => of)).toEqual(expect.arrayContaining(['north', 'south']));
  expect(byPlace.reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(total, 9);
});

interface Figure {
  readonly total: number;
  readonly byFlow: readonly { readonly of: string; readonly value: number }[];
}

const figureOf = async (query: string): Promise<Figure> => (await api.get(`${at}/${query}`)).body as Figure;

test('an export of openLCA is kept and asked under several allocations; what its reference data knows is counted by the factors of the house', async () => {
  const fossil = '349b29d1-3e58-4c66-98b9-9d1a076efd2e';
  const text = readFileSync(new URL('../fixtures/models/openlca-bakery.json', import.meta.url), 'utf8');
  const entries = JSON.parse(text.replaceAll('"@id": "co2"', `"@id": "${fossil}"`)) as Record<string, unknown>;
  const files = Object.entries(entries).map(([name, content]) => [name, strToU8(JSON.stringify(content))] as const);
  const kept = await bring('name=bakery&licence=ours', zipSync(Object.fromEntries(files)), 'application/zip');
  expect([kept.status, problemsIn(kept)]).toEqual([201, []]);
  expect(kept.body).toMatchObject({ kind: 'processes', counts: { products: 6 }, cutOffCount: 0 });
  const { categories } = kept.body as Head;
  expect(categories.map(({ id }) => id)).toEqual(
    expect.arrayContaining(['climate', 'lcia-ipcc-2021/gwp100', 'lcia-ef-3-0/climate']),
  );
  const flour = encodeURIComponent('mill|flour');
  const climate = await figureOf(`bakery/footprint?product=${flour}&category=climate`);
  const counted = await figureOf(`bakery/footprint?product=${flour}&category=lcia-ipcc-2021%2Fgwp100`);
  expect(counted.total).toBeCloseTo(climate.byFlow.find(({ of }) => of === fossil)!.value, 12);
  const byMass = await figureOf(`bakery/footprint?product=${flour}&category=climate&allocation=mass`);
  const byPrice = await figureOf(`bakery/footprint?product=${flour}&category=climate&allocation=price`);
  expect(byMass.total / byPrice.total).toBeCloseTo(0.8 / (400 / 420), 9);
});

const bakers = (rows: readonly string[]) =>
  zipSync({
    'exchanges.csv': strToU8(['process,role,flow,amount,unit,compartment', ...rows].join('\n')),
    'factors.csv': strToU8(
      'category,unit,flow,value,per,compartment,method,version\nclimate,kg CO2e,CO2,1,kg,air,own,1\nacid,mol,SO2,2,kg,air,own,1\n',
    ),
    'parameters.csv': strToU8('parameter,value,process,unit\ngas,4,,m3\nheat,3,baking,MJ\n'),
  });

test('every category of a model is told of one product, each with its certificate; parameters and suppliers can be chosen', async () => {
  const rows = [
    'baking,product,bread,1,kg,',
    'baking,input,flour,0.5,kg,',
    'baking,emission,CO2,gas * heat,kg,air',
    'baking,emission,dust,1,kg,air',
    'old mill,product,flour,1,kg,',
    'old mill,emission,SO2,2,kg,air',
    'new mill,product,flour,1,kg,',
    'new mill,emission,CO2,8,kg,air',
  ];
  const kept = await bring('name=bakers&licence=ours&source=Own%20count', bakers(rows), 'application/zip');
  expect(kept.status).toBe(201);
  expect(kept.body).toMatchObject({
    source: 'Own count',
    cutOffs: [{ name: 'flour', makers: ['old mill', 'new mill'] }],
    uncounted: ['dust'],
    uncountedCount: 1,
    parameters: [
      { name: 'gas', value: 4, unit: 'm3' },
      { name: 'heat', value: 3, process: 'baking', processName: 'baking' },
    ],
  });
  const mills = (await api.get(`${at}/bakers/products?search=flour`)).body as { items: { process: string }[] };
  expect(mills.items.map(({ process }) => process)).toEqual(['old mill', 'new mill']);
  const { coverage } = kept.body as { coverage: { category: string; counted: number; uncounted: number }[] };
  expect(coverage.find(({ category }) => category === 'acid')).toMatchObject({ counted: 1, uncounted: 2 });
  const { items } = (await api.get(`${at}/bakers/products?search=bread`)).body as {
    items: { id: string }[];
  };
  const flour = (kept.body as { cutOffs: { flow: string }[] }).cutOffs[0]!.flow;
  const ask = async (query: Record<string, string>) => {
    const asked = new URLSearchParams({ product: items[0]!.id, amount: '2', ...query });
    const { status, body } = await api.get(`${at}/bakers/figures?${asked}`);
    expect(status).toBe(200);
    const { figures } = body as {
      figures: { category: { id: string }; total: number; certificate: { remainder: number; bound: number } }[];
    };
    for (const { certificate } of figures) expect([certificate.remainder, certificate.bound]).toEqual([0, 0]);
    const of = (id: string) => figures.find(({ category }) => category.id === id)!.total;
    return [of('climate'), of('acid')];
  };
  expect(await ask({})).toEqual([24, 0]);
  expect(await ask({ parameters: JSON.stringify({ gas: 1, baking: { heat: 5 } }) })).toEqual([10, 0]);
  expect(await ask({ providers: JSON.stringify({ [flour]: 'old mill' }) })).toEqual([24, 4]);
  expect(await ask({ providers: JSON.stringify({ [flour]: { 'old mill': 0.5, 'new mill': 0.5 } }) })).toEqual([28, 2]);
  const whole = (await api.get(`${at}/bakers/figures?${new URLSearchParams({ product: items[0]!.id, amount: '2' })}`))
    .body;
  expect(whole).toMatchObject({
    uncounted: [
      { name: 'flour', kind: 'purchase', amount: 1, unit: 'kg' },
      { name: 'dust', kind: 'emission', amount: 2, unit: 'kg' },
    ],
    uncountedCount: 2,
  });
  const nothing = await api.get(
    `${at}/bakers/footprint?${new URLSearchParams({ product: items[0]!.id, amount: '0' })}`,
  );
  expect(problemsIn(nothing)).toMatchObject([{ code: 'parameter.invalid', values: { field: 'amount' } }]);
  const one = new URLSearchParams({ product: items[0]!.id, parameters: '{"gas":1}', category: 'climate' });
  expect((await api.get(`${at}/bakers/footprint?${one}`)).body).toMatchObject({ total: 3 });
  for (const wrong of ['{"steam":1}', 'gas', '{"gas":"much"}']) {
    const refused = await api.get(
      `${at}/bakers/figures?${new URLSearchParams({ product: items[0]!.id, parameters: wrong })}`,
    );
    expect(problemsIn(refused)).toMatchObject([
      wrong.startsWith('{"s')
        ? { code: 'choice.unknown', values: { value: 'steam', known: 'gas' } }
        : { code: 'parameter.invalid', values: { field: 'parameters' } },
    ]);
  }
});

test('an inventory as one table of exchanges is read', async () => {
  const inventory = [
    'process,role,flow,amount,unit',
    'baking,product,bread,1,kg',
    'baking,input,flour,0.7,kg',
    'baking,emission,CO2,0.02,kg',
    'milling,product,flour,1,kg',
    'milling,emission,CO2,0.1,kg',
  ].join('\n');
  const { status, body } = await bring('name=inventory&dryRun=true&licence=x', inventory);
  expect(status).toBe(200);
  expect(body).toMatchObject({ kind: 'processes', counts: { products: 2, processes: 2 }, keepable: true });
});

test('bad input, one file after the other: each is named with file, row, value and remedy, and what can still be computed is', async () => {
  const text = readFileSync(new URL('../fixtures/models/openlca-bakery.json', import.meta.url), 'utf8');
  const openLca = (change: (entries: Record<string, Record<string, never>>) => void) => {
    const entries = JSON.parse(text) as Record<string, Record<string, never>>;
    change(entries);
    return zipSync(
      Object.fromEntries(Object.entries(entries).map(([name, content]) => [name, strToU8(JSON.stringify(content))])),
    );
  };
  const csv = (lines: readonly string[]) => strToU8(lines.join('\n'));
  const exchanges = 'process,role,flow,amount,unit,compartment';
  const oven = ['oven,product,bread,1,kg,', 'oven,emission,CO2,2,kg,air'];
  const factors = (line: string) => csv(['category,unit,flow,value,per,compartment', line]);
  const files: [string, Uint8Array | string, string, { code: string; at: string; says: string }][] = [
    // An openLCA file with missing flows: whoever exchanges one says its kind, or the line is left out.
    [
      'flows',
      openLca((entries) => {
        delete entries['flows/grain.json'];
      }),
      'application/zip',
      { code: 'model.named', at: 'processes/farm.json', says: 'grain' },
    ],
    // An input-output table that does not balance.
    [
      'balance',
      textbook.replace('650', '655'),
      'text/csv',
      { code: 'sector.balance', at: 'balance, row 2', says: '1005' },
    ],
    // NaN in a CSV, of a table of sectors and of an inventory.
    [
      'nan',
      textbook.replace('150', 'NaN'),
      'text/csv',
      { code: 'table.cell', at: 'nan, row 2, column 2', says: 'NaN' },
    ],
    [
      'nan-too',
      zipSync({
        'exchanges.csv': csv([exchanges, ...oven, 'oven,emission,CH4,NaN,kg,air']),
        'factors.csv': factors('climate,kg,CO2,1,kg,air'),
      }),
      'application/zip',
      { code: 'table.cell', at: 'exchanges line 4', says: 'NaN' },
    ],
    // A factor in another unit.
    [
      'unit',
      zipSync({
        'exchanges.csv': csv([exchanges, ...oven]),
        'factors.csv': csv([
          'category,unit,flow,value,per,compartment',
          'climate,kg,CO2,1,kg,air',
          'heat,MJ,CO2,1,kWh,air',
        ]),
      }),
      'application/zip',
      { code: 'unit.dimension', at: 'factors line 3', says: 'kWh' },
    ],
    // A process without outputs.
    [
      'output',
      zipSync({
        'exchanges.csv': csv([exchanges, ...oven, 'idle,emission,CO2,5,kg,air']),
        'factors.csv': factors('climate,kg,CO2,1,kg,air'),
      }),
      'application/zip',
      { code: 'model.output', at: 'exchanges line 4', says: 'idle' },
    ],
    // Weights that sum to zero.
    [
      'weights',
      zipSync({
        'exchanges.csv': csv([
          `${exchanges},share`,
          'oven,product,bread,1,kg,,0',
          'oven,product,heat,1,MJ,,0',
          'oven,emission,CO2,2,kg,air,',
        ]),
        'factors.csv': factors('climate,kg,CO2,1,kg,air'),
      }),
      'application/zip',
      { code: 'allocation.fallback', at: 'exchanges line 2', says: 'bread' },
    ],
  ];
  for (const [name, body, type, { code, at: where, says }] of files) {
    const kept = await bring(`name=bad-${name}&licence=ours`, body, type);
    expect([name, kept.status]).toEqual([name, 201]);
    const { problems } = kept.body as {
      problems: { code: string; record?: string; message: string; remedy: string }[];
    };
    const found = problems.find((each) => each.code === code);
    expect([name, problems.map((each) => each.code)]).toEqual([name, expect.arrayContaining([code])]);
    expect([name, `${found!.record} ${found!.message}`]).toEqual([
      name,
      expect.stringContaining(where.replace(/^(balance|nan),/, 'bad-$1,')),
    ]);
    expect([name, found!.message]).toEqual([name, expect.stringContaining(says)]);
    expect(found!.remedy.length).toBeGreaterThan(5);
    const { items } = (await api.get(`${at}/bad-${name}/products`)).body as { items: { id: string }[] };
    const asked = new URLSearchParams({ product: items.find(({ id }) => /bread|agriculture/.test(id))!.id });
    const { figures } = (await api.get(`${at}/bad-${name}/figures?${asked}`)).body as { figures: { total: number }[] };
    expect([name, figures.some(({ total }) => total > 0)]).toEqual([name, true]);
  }
});

test('power tells what it gives for the energy that was spent on it', async () => {
  const power = [
    'process,role,flow,amount,unit,compartment',
    'power plant,product,power,1,MJ,',
    'power plant,resource,"Coal, hard, unspecified, in ground",0.15,kg,resource',
  ].join('\n');
  const kept = await bring('name=power&version=1&licence=ours', power);
  expect([kept.status, problemsIn(kept)]).toEqual([201, []]);
  const { items } = (await api.get(`${at}/power/products`)).body as { items: { id: string }[] };
  const asked = `power/footprint?product=${encodeURIComponent(items[0]!.id)}&amount=5`;
  const { body } = await api.get(`${at}/${asked}&category=${encodeURIComponent('lcia-ced/energy')}`);
  // 0.15 kg of coal hold 2.865 MJ by the factor of 19.1 MJ/kg; 1 of them is delivered.
  const found = body as { total: number; energyReturn: { delivered: number; invested: number; ratio: number } };
  expect(found.total).toBeCloseTo(5 * 2.865, 9);
  expect(found.energyReturn.delivered).toBe(1e6);
  expect(found.energyReturn.invested).toBeCloseTo(1.865e6, 3);
  expect(found.energyReturn.ratio).toBeCloseTo(1 / 1.865, 9);
  const { energyReturn } = (await api.get(`${at}/${asked}&category=lcia-ced%2Fenergy-fossil`)).body as typeof found;
  expect(energyReturn).toBeUndefined();
});

test("a ledger's link names a model of its network: what is bought carries what the model says, and is counted anew when the model changes", async () => {
  const maltings = (kilograms: number) =>
    zipSync({
      'exchanges.csv': strToU8(
        `process,role,flow,amount,unit,compartment\nmalting,product,malt,1,kg,\nmalting,emission,CO2,${kilograms},kg,air\n`,
      ),
      'factors.csv': strToU8(
        'category,unit,flow,value,per,compartment,method,version\nclimate,kg CO2e,CO2,1,kg,air,ef-climate-change,3.1\n',
      ),
    });
  const kept = await bring('name=maltings&version=7&licence=ours', maltings(0.5), 'application/zip');
  expect([kept.status, problemsIn(kept)]).toEqual([201, []]);
  const { items } = (await api.get(`${at}/maltings/products`)).body as { items: { id: string; unit: string }[] };
  const link = {
    dataset: 'maltings',
    version: '7',
    row: items[0]!.id,
    factor: '1',
    per: items[0]!.unit,
    match: 'exact',
  };
  const told = await api.post('/api/networks/brouwcoop/records', [
    { type: 'Organization', id: 'urn:test:maltster', name: 'Maltster' },
    { type: 'BackgroundLink', id: 'urn:test:malt-link', of: 'urn:test:malt', ...link },
    event('malt-bought', {
      action: 'transfer',
      provider: 'urn:test:maltster',
      receiver: 'urn:test:brewery',
      resourceConformsTo: 'urn:test:malt',
      toResourceInventoriedAs: 'urn:test:silo',
      resourceQuantity: { hasNumericalValue: '100', hasUnit: 'kg' },
      hasPointInTime: '2025-02-01',
    }),
  ]);
  expect([told.status, problemsIn(told)]).toEqual([201, []]);
  const maltOf = async () => {
    const { body } = await api.get('/api/networks/brouwcoop/footprints?period=2025&table=gaps');
    const { total, gaps } = body as { total: number; gaps: { specification: string; kind: string }[] };
    return {
      total,
      gaps: gaps.filter(({ specification, kind }) => specification === 'urn:test:malt' && kind === 'background'),
    };
  };
  const before = await maltOf();
  expect(before.gaps).toEqual([]);
  expect(before.total).toBeCloseTo(0.5 * 100, 6);
  await bring('name=maltings&version=7&licence=ours', maltings(0.8), 'application/zip');
  expect((await maltOf()).total).toBeCloseTo(0.8 * 100, 6);
  // Another server of the same house writes beside this one and tells nobody.
  const head = (await api.house.models.list('brouwcoop')).find(({ name }) => name === 'maltings')!;
  await api.house.models.keep('brouwcoop', { name: 'maltings', about: head.about, bytes: maltings(0.9) });
  expect((await maltOf()).total).toBeCloseTo(0.9 * 100, 6);
  // What stands behind the malt is the model's own product, for as much of it as brings what it brought.
  const account = await api.get('/api/networks/brouwcoop/footprints/account?period=2025&product=urn:test:malt');
  const { total, standIns } = account.body as {
    total: number;
    standIns: { value: number; behind: { model: string; product: string; amount: number; category: string } }[];
  };
  const [{ value, behind }] = standIns as [(typeof standIns)[0]];
  expect([behind.model, behind.product]).toEqual(['maltings', items[0]!.id]);
  expect(standIns.reduce((sum, each) => sum + each.value, 0)).toBeCloseTo(total, 12);
  const on = new URLSearchParams({ product: behind.product, amount: `${behind.amount}`, category: behind.category });
  expect((await figureOf(`${behind.model}/footprint?${on}`)).total).toBeCloseTo(value, 12);
  // A second link: the newer one counts, unless the reader chooses.
  await bring('name=other-maltings&version=1&licence=ours', maltings(2), 'application/zip');
  const other = { ...link, dataset: 'other-maltings', version: '1' };
  await api.post('/api/networks/brouwcoop/records', [
    { type: 'BackgroundLink', id: 'urn:test:other-malt-link', of: 'urn:test:malt', ...other },
  ]);
  const by = async (query: string) =>
    (await api.get(`/api/networks/brouwcoop/footprints?period=2025${query}`)).body as {
      total: number;
      datasets: { dataset: string; things: number; isModel: boolean }[];
    };
  expect((await by('')).total).toBeCloseTo(2 * 100, 6);
  expect((await by('&model=maltings')).total).toBeCloseTo(0.9 * 100, 6);
  expect((await by('&model=other-maltings')).datasets).toEqual(
    expect.arrayContaining([
      { dataset: 'maltings', version: '7', things: 1, isModel: true },
      { dataset: 'other-maltings', version: '1', things: 1, isModel: true },
    ]),
  );
  expect(problemsIn(await api.get('/api/networks/brouwcoop/footprints?model=ecoinvent'))).toMatchObject([
    { code: 'parameter.invalid', values: { field: 'model', value: 'ecoinvent' } },
  ]);
  expect((await api.request(`${at}/other-maltings`, { method: 'DELETE' })).status).toBe(204);
  expect((await api.request(`${at}/maltings`, { method: 'DELETE' })).status).toBe(204);
  expect((await maltOf()).gaps.length).toBe(1);
});

test('a file that is none of them is refused, and so are a name that is taken by the house and a body that is too large', async () => {
  expect(problemsIn(await bring('name=x&licence=x', 'hello'))).toMatchObject([{ code: 'sector.table' }]);
  const zip = await bring('name=x&licence=x', strToU8('no zip at all'), 'application/zip');
  expect(problemsIn(zip)).toMatchObject([{ code: 'table.workbook' }]);
  const taken = await bring('name=us-io-2017&licence=x', textbook);
  expect(problemsIn(taken)).toMatchObject([{ code: 'parameter.invalid', values: { field: 'name' } }]);
  expect(problemsIn(await bring('name=x&licence=x', '{}', 'application/json'))).toMatchObject([{ code: 'body.type' }]);
  const large = await bring('name=x&licence=x', new Uint8Array(64 * 1024 * 1024 + 1), 'application/zip');
  expect([large.status, problemsIn(large)[0]!.code]).toEqual([413, 'body.size']);
});

test('what is licensed leaks nowhere: not by export, journal, datasets, records, another network, or to whoever is no member', async () => {
  await api.post('/api/networks', {
    network: 'open',
    name: 'Open',
    zone: 'Europe/Brussels',
    members: [],
    openToPublic: true,
  });
  expect((await bring('name=licensed&licence=Secret', textbook)).status).toBe(201);
  expect((await bring('name=licensed&licence=Secret', textbook, 'text/csv', 'open')).status).toBe(201);
  const secret = /carbon-of-the-licensor|licensed/;
  let journal = '';
  for await (const part of api.house.exportJournal('brouwcoop')) journal += Buffer.from(part).toString('latin1');
  expect(journal).not.toMatch(secret);
  for (const path of [
    '/api/datasets',
    '/api/networks/brouwcoop/records',
    '/api/networks/brouwcoop/knowledge',
    '/api/networks',
  ])
    expect(await (await api.request(path)).text()).not.toMatch(secret);
  for (const path of ['/api/datasets/licensed', '/api/datasets/licensed/factors.csv'])
    expect((await api.request(path)).status).toBe(404);
  expect(await (await api.request('/api/networks/brouwcoop/records?format=turtle')).text()).not.toMatch(secret);
  for (const network of ['brouwcoop', 'open']) {
    const models = `/api/networks/${network}/models`;
    const reader = await secretOf(network, 'reader');
    const other = await secretOf('elsewhere', 'steward');
    const ask = (path: string, who?: string) =>
      api.app.request(`${models}${path}`, who === undefined ? {} : { headers: { authorization: `Bearer ${who}` } });
    expect(await (await ask('', reader)).text()).toMatch(/licensed/);
    expect((await ask('/licensed/footprint?product=manufacturing', reader)).status).toBe(200);
    for (const stranger of [undefined, other])
      for (const path of ['', '/licensed', '/licensed/products', '/licensed/footprint?product=manufacturing']) {
        const answer = await ask(path, stranger);
        expect([path, answer.status === 200 && path !== '']).toEqual([path, false]);
        expect(await answer.text()).not.toMatch(/carbon-of-the-licensor|manufacturing"/);
      }
    const deleting = await api.app.request(`${models}/licensed`, {
      method: 'DELETE',
      headers: { authorization: `Bearer ${reader}` },
    });
    expect(deleting.status).toBe(403);
  }
});
