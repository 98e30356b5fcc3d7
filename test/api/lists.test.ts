import { afterAll, beforeAll, expect, test } from 'vitest';
import { issue } from '../../api/access/gate.ts';
import { type ClassName, kinds } from '../../engine/1-record/kind.ts';
import { decodeTable } from '../../engine/3-flow/encode.ts';
import { events, knowledge } from './support/brewery.ts';
import { type OpenApi, problemsIn } from './support/open-api.ts';
import { openBrewery } from './support/open-brewery.ts';

const at = '/api/networks/brouwcoop';
let api: OpenApi;

beforeAll(async () => {
  api = await openBrewery();
});
afterAll(() => api.close());

interface Page {
  readonly items: readonly { readonly id: string; readonly name?: string; readonly sequence: number }[];
  readonly next?: string;
  readonly sequence: number;
}

async function page(address: string): Promise<Page> {
  const { status, body } = await api.get(`${at}/${address}`);
  expect([status, body]).toEqual([200, expect.anything()]);
  return body as Page;
}

const idsOf = ({ items }: Page) => items.map(({ id }) => id.replace('urn:test:', ''));
const ids = async (address: string) => idsOf(await page(address));

/** All pages of a list, one item at a time. */
async function walk(address: string): Promise<string[]> {
  const found: string[] = [];
  for (let next: string | undefined = ''; next !== undefined;) {
    const cursor: string = next === '' ? '' : `&cursor=${next}`;
    const part: Page = await page(`${address}${address.includes('?') ? '&' : '?'}limit=1${cursor}`);
    found.push(...idsOf(part));
    next = part.next;
  }
  return found;
}

const link = (id: string) => encodeURIComponent(`urn:test:${id}`);

/** What lists find, by what they are asked for. */
const findings: readonly (readonly [string, readonly string[]])[] = [
  [`economic-events?resource=${link('yard')}`, ['lauter', 'delivery']],
  [`economic-events?resourceInventoriedAs=${link('silo')}`, ['opening', 'mash']],
  [`economic-events?toResourceInventoriedAs=${link('cellar')}`, ['delivery']],
  [`economic-events?outputOf=${link('brew-1')}`, ['lauter']],
  [`economic-events?process=${link('brew-1')}&action=consume`, ['mash']],
  [`economic-events?receiver=${link('grower')}`, ['delivery']],
  ['economic-events?action=raise', ['opening']],
  ['economic-events?from=2025-03-12&to=2025-03-12', ['mash', 'lauter']],
  ['economic-events?happened=2025-03-12', ['opening', 'mash', 'lauter']],
  ['economic-events?happened=2025-03-12T12:00:00%2B01:00', ['opening', 'mash']],
  ['economic-events?resourceQuantity.hasUnit=kg&action=transfer', ['delivery']],
  ['economic-events?sort=-happened', ['delivery', 'lauter', 'mash', 'opening']],
  ['organizations?sort=-name', ['grower', 'brewery']],
  ['organizations?text=ZWAM', ['grower']],
  ['organizations?text=invent', ['brewery', 'grower']],
  ['organizations?text=nothing%22%20of', []],
  [`properties?of=${link('malt')}&layer=carbon`, ['malt-carbon']],
  ['properties?status=assumed', []],
  [`economic-resources?conformsTo=${link('grain')}&sort=-id`, ['yard', 'cellar']],
  [`process-specifications?allocation.roles.specification=${link('grain')}`, ['brewing']],
  ['process-specifications?allocation.rule=energy', []],
  [`networks?members=${link('grower')}`, ['urn:throughflow:network:brouwcoop']],
  ['agents?sort=-name', ['grower', 'brewery', 'ann']],
  ['agents?recordedFrom=2999-01-01', []],
];

test.each(findings)('%s finds %j', async (address, expected) => {
  expect(await ids(address)).toEqual(expected);
  expect(await walk(address)).toEqual(expected);
});

test('where something is kept apart, a member finds by every filter what the operator finds of what both see', async () => {
  const other = await openBrewery();
  const apart = {
    type: 'Process',
    id: 'urn:test:apart',
    name: 'Apart',
    inScopeOf: 'urn:test:brewery',
    visibility: 'own',
  };
  expect((await other.post(`${at}/records`, [apart])).status).toBe(201);
  const grants = [{ network: 'brouwcoop', role: 'reader' as const }];
  const secret = await other.services.gate.change((register) =>
    issue(
      { ...register, members: [{ id: 'm', name: 'Reader', since: 0, grants }] },
      { kind: 'session', member: 'm' },
      Date.now(),
    ),
  );
  const headers = { authorization: `Bearer ${secret}` };
  const found = async (address: string) =>
    idsOf((await (await other.app.request(`${at}/${address}`, { headers })).json()) as Page);
  expect(await found('processes')).toEqual(['brew-1']);
  for (const [address, expected] of findings) expect([address, await found(address)]).toEqual([address, expected]);
  await other.close();
});

test('every class is listed and read, and every one is sorted both ways by when it was recorded and by its id', async () => {
  for (const name of Object.keys(kinds) as ClassName[]) {
    const { plural } = kinds[name];
    const expected = [...knowledge, ...events].filter(({ type }) => type === name).map(({ id }) => id.slice(9));
    if (name === 'Network') continue;
    expect(await walk(plural), plural).toEqual(expected);
    expect(await walk(`${plural}?sort=-recorded`), plural).toEqual(expected.toReversed());
    expect(await walk(`${plural}?sort=id`), plural).toEqual(expected.toSorted());
    expect(await walk(`${plural}?sort=-id`), plural).toEqual(expected.toSorted().reverse());
    for (const id of expected)
      expect((await api.get(`${at}/${plural}/${link(id)}`)).body).toMatchObject({ id: `urn:test:${id}`, class: name });
  }
});

test('a parameter that a list does not know is refused by its name, and so is the cursor of another list', async () => {
  const { next } = await page('organizations?limit=1&sort=name');
  const refused = [
    ['organizations?colour=red', 'colour'],
    ['organizations?action=raise', 'action'],
    ['organizations?from=2025-01-01', 'from'],
    ['processes?sort=happened', 'sort'],
    ['properties?layer=colour', 'layer'],
    ['economic-events?action=brew', 'action'],
    ['economic-events?text=%00', 'text'],
    [`organizations?limit=1&sort=-name&cursor=${next}`, 'cursor'],
    [`organizations?limit=1&cursor=${next}`, 'cursor'],
    [`persons?limit=1&sort=name&cursor=${next}`, 'cursor'],
    [`organizations?limit=1&sort=name&text=a&cursor=${next}`, 'cursor'],
  ];
  for (const [address, field] of refused) {
    const told = await api.get(`${at}/${address}`);
    expect([address, told.status, problemsIn(told)]).toEqual([
      address,
      400,
      [expect.objectContaining({ code: 'parameter.invalid', values: expect.objectContaining({ field }) })],
    ]);
  }
});

const specification = (id: string, name: string, op = 'record') => ({
  type: 'ResourceSpecification',
  id: `urn:test:${id}`,
  name,
  ...(op !== 'record' && { op }),
});

test('a page never shifts while others record, rename and retire', async () => {
  const address = 'resource-specifications?sort=name&retired=false';
  const names = ['Apple', 'Beet', 'Cabbage', 'Dill', 'Endive', 'Fennel'];
  const made = names.map((name) => specification(name.toLowerCase(), name));
  expect((await api.post(`${at}/records`, made)).status).toBe(201);
  const before = await walk(address);
  let [rest, next] = [[] as string[], undefined as string | undefined];
  for (let turn = 0; turn === 0 || next !== undefined; turn++) {
    const part: Page = await page(`${address}&limit=2${next === undefined ? '' : `&cursor=${next}`}`);
    rest = [...rest, ...idsOf(part)];
    ({ next } = part);
    const changes = [
      specification(`new-${turn}`, `A${turn}`),
      specification(names[turn]!.toLowerCase(), `Zucchini ${turn}`, 'revise'),
      specification(names.at(-1 - turn)!.toLowerCase(), '-', 'retire'),
    ];
    if (turn < 2) expect((await api.post(`${at}/records`, changes)).status).toBe(201);
  }
  expect(rest).toEqual(before);
  expect(await walk(address)).not.toEqual(before);
});

test('a list and a record as of a recorded time are what they were then, whatever was changed since', async () => {
  const { body } = await api.get(`${at}/resource-specifications/${link('malt')}`);
  const { items } = await page('resource-specifications?sort=-recorded');
  const then = new Date().toISOString();
  const address = `resource-specifications?recorded=${then}`;
  const before = await page(address);
  expect(before.items).toHaveLength(items.length);
  const changes = [specification('malt', 'Pale malt', 'revise'), specification('later', 'Later')];
  expect((await api.post(`${at}/records`, changes)).status).toBe(201);
  expect(await page(address)).toEqual(before);
  expect((await api.get(`${at}/resource-specifications/${link('malt')}?recorded=${then}`)).body).toEqual(body);
  expect((await api.get(`${at}/resource-specifications/${link('malt')}`)).body).toMatchObject({ name: 'Pale malt' });
  expect((await api.get(`${at}/resource-specifications/${link('later')}?recorded=${then}`)).status).toBe(404);
  const { value } = await api.house.verify('brouwcoop');
  expect(value?.difference).toBeUndefined();
});

test('flows as of noon hold what had happened by then, to the minute', async () => {
  const rows = async (query: string) => {
    const response = await api.request(`${at}/flows?${query}`);
    return decodeTable(await response.arrayBuffer()).table!.count;
  };
  const counted = await Promise.all(
    ['2025-03-11', '2025-03-12T12:00:00%2B01:00', '2025-03-12', '2025-03-13'].map((each) => rows(`happened=${each}`)),
  );
  expect(counted).toEqual([1, 2, 3, 4]);
  expect(await rows('')).toBe(4);
});
