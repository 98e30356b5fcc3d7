import Papa from 'papaparse';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildExplorer } from '../../api/explorer-build.ts';
import { startCompute } from '../../api/compute/compute.ts';
import { loadSamples } from '../../api/samples.ts';
import { root } from '../support/checkout.ts';
import { readXml, textsOf } from '../support/xml.ts';
import { type OpenApi, openApi, problemsIn } from './support/open-api.ts';

let api: OpenApi;
beforeAll(async () => {
  await buildExplorer(root, () => undefined);
  api = await openApi();
  const { house, datasets } = api;
  const told = await loadSamples({
    house,

    datasets,
    onProgress: () => undefined,
    signal: api.services.stop,
  });
  expect(told).toEqual([]);
}, 240_000);
afterAll(() => api?.close());

const at = (network: string, as: string, search: string) => `/api/networks/${network}/view.${as}?${search}`;
const brewery = 'urn:throughflow:grain-loop:agent:brewery';
const plain = (text: string) => text.replaceAll('\u00a0', ' ');

interface ViewJson {
  readonly title: string;
  readonly view: { readonly id: string; readonly name: string };
  readonly scope: Readonly<Record<string, unknown>>;
  readonly asOf: { readonly sequence: number };
  readonly columns: readonly {
    readonly id: string;
    readonly name: string;
    readonly unit?: string;
    readonly type: string;
  }[];
  readonly rows: readonly Readonly<Record<string, string | number | null>>[];
  readonly sources: readonly { readonly title: string; readonly licence?: string }[];
  readonly cited: readonly string[];
  readonly address: string;
  readonly citation: string;
}

const jsonOf = async (network: string, search: string) => (await api.get(at(network, 'json', search))).body as ViewJson;
const textOf = async (network: string, as: string, search: string) => {
  const response = await api.request(at(network, as, search));
  expect(response.status, search).toBe(200);
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(await response.arrayBuffer());
};

/** Every view, in every form that its page has. */
const views = [
  ['grain-loop', 'view=flows'],
  ['grain-loop', 'view=flows&period=2025&by=process&layer=carbon&lang=nl'],
  ['grain-loop', 'view=flows&width=360&theme=dark&sel=agent:urn:throughflow:grain-loop:agent:brewery'],
  ['grain-loop', 'view=flows&loop=1&cut=0&water=shown'],
  ['kalundborg', 'view=flows'],
  ['grain-loop', 'view=map'],
  ['grain-loop', 'view=map&table=links&areas=world'],
  ['kalundborg', 'view=map&lang=nl'],
  ['grain-loop', 'view=thresholds'],
  ['grain-loop', 'view=thresholds&form=bars'],
  ['grain-loop', 'view=thresholds&width=360&lang=nl&theme=dark'],
  ['grain-loop', 'view=thresholds&scope=world'],
  ['kalundborg', 'view=thresholds'],
  ['grain-loop', 'view=reuse'],
  ['grain-loop', 'view=reuse&table=needs&lang=nl'],
  ['kalundborg', 'view=ledger'],
  ['grain-loop', 'view=ledger&action=transfer&from=2025-12-01'],
  ['grain-loop', 'view=ledger&show=stock&at=2025-06-30&lang=nl'],
  ['grain-loop', 'view=ledger&stock=urn:throughflow:grain-loop:stock:hops'],
  ['grain-loop', 'view=ledger&way=track&stock=urn:throughflow:grain-loop:stock:wheat-w25-2&at=2025-10-14'],
  ['grain-loop', 'view=ledger&way=trace&method=fifo&stock=urn:throughflow:grain-loop:stock:bread&lang=nl&width=360'],
  ['grain-loop', 'view=ledger&event=urn:throughflow:grain-loop:event:09329'],
  ['grain-loop', 'view=ledger&show=meters'],
  ['grain-loop', 'view=ledger&reading=urn:throughflow:grain-loop:fact:gas-brewery-invoice-2025-06'],
  ['grain-loop', 'view=reports'],
  ['grain-loop', 'view=reports&resource=urn:throughflow:grain-loop:stock:malt-b24&lang=nl'],
  ['grain-loop', 'view=reports&what=lots&agent=urn:throughflow:grain-loop:agent:mill'],
  ['grain-loop', 'view=reports&what=lots&table=used&agent=urn:throughflow:grain-loop:agent:mill&lang=nl'],
  ['grain-loop', 'view=reports&what=recall&resource=urn:throughflow:grain-loop:stock:malt-b24'],
  ['grain-loop', 'view=reports&what=holdings&agent=urn:throughflow:grain-loop:agent:brewery'],
  ['grain-loop', 'view=reports&what=contributions&agent=urn:throughflow:grain-loop:agent:brewery'],
  ['grain-loop', 'view=reports&what=cash'],
  ['grain-loop', 'view=reports&what=plan&plan=urn:throughflow:grain-loop:plan:bread-brews-june&lang=nl'],
  ['grain-loop', 'view=reports&what=process&process=urn:throughflow:grain-loop:process:brew-2025-03-12'],
  [
    'grain-loop',
    'view=reports&what=process&layer=energy-gross&process=urn:throughflow:grain-loop:process:mushrooms-2025-09-18-47&lang=nl',
  ],
  ['grain-loop', 'view=reports&what=balance&from=2025-06-01&to=2025-06-30'],
  ['grain-loop', 'view=reports&what=balance&layer=price&agent=urn:throughflow:grain-loop:agent:bakery&lang=nl'],
  ['grain-loop', 'view=reports&what=balance&layer=phosphorus'],
  ['grain-loop', 'view=reports&what=delivery&event=urn:throughflow:grain-loop:event:01690'],
  ['grain-loop', 'view=reports&what=holdings&table=promises&agent=urn:throughflow:grain-loop:agent:mill'],
  ['kalundborg', 'view=reports'],
] as const;

describe.each(views)('%s, %s', (network, search) => {
  test('is the same table as CSV and as JSON', async () => {
    const { columns, rows } = await jsonOf(network, search);
    const csv = await textOf(network, 'csv', search);
    expect(csv.startsWith('\ufeff') && csv.endsWith('\r\n')).toBe(true);
    const { data, errors } = Papa.parse<string[]>(csv.slice(1).trimEnd(), { delimiter: ',', newline: '\r\n' });
    expect(errors).toEqual([]);
    expect(data[0]).toEqual(columns.map(({ name, unit }) => (unit ? `${name} (${unit})` : name)));
    const cell = (value: string | number | null) => (value === null ? '' : String(value));
    const unquoted = (text: string) => text.replace(/^'(?=[=+\-@\t\r\n])/, '');
    const trimmed = (row: readonly string[]) => row.map((each) => each.trim());
    expect(data.slice(1).map((row) => trimmed(row.map(unquoted)))).toEqual(
      rows.map((row) => trimmed(columns.map(({ id }) => cell(row[id] ?? null)))),
    );
  });

  test('is a picture that stands alone: valid XML, title, description, no style sheet and no script', async () => {
    const svg = await textOf(network, 'svg', search);
    const root = readXml(svg);
    expect([root.tagName, root.namespaceURI]).toEqual(['svg', 'http://www.w3.org/2000/svg']);
    const { title, address } = await jsonOf(network, search);
    expect(textsOf(root, 'desc')[0]).toContain(title.slice(0, 60));
    expect(textsOf(root, 'title')[0]).not.toBe('');
    expect(textsOf(root, 'text').join('')).toContain(address.slice(0, 60));
    expect(svg).not.toMatch(/var\(|color-mix|NaN|undefined|<style|<script|<!--|\son\w+=|\sclass=|href=/);
    const targets = [...svg.matchAll(/url\(#([^)]+)\)/g)].map(([, id]) => id);
    const ids = new Set([...svg.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id));
    expect(targets.filter((id) => !ids.has(id!))).toEqual([]);
  });
});

test('the figures of the page are those of the file: the finding, the unit, the rows, how to cite it', async () => {
  const told = await jsonOf('grain-loop', 'view=flows&period=2025');
  expect(plain(told.title)).toMatch(
    /^Plain water apart, [\d.]+ % of the mass that flows here returns\. The largest loop: /,
  );
  expect(told.columns.find(({ id }) => id === 'high')).toEqual({
    id: 'high',
    name: 'Amount',
    unit: 't',
    type: 'number',
  });
  expect(told.scope).toMatchObject({ period: '2025', layer: 'mass', by: 'agent' });
  const wheat = told.rows.find(({ what, to }) => what === 'Wheat' && String(to).startsWith('Stenen Molen'));
  expect(wheat).toMatchObject({ high: 65.38462, status: 'recorded' });
  expect(told.sources).toEqual([{ title: 'Records of the network Grain loop (invented)', licence: 'CC0 1.0' }]);
  expect(told.address).toBe('http://localhost/grain-loop/flows?period=2025');
  const { body } = await api.get('/api/networks');
  const { sequence } = (body as { items: { network: string; sequence: number }[] }).items[0]!;
  expect(told.asOf).toEqual({ sequence });
  expect(told.citation).toBe(
    `Grain loop (invented): Flows. As of entry ${sequence.toLocaleString('en-GB')} of its journal. Throughflow 0.1.0. ${told.address}`,
  );
});

test('the order of the page is that of the file', async () => {
  const of = async (sort: string) => {
    const { rows } = await jsonOf('grain-loop', `view=flows&sort=${sort}`);
    return rows.map(({ from }) => String(from));
  };
  const order = new Intl.Collator('en', { numeric: true }).compare;
  expect(await of('from')).toEqual((await of('from')).toSorted(order));
  expect((await of('-from')).at(0)).toBe((await of('from')).at(-1));
});

test('the map has two tables; each is had by its name', async () => {
  const areas = await jsonOf('grain-loop', 'view=map');
  expect(areas.columns.map(({ id }) => id)).toContain('coverage');
  expect(areas.sources.at(-1)).toMatchObject({ licence: 'Modellicentie Gratis Hergebruik (Flanders)' });
  const links = await jsonOf('grain-loop', 'view=map&table=links');
  expect(links.columns.map(({ id }) => id)).toEqual(['from', 'to', 'amount', 'things']);
});

test('thresholds cite the works that their budgets are from, and name the data that footprints rest on', async () => {
  const { sources, cited } = await jsonOf('grain-loop', 'view=thresholds');
  expect(cited.join()).toContain('Sala et al. 2020');
  expect(sources.map(({ title }) => title).join()).toContain('Agribalyse');
});

test('sentences, heads and numbers are of the language that is asked for', async () => {
  const svg = await textOf('grain-loop', 'svg', 'view=flows&lang=nl');
  expect(textsOf(readXml(svg), 'title')[0]).toBe('Stromen · Grain loop');
  expect(await textOf('grain-loop', 'csv', 'view=flows&lang=nl')).toMatch(/^\ufeffVan,Naar,Wat,/);
  const [english, dutch] = await Promise.all([
    jsonOf('grain-loop', 'view=flows&by=process'),
    jsonOf('grain-loop', 'view=flows&by=process&lang=nl'),
  ]);
  expect([english.view.name, dutch.view.name]).toEqual(['Flows', 'Stromen']);
});

test('dark or light, wide or narrow as it is asked for', async () => {
  const paper = async (search: string) => {
    const root = readXml(await textOf('grain-loop', 'svg', `view=thresholds&${search}`));
    const [rect] = Array.from(root.getElementsByTagName('rect'));
    return [root.getAttribute('width'), rect!.getAttribute('fill')];
  };
  expect(await paper('theme=light&width=400')).toEqual(['448', '#faf8f3']);
  expect(await paper('theme=dark&width=800')).toEqual(['848', '#141917']);
});

test('thresholds drawn as bars are bars: one of each figure of the table, as long as its number says', async () => {
  const { rows } = await jsonOf('grain-loop', 'view=thresholds&form=bars');
  const known = rows.flatMap(({ ratio }) => (typeof ratio === 'number' ? [ratio] : [])).toSorted((a, b) => b - a);
  expect(known.length).toBeGreaterThan(1);
  for (const width of [360, 960]) {
    const root = readXml(await textOf('grain-loop', 'svg', `view=thresholds&form=bars&width=${width}`));
    const texts = textsOf(root, 'text').map(plain).join(' ');
    for (const { name, reason } of rows)
      for (const word of `${name} ${reason ?? ''}`.split(' ')) expect(texts).toContain(plain(word));
    expect(Number(root.getAttribute('width'))).toBeLessThanOrEqual(width + 48);
    expect(root.getElementsByTagName('circle')).toHaveLength(0);
    const filled = Array.from(root.getElementsByTagName('rect')).filter(
      (each) => each.getAttribute('height') === '16' && /^#/.test(each.getAttribute('stroke') ?? ''),
    );
    const lengths = filled.map((each) => Number(each.getAttribute('width')));
    expect(lengths).toHaveLength(known.length);
    expect(lengths[1]! / lengths[0]!).toBeCloseTo(known[1]! / known[0]!, 6);
  }
});

test('a report is one query: the statement of the page, of the file and of the interface have the same figures', async () => {
  const stock = 'urn:throughflow:grain-loop:stock:malt-b24';
  const { rows, title } = await jsonOf('grain-loop', `view=reports&resource=${stock}&from=2025-03-01&to=2025-03-31`);
  expect(plain(title)).toContain('8,300 kg at the beginning, 0 kg in, 610 kg out, 7,690 kg at the end.');
  expect([rows[0], rows.at(-1)]).toMatchObject([
    { what: 'opening', balance: '8300' },
    { what: 'closing', in: '0', out: '610', balance: '7690' },
  ]);
  expect(rows.filter(({ mark }) => mark === 'correction')).toMatchObject([{ out: '-1710' }]);
  const at = `/api/networks/grain-loop/economic-resources/${encodeURIComponent(stock)}/statement`;
  const { body } = await api.get(`${at}?from=2025-03-01&to=2025-03-31&holder=${brewery}`);
  expect(body).toMatchObject({ closing: { hasNumericalValue: '7690' } });
});

test('the sheet of a batch nets what was corrected, and says whether it balances', async () => {
  const process = 'urn:throughflow:grain-loop:process:brew-2025-03-12';
  const { rows, title } = await jsonOf('grain-loop', `view=reports&what=process&process=${process}`);
  expect(rows.find(({ what }) => what === 'Malt')).toMatchObject({ side: 'In', amount: 190, adjusted: 190 });
  expect(plain(title)).toMatch(/Mass: of 1\.48 t in, 1\.34 t came out; 142 kg is not accounted for: it is expected/);
  const totals = await jsonOf('grain-loop', `view=reports&what=process&table=totals&process=${process}`);
  expect(totals.rows.find(({ what }) => what === 'Malt')).toMatchObject({ amount: '190', unit: 'kg', corrected: 1 });
});

test('a balance of days without events says so; one of a month has the figures of the interface, in its own unit', async () => {
  const mill = 'urn:throughflow:grain-loop:agent:mill';
  const before = await jsonOf('grain-loop', `view=reports&what=balance&agent=${mill}&from=2020-01-01&to=2020-01-31`);
  expect([plain(before.title), before.rows]).toEqual([expect.stringContaining('Nothing is recorded here'), []]);
  const days = 'from=2025-06-01&to=2025-06-30';
  const { rows } = await jsonOf('grain-loop', `view=reports&what=balance&agent=${mill}&${days}`);
  const { body } = await api.get(`/api/networks/grain-loop/balances?subject=agent&agent=${mill}&layer=mass&${days}`);
  const { in: into } = (body as { items: readonly { in: number }[] }).items[0]!;
  const recorded = rows.filter(({ side, kind }) => side === 'In' && kind === 'recorded');
  const sum = recorded.reduce((all, { amount }) => all + Number(amount), 0);
  expect([1, 1000].some((divisor) => Math.abs(into / divisor / sum - 1) < 1e-6)).toBe(true);
  const layers = await jsonOf('grain-loop', `view=reports&what=balance&table=layers&agent=${mill}&${days}`);
  expect(layers.rows[0]).toMatchObject({ layer: 'Mass' });
});

test('a plan stands beside what happened; what is promised and open stands beside what is held', async () => {
  const plan = 'urn:throughflow:grain-loop:plan:bread-brews-june';
  const told = await jsonOf('grain-loop', `view=reports&what=plan&plan=${plan}`);
  expect(told.rows.length).toBeGreaterThan(3);
  for (const { planned, actual, difference } of told.rows)
    expect(Number(actual) - Number(planned)).toBeCloseTo(Number(difference), 9);
  const { body } = await api.get('/api/networks/grain-loop/fulfilments?class=Commitment');
  const { items } = body as { items: { state: string; provider?: string; receiver?: string }[] };
  const open = items.find(({ state, provider, receiver }) => /open|begun/.test(state) && provider !== receiver)!;
  const owed = await jsonOf('grain-loop', `view=reports&what=holdings&table=promises&agent=${open.provider}`);
  expect(owed.rows.filter(({ side }) => side === 'owes').length).toBeGreaterThan(0);
});

test('the recall of the wheat of W25-2 follows it through flour and bread to its end, with amounts', async () => {
  const stock = 'urn:throughflow:grain-loop:stock:wheat-w25-2';
  const { rows } = await jsonOf('grain-loop', `view=reports&what=recall&resource=${stock}`);
  const { body } = await api.get(
    `/api/networks/grain-loop/economic-resources/${encodeURIComponent(stock)}/track?nodes=1000`,
  );
  const { total } = body as { total: number };
  expect(rows.reduce((sum, { amount }) => sum + Number(amount), 0)).toBeCloseTo(total, 3);
  expect(rows.length).toBeGreaterThan(3);
  const contacts = await jsonOf('grain-loop', `view=reports&what=recall&table=contacts&resource=${stock}`);
  expect(contacts.rows.map(({ who }) => String(who)).join()).toContain('Stenen Molen');
});

test('a parameter that cannot be read is refused, with what it should have been', async () => {
  const expected = [
    ['view=harvest', 'view', 'one of flows, ledger, map, reports, reuse, thresholds'],
    ['', 'view', 'Invalid input: expected string, received undefined'],
    ['view=flows&by=hat', 'by', 'agent, process, specification, place'],
    ['view=flows&colour=red', 'colour', 'one of period, layer, thing'],
    ['view=flows&width=12', 'width', 'a whole number of pixels from 320 to 2400'],
    ['view=flows&theme=pink', 'theme', 'light or dark'],
    ['view=flows&lang=fr', 'lang', 'en or nl'],
    ['view=map&table=hats', 'table', 'one of areas, links'],
  ] as const;
  for (const [search, field, words] of expected) {
    const told = await api.get(at('grain-loop', 'json', search));
    expect([told.status, problemsIn(told)[0]!.code], search).toEqual([400, 'parameter.invalid']);
    expect(problemsIn(told)[0]!.values['field'], search).toBe(field);
    expect(problemsIn(told)[0]!.values['expected'], search).toContain(words.split(',')[0]);
  }
});

test('what the page would be told is told here: a record that is not there, a rule that is not known', async () => {
  const missing = await api.get(at('grain-loop', 'json', 'view=ledger&event=urn:x:nothing'));
  expect([missing.status, problemsIn(missing)[0]!.code]).toEqual([404, 'record.unknown']);
});

test('a view that has not changed is not sent again', async () => {
  const first = await api.request(at('grain-loop', 'svg', 'view=flows'));
  const tag = first.headers.get('etag')!;
  const again = await api.request(at('grain-loop', 'svg', 'view=flows'), { headers: { 'if-none-match': tag } });
  expect([again.status, await again.text()]).toEqual([304, '']);
  expect(first.headers.get('content-disposition')).toBe('inline; filename="grain-loop-flows.svg"');
});

test('a cell that a spreadsheet would run as a formula is defused, and a name that XML cannot hold does no harm', async () => {
  const name = '=HYPERLINK("x") & <b>\u0007';
  const member = 'urn:x:who';
  const founded = await api.post('/api/networks', {
    network: 'odd',
    name: 'Odd <net> & "co"',
    zone: 'Europe/Brussels',
    members: [member],
    records: [
      { type: 'Organization', id: member, name },
      { type: 'ResourceSpecification', id: 'urn:x:malt', name: '-malt]]>', defaultUnitOfResource: 'kilogram' },
      {
        type: 'EconomicResource',
        id: 'urn:x:silo',
        name: '@silo',
        conformsTo: 'urn:x:malt',
      },
    ],
  });
  expect(founded.status, JSON.stringify(founded.body)).toBe(201);
  const raised = await api.post('/api/networks/odd/records', [
    {
      type: 'EconomicEvent',
      id: 'urn:x:1',
      action: 'raise',
      provider: member,
      receiver: member,
      resourceInventoriedAs: 'urn:x:silo',
      resourceQuantity: { hasNumericalValue: '5', hasUnit: 'kilogram' },
      hasPointInTime: '2025-03-01',
    },
  ]);
  expect(raised.status, JSON.stringify(raised.body)).toBe(201);
  const csv = await textOf('odd', 'csv', 'view=ledger&show=stock');
  expect(csv).toContain(`'@silo,5,`);
  expect(csv).toContain(`"'=HYPERLINK(""x"") & <b>`);
  const root = readXml(await textOf('odd', 'svg', 'view=ledger&show=stock'));
  expect(textsOf(root, 'text').join(' ')).toContain('=HYPERLINK("x") & <b>\ufffd');
});

test.each([undefined, '/nowhere/server.js'])(
  'where the explorer could not be built, that is told: %s',
  async (views) => {
    const { house, datasets } = api;
    const compute = startCompute({ house, datasets, views });
    const asked = {
      view: 'flows',
      search: '',
      as: 'csv',
      width: 960,
      theme: 'light',
      origin: '',
      version: '',
    } as const;
    const answer = await compute.view('kalundborg', { ...asked, language: 'en' }, async () => new Response());
    expect('problems' in answer && answer.problems.map(({ code }) => code)).toEqual(['view.unbuilt']);
    await compute.close();
  },
);
