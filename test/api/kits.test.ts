import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApp } from '../../api/app.ts';
import { readKits } from '../../api/interchange/kit.ts';
import { root } from '../support/checkout.ts';
import { dataDirectory } from '../support/house.ts';
import { linesOf } from '../support/table.ts';
import { type OpenApi, openApi, problemsIn } from './support/open-api.ts';

let api: OpenApi;
beforeAll(async () => {
  api = await openApi();
});
afterAll(() => api.close());

type Named = { readonly id: string; readonly name?: string };
interface Knowledge {
  readonly records: Readonly<Record<string, readonly (Named & Record<string, unknown>)[]>>;
}

const me = 'urn:test:me';

/** A network that its maker has just begun, with nothing in it but that maker. */
async function begin(network: string): Promise<void> {
  const founded = await api.post('/api/networks', {
    network,
    name: network,
    zone: 'Europe/Brussels',
    members: [me],
    records: [{ type: 'Organization', id: me, name: 'The maker' }],
  });
  expect(founded.status).toBe(201);
}

const take = (network: string, kits: readonly string[], language?: string) =>
  api.post(`/api/networks/${network}/kits`, { kits, ...(language && { language }) });

const knowledgeOf = async (network: string) => (await api.get(`/api/networks/${network}/knowledge`)).body as Knowledge;

const actions = { 'used up': 'consume', made: 'produce', worked: 'work' } as const;

/** Records a first batch by names alone: what is called by a name that nobody knows fails here. */
async function recordByName(network: string, table: string): Promise<void> {
  const { records } = await knowledgeOf(network);
  const idOf = (className: string, name: string): string => {
    const found = records[className]!.filter((each) => each.name === name);
    if (found.length !== 1) throw new Error(`${found.length} ${className} are called ${name}`);
    return found[0]!.id;
  };
  const lines = linesOf(table) as unknown as Record<'batch' | 'did' | 'what' | 'amount', string>[];
  const batches = [...new Set(lines.map(({ batch }) => batch))];
  const processes = batches.map((batch) => ({
    type: 'Process',
    id: `urn:test:${network}:${batch.replaceAll(' ', '-')}`,
    name: `${batch}, the first`,
    basedOn: idOf('ProcessSpecification', batch),
    inScopeOf: me,
  }));
  const stocks = [...new Set(lines.filter(({ did }) => did !== 'worked').map(({ what }) => what))].map(
    (what, place) => ({
      type: 'EconomicResource',
      id: `urn:test:${network}:stock-${place}`,
      name: what,
      conformsTo: idOf('ResourceSpecification', what),
    }),
  );
  const quantity = (amount: string) => {
    const [value, unit] = amount.split(' ');
    return { hasNumericalValue: value!, hasUnit: unit! };
  };
  const events = lines.map(({ batch, did, what, amount }, place) => ({
    type: 'EconomicEvent',
    id: `urn:test:${network}:event-${place}`,
    action: actions[did as keyof typeof actions],
    [did === 'made' ? 'outputOf' : 'inputOf']: processes[batches.indexOf(batch)]!.id,
    provider: me,
    receiver: me,
    hasPointInTime: '2025-03-12',
    ...(did === 'worked'
      ? { resourceConformsTo: idOf('ResourceSpecification', what), effortQuantity: quantity(amount) }
      : { resourceInventoriedAs: stocks.find(({ name }) => name === what)!.id, resourceQuantity: quantity(amount) }),
  }));
  const openings = stocks.map(({ id, conformsTo, name }, place) => ({
    type: 'EconomicEvent',
    id: `urn:test:${network}:opening-${place}`,
    action: 'raise',
    provider: me,
    receiver: me,
    resourceInventoriedAs: id,
    resourceQuantity: { hasNumericalValue: '100000', hasUnit: unitOf(records, conformsTo) },
    hasPointInTime: '2025-01-01',
    note: `what there is of ${name} at the beginning`,
  }));
  const answer = await api.post(`/api/networks/${network}/records`, [...processes, ...stocks, ...openings, ...events]);
  expect(problemsIn(answer)).toEqual([]);
  expect(answer.status).toBe(201);
}

const unitOf = (records: Knowledge['records'], id: string) =>
  records['ResourceSpecification']!.find((each) => each.id === id)!['defaultUnitOfResource'] as string;

interface Balance {
  readonly name: string;
  readonly layer: string;
  readonly verdict: string;
  readonly unknown: readonly unknown[];
}

/** What the balances of all batches say in the layers that matter: mass, water, carbon, nitrogen and energy. */
async function verdictsOf(network: string): Promise<string[]> {
  const { items } = (await api.get(`/api/networks/${network}/balances`)).body as { items: readonly Balance[] };
  const layers = ['mass', 'water', 'carbon', 'nitrogen', 'energy'];
  const told = items.filter(({ layer }) => layers.includes(layer));
  expect(told.length).toBe(layers.length * new Set(items.map(({ name }) => name)).size);
  expect(told.length).toBeGreaterThan(0);
  return told
    .filter(({ verdict }) => verdict !== 'closed' && verdict !== 'expected')
    .map(({ name, layer, verdict, unknown }) => `${name}: ${layer} is ${verdict} (${JSON.stringify(unknown)})`);
}

const firstBatches: Readonly<Record<string, string>> = {
  'kit-brewery': `
    batch                 | did     | what                                          | amount
    Brewing               | used up | Malt                                          | 190 kg
    Brewing               | used up | Hops                                          | 2 kg
    Brewing               | used up | Drinking water                                | 1246 l
    Brewing               | used up | Natural gas (upper heating value, as invoiced) | 660 kWh
    Brewing               | used up | Electricity                                   | 100 kWh
    Brewing               | worked  | Work                                          | 9 h
    Brewing               | made    | Brewer's spent grain                          | 205 kg
    Brewing               | made    | Trub                                          | 12 kg
    Brewing               | made    | Wort, 12 P                                    | 1070 l
    Fermenting and packing | used up | Wort, 12 P                                   | 1070 l
    Fermenting and packing | used up | Brewer's yeast, slurry                       | 8 kg
    Fermenting and packing | made    | Beer, about 5 % vol                          | 1000 l
    Fermenting and packing | made    | Brewer's yeast, slurry                       | 39 kg`,
  'kit-bakery': `
    batch                      | did     | what                 | amount
    Baking                     | used up | Wheat flour          | 170 kg
    Baking                     | used up | Drinking water       | 108 l
    Baking                     | used up | Salt                 | 3.1 kg
    Baking                     | used up | Baker's yeast, fresh | 2 kg
    Baking                     | used up | Natural gas (upper heating value, as invoiced) | 210 kWh
    Baking                     | worked  | Work                 | 19 h
    Baking                     | made    | Bread                | 240 kg
    Setting unsold bread apart | used up | Bread                | 24 kg
    Setting unsold bread apart | made    | Unsold bread         | 23.6 kg`,
  'kit-mill': `
    batch   | did     | what        | amount
    Milling | used up | Wheat       | 1000 kg
    Milling | used up | Electricity | 60 kWh
    Milling | made    | Wheat flour | 780 kg
    Milling | made    | Wheat bran  | 205 kg`,
  'kit-farm': `
    batch          | did     | what                           | amount
    Growing wheat  | used up | Seed grain                     | 170 kg
    Growing wheat  | used up | Calcium ammonium nitrate, 27 % N | 440 kg
    Growing wheat  | used up | Compost                        | 1400 kg
    Growing wheat  | used up | Diesel                         | 95 l
    Growing wheat  | made    | Wheat                          | 6460 kg
    Growing wheat  | made    | Straw                          | 3800 kg
    Growing barley | used up | Seed grain                     | 160 kg
    Growing barley | used up | Calcium ammonium nitrate, 27 % N | 260 kg
    Growing barley | used up | Diesel                         | 95 l
    Growing barley | made    | Barley                         | 4900 kg
    Growing barley | made    | Straw                          | 2800 kg`,
  'kit-mushrooms': `
    batch                    | did     | what                     | amount
    Growing oyster mushrooms | used up | Straw                    | 120 kg
    Growing oyster mushrooms | used up | Brewer's spent grain     | 205 kg
    Growing oyster mushrooms | used up | Wheat bran               | 27 kg
    Growing oyster mushrooms | used up | Drinking water           | 205 l
    Growing oyster mushrooms | used up | Mushroom spawn on grain  | 15 kg
    Growing oyster mushrooms | used up | Electricity              | 300 kWh
    Growing oyster mushrooms | made    | Oyster mushrooms         | 113 kg
    Growing oyster mushrooms | made    | Spent mushroom substrate | 298 kg`,
  'kit-composter': `
    batch      | did     | what                         | amount
    Composting | used up | Spent mushroom substrate     | 1368 kg
    Composting | used up | Trimmings of trees and hedges | 3000 kg
    Composting | used up | Brewer's spent grain         | 375 kg
    Composting | used up | Trub                         | 90 kg
    Composting | used up | Drinking water               | 700 l
    Composting | used up | Diesel                       | 14.5 l
    Composting | made    | Compost                      | 2010 kg`,
};

test.each(Object.entries(firstBatches))(
  'after %s is taken up, a first batch is recorded by names alone, no content typed, and closes within what nobody measures',
  async (kit, table) => {
    const network = `first-${kit}`;
    await begin(network);
    expect((await take(network, [kit])).status).toBe(200);
    await recordByName(network, table);
    expect(await verdictsOf(network)).toEqual([]);
  },
);

test('a batch that is a slip of the pen does not close, kit or not', async () => {
  await begin('slip');
  await take('slip', ['kit-mill']);
  await recordByName('slip', firstBatches['kit-mill']!.replace('780 kg', '78 kg'));
  expect(await verdictsOf('slip')).toEqual(expect.arrayContaining([expect.stringContaining('mass is unexplained')]));
});

test('the recipes of the kits balance as they are written, in every layer', async () => {
  for (const kit of Object.keys(firstBatches)) {
    const network = `recipe-${kit}`;
    await begin(network);
    await take(network, [kit]);
    const { records } = await knowledgeOf(network);
    const nameOf = (className: string, id: unknown) => records[className]!.find((each) => each.id === id)!.name!;
    const lines = records['RecipeFlow']!.flatMap((flow) => {
      const process = records['RecipeProcess']!.find(
        ({ id }) => id === (flow['recipeInputOf'] ?? flow['recipeOutputOf']),
      )!;
      const { hasNumericalValue, hasUnit } = (flow['resourceQuantity'] ?? flow['effortQuantity']) as Record<
        string,
        string
      >;
      const did = flow['effortQuantity'] ? 'worked' : flow['recipeOutputOf'] ? 'made' : 'used up';
      const kind = nameOf('ProcessSpecification', process['processConformsTo']);
      return [
        `${kind} | ${did} | ${nameOf('ResourceSpecification', flow['resourceConformsTo'])} | ${hasNumericalValue} ${hasUnit}`,
      ];
    });
    await recordByName(network, ['batch | did | what | amount', ...lines].join('\n'));
    expect(await verdictsOf(network), kit).toEqual([]);
  }
}, 60_000);

test('taking a kit up again adds nothing; two kits share their words; each network has its own', async () => {
  await begin('two-kits');
  const first = (await take('two-kits', ['kit-brewery'])).body as { recorded: number };
  expect(first.recorded).toBeGreaterThan(60);
  expect((await take('two-kits', ['kit-brewery'])).body).toMatchObject({ recorded: 0, kept: 0 });
  await take('two-kits', ['kit-mushrooms', 'kit-composter']);
  const { records } = await knowledgeOf('two-kits');
  const names = records['ResourceSpecification']!.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  await begin('other');
  await take('other', ['kit-brewery']);
  const other = await knowledgeOf('other');
  const ids = new Set(records['ResourceSpecification']!.map(({ id }) => id));
  expect(other.records['ResourceSpecification']!.filter(({ id }) => ids.has(id))).toEqual([]);
  const { items } = (await api.get('/api/networks/other/kits')).body as { items: { kit: string; taken: boolean }[] };
  expect(items.filter(({ taken }) => taken).map(({ kit }) => kit)).toEqual(['kit-brewery']);
  expect(items).toHaveLength(6);
});

test('a network that speaks Dutch gets Dutch words, and the version of the kit is kept', async () => {
  await begin('brouwerij');
  await take('brouwerij', ['kit-brewery'], 'nl');
  const { records } = await knowledgeOf('brouwerij');
  const names = records['ResourceSpecification']!.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(['Mout', 'Bostel', 'Drinkwater', 'Wort, 12 P']));
  expect(records['ProcessSpecification']!.map(({ name }) => name)).toEqual(['Brouwen', 'Gisten en afvullen']);
  expect(records['Recipe']).toMatchObject([{ name: 'Brouwerij', note: 'kit-brewery 1.1.0' }]);
  expect(records['Pack']!.map(({ name }) => name)).toContain('Vat van 20 l');
});

test('what a network calls its own stays: its word serves, and its figure is not overruled', async () => {
  await begin('own-words');
  const malt = {
    type: 'ResourceSpecification',
    id: 'urn:test:own-malt',
    name: 'malt',
    defaultUnitOfResource: 'kilogram',
  };
  const dry = {
    type: 'Property',
    id: 'urn:test:own-water',
    of: malt.id,
    layer: 'water',
    value: '0.03',
    unit: 'kg',
    per: 'kg',
    source: 'our maltster',
    status: 'sourced',
  };
  await api.post('/api/networks/own-words/records', [malt, dry]);
  expect((await take('own-words', ['kit-brewery'])).body).toMatchObject({ kept: 1 });
  const { records } = await knowledgeOf('own-words');
  expect(records['ResourceSpecification']!.filter(({ name }) => /^malt$/i.test(name!)).map(({ id }) => id)).toEqual([
    malt.id,
  ]);
  const water = records['Property']!.filter(
    ({ of, layer }: Record<string, unknown>) => of === malt.id && layer === 'water',
  );
  expect(water.map(({ value }: Record<string, unknown>) => value)).toEqual(['0.03']);
  await recordByName('own-words', firstBatches['kit-brewery']!.replaceAll('| Malt ', '| malt '));
  expect(await verdictsOf('own-words')).toEqual([]);
});

test('every figure of the kits says who gives it, or that it is assumed, why, and how far it may be off', async () => {
  const { value, problems } = await readKits(join(root, 'datasets'));
  expect(problems).toEqual([]);
  const { contents, keeping, substitutions, carriage } = value.words.tables;
  const ofKits = value.kits.flatMap(({ tables }) => [
    ...tables.recipe,
    ...tables.expected,
    ...tables.packs,
    ...tables.links,
  ]);
  const figures = [...contents, ...keeping, ...substitutions, ...carriage, ...ofKits];
  expect(figures.length).toBeGreaterThan(200);
  for (const figure of figures) {
    const { status, source } = figure;
    const [low, high] = 'low' in figure ? [Number(figure.low), Number(figure.high)] : [0, 1];
    const given = 'value' in figure ? Number(figure.value) : low;
    expect(
      [source, source.length > 5 && source !== 'assumed', low <= given && given <= high],
      JSON.stringify(figure),
    ).toEqual([source, true, true]);
    if (status === 'sourced') expect(source).not.toMatch(/^assumed/);
    else if (given !== 0) expect(low, JSON.stringify(figure)).toBeLessThan(high);
  }
  expect(contents.filter(({ status }) => status === 'sourced').length).toBeGreaterThan(45);
});

/** The datasets of the house with a later version of the brewery: other figures, a name, a line within the recipe, a pack. */
async function laterDatasets(): Promise<string> {
  const folder = join(await dataDirectory(), 'datasets');
  await cp(join(root, 'datasets'), folder, { recursive: true });
  const change = async (file: string, from: RegExp, to: string) => {
    const path = join(folder, file);
    const text = await readFile(path, 'utf8');
    expect(text).toMatch(from);
    await writeFile(path, text.replace(from, to));
  };
  await change('kit-brewery/datapackage.json', /"version": "[\d.]+"/, '"version": "2.0.0"');
  await change('kit-brewery/recipe.csv', /consume,malt,190/, 'consume,malt,200');
  await change(
    'kit-brewery/recipe.csv',
    /(?=brewing,consume,water)/,
    'brewing,consume,salt,1,0,2,kilogram,assumed,assumed\n',
  );
  await change('kit-brewery/processes.csv', /brewing,Brewing,/, 'brewing,Brewing and lautering,');
  await change(
    'kit-brewery/packs.csv',
    /$/,
    'keg-30,Keg of 30 l,Vat van 30 l,beer,30,litre,9,kilogram,assumed,assumed\n',
  );
  await change('kit-words/contents.csv', /malt,carbon,[\d.]+/, 'malt,carbon,46');
  return folder;
}

test('a later version of a kit is offered, tells what it adds and where the network says something else, and changes nothing of its own', async () => {
  await begin('versions');
  await take('versions', ['kit-brewery']);
  const offered = async (app: typeof api.app) => {
    const headers = { authorization: `Bearer ${api.token}`, 'content-type': 'application/json' };
    const path = '/api/networks/versions/kits';
    const { items } = (await (await app.request(path, { headers })).json()) as { items: { kit: string }[] };
    const post = { method: 'POST', headers, body: JSON.stringify({ kits: ['kit-brewery'] }) };
    return { offer: items.find(({ kit }) => kit === 'kit-brewery'), take: () => app.request(path, post) };
  };
  expect((await offered(api.app)).offer).toMatchObject({ taken: true, takenVersion: '1.1.0', added: 0, left: 0 });
  const before = (await knowledgeOf('versions')).records;
  const later = createApp({ ...api.services, datasets: await laterDatasets() });
  const { offer, take: takeLater } = await offered(later);
  // A pack, and salt with what it holds; its line is for a recipe that the network has.
  expect(offer).toMatchObject({ taken: true, version: '2.0.0', takenVersion: '1.1.0', added: 6 });
  expect((await knowledgeOf('versions')).records).toEqual(before);
  const told = (await (await takeLater()).json()) as {
    recorded: number;
    kept: number;
    left: { class: string; id: string; fields: string[] }[];
  };
  expect(told.recorded).toBe(6);
  const nameOf = (id: string) =>
    Object.values(before)
      .flat()
      .find((each) => each.id === id)?.name;
  const left = told.left.map(({ class: name, id, fields }) => [name, nameOf(id), ...fields].join(' '));
  expect(left.toSorted()).toEqual(
    ['ProcessSpecification Brewing name', 'Property  value', 'RecipeProcess Brewing name flows'].toSorted(),
  );
  const after = (await knowledgeOf('versions')).records;
  for (const [name, records] of Object.entries(before))
    for (const record of records) expect(after[name]).toContainEqual(record);
  expect(after['RecipeFlow']).toEqual(before['RecipeFlow']);
  expect(after['Pack']!.map(({ name }) => name)).toContain('Keg of 30 l');
  expect((await offered(later)).offer).toMatchObject({ taken: true, added: 0 });
});

test('a kit that nobody has, a language that nobody speaks and no kit at all are refused', async () => {
  await begin('refused');
  expect(problemsIn(await take('refused', ['kit-bicycles'])).map(({ code }) => code)).toEqual(['dataset.unknown']);
  expect(problemsIn(await take('refused', ['kit-mill'], 'eo')).map(({ code }) => code)).toEqual(['field.type']);
  expect(problemsIn(await take('refused', [])).map(({ code }) => code)).toEqual(['field.type']);
  expect((await api.post('/api/networks/refused/kits', '{')).status).toBe(400);
});

test('a recipe speaks of actions on their own side', async () => {
  await begin('recipes');
  const process = { type: 'RecipeProcess', id: 'urn:test:recipe', name: 'Brew' };
  const flow = (fields: object) =>
    api.post('/api/networks/recipes/records', [process, { type: 'RecipeFlow', id: 'urn:test:flow', ...fields }]);
  const codes = async (fields: object) => problemsIn(await flow(fields)).map(({ code }) => code);
  expect(await codes({ action: 'devour', recipeInputOf: process.id })).toEqual(['choice.unknown']);
  expect(await codes({ action: 'consume', recipeOutputOf: process.id })).toEqual(['action.side']);
  expect(
    await codes({
      action: 'consume',
      recipeInputOf: process.id,
      resourceQuantity: { hasNumericalValue: '-1', hasUnit: 'kg' },
    }),
  ).toEqual(['number.sign']);
  expect((await flow({ action: 'consume', recipeInputOf: process.id })).status).toBe(201);
});
