import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApp } from '../../api/app.ts';
import { event, events } from './support/brewery.ts';
import { type OpenApi, problemsIn } from './support/open-api.ts';
import { openBrewery } from './support/open-brewery.ts';

const at = '/api/networks/brouwcoop';
let api: OpenApi;

beforeAll(async () => {
  api = await openBrewery();
});
afterAll(() => api.close());

const raise = (id: string, kilograms: string) =>
  event(id, {
    action: 'raise',
    resourceInventoriedAs: 'urn:test:silo',
    resourceQuantity: { hasNumericalValue: kilograms, hasUnit: 'kg' },
    hasPointInTime: '2025-04-01',
  });

test('what is recorded is answered as recorded, also when what follows from it cannot be computed', async () => {
  const broken = () => Promise.reject(new Error('the thread ended before it answered'));
  const notes: string[] = [];
  const app = createApp({
    ...api.services,
    compute: {
      balances: broken,
      reconciliations: broken,
      footprints: broken,
      footprintAccount: broken,
      reuse: broken,
      traces: broken,
      thresholds: broken,
      view: broken,
      models: { understand: broken, products: broken, figure: broken, figures: broken },
      close: async () => undefined,
    },
    note: (line) => notes.push(line),
  });
  const mash = { ...events[1]!, id: 'urn:test:second-mash' };
  const response = await app.request(`${at}/records`, {
    method: 'POST',
    headers: { authorization: `Bearer ${api.token}` },
    body: JSON.stringify([mash]),
  });
  expect(response.status).toBe(201);
  expect(await response.json()).toMatchObject({ ids: ['urn:test:second-mash'], balances: [] });
  expect(notes).toEqual([expect.stringContaining('the thread ended')]);
});

test('a record that another names is in the same batch, before it or behind it', async () => {
  const told = await api.post(`${at}/records`, [
    { ...raise('delivered', '10'), resourceInventoriedAs: 'urn:test:sack' },
    { type: 'EconomicResource', id: 'urn:test:sack', conformsTo: 'urn:test:hops', name: 'Sack' },
    { type: 'ResourceSpecification', id: 'urn:test:hops', name: 'Hops' },
  ]);
  expect(told.status).toBe(201);
  expect(told.body).toMatchObject({ stocks: [{ name: 'Sack', onhand: { hasNumericalValue: '10' } }] });
});

test('two resources that would contain each other are refused, also within one batch', async () => {
  const into = (id: string, part: string, whole: string) =>
    event(id, {
      action: 'combine',
      inputOf: 'urn:test:brew-1',
      resourceInventoriedAs: part,
      toResourceInventoriedAs: whole,
      resourceQuantity: { hasNumericalValue: '1', hasUnit: 'kg' },
    });
  const told = await api.post(`${at}/records`, [
    into('in', 'urn:test:silo', 'urn:test:yard'),
    into('out', 'urn:test:yard', 'urn:test:silo'),
  ]);
  expect(told.status).toBe(422);
  expect(problemsIn(told)).toMatchObject([{ code: 'containment.loop', pointer: '/1/toResourceInventoriedAs' }]);
});

test('ids of every script and with slashes are kept and found again', async () => {
  const ids = ['https://example.org/a/b?c=d#e', 'urn:test:brouwzaal-ü-🦠', 'urn:test:100%25', 'urn:test:a+b&c'];
  for (const id of ids) {
    expect((await api.post(`${at}/records`, [{ ...raise('x', '1'), id }])).status).toBe(201);
    const found = await api.get(`${at}/economic-events/${encodeURIComponent(id)}`);
    expect(found.body).toMatchObject({ id });
  }
});

test('a retired record is not named any more, and what named it goes on', async () => {
  const retire = (type: string, id: string, fields: object = {}) => ({ type, op: 'retire', id, ...fields });
  const told = await api.post(`${at}/records`, [
    retire('ResourceSpecification', 'urn:test:malt', { name: 'Malt' }),
    retire('Process', 'urn:test:brew-1'),
  ]);
  expect(told.status).toBe(201);
  const refused = await api.post(`${at}/records`, [
    { type: 'EconomicResource', id: 'urn:test:bin', conformsTo: 'urn:test:malt' },
    { ...events[1]!, id: 'urn:test:third-mash' },
  ]);
  expect(problemsIn(refused).map(({ code, path }) => [code, path])).toEqual([
    ['reference.retired', '/conformsTo'],
    ['reference.retired', '/inputOf'],
  ]);
  const correction = { ...events[1]!, id: 'urn:test:corrected', corrects: 'urn:test:mash' };
  const less = { ...correction, resourceQuantity: { hasNumericalValue: '-1', hasUnit: 'kg' } };
  expect((await api.post(`${at}/records`, [less, raise('late', '1')])).status).toBe(201);
  const balances = await api.get(`${at}/balances?process=urn:test:brew-1`);
  const { items } = balances.body as { items: { name: string; specification: string }[] };
  expect(items[0]).toMatchObject({ name: 'Brew 1', specification: 'urn:test:brewing' });
});

test('the history of what is not recorded is not an empty one', async () => {
  const told = await api.get(`${at}/economic-resources/urn:test:nothing/history`);
  expect(told.status).toBe(404);
  expect(problemsIn(told)).toMatchObject([{ code: 'record.unknown', values: { value: 'urn:test:nothing' } }]);
  const unused = await api.post(`${at}/records`, [
    { type: 'EconomicResource', id: 'urn:test:empty', conformsTo: 'urn:test:grain' },
  ]);
  expect(unused.status).toBe(201);
  expect((await api.get(`${at}/economic-resources/urn:test:empty/history`)).body).toMatchObject({ items: [] });
});

test('crates that are lent stay in the history of all hands and leave that of their owner, as the stock tells', async () => {
  const crates = { type: 'EconomicResource', id: 'urn:test:crates', conformsTo: 'urn:test:crate', name: 'Crates' };
  const pieces = (hasNumericalValue: string) => ({ hasNumericalValue, hasUnit: 'one' });
  const lent = event('lent', {
    action: 'transferCustody',
    receiver: 'urn:test:grower',
    resourceInventoriedAs: crates.id,
    resourceQuantity: pieces('30'),
    hasPointInTime: '2025-04-02',
  });
  const bought = event('bought', {
    action: 'raise',
    resourceInventoriedAs: crates.id,
    resourceQuantity: pieces('100'),
    hasPointInTime: '2025-04-01',
  });
  const crate = { type: 'ResourceSpecification', id: 'urn:test:crate', name: 'Crate' };
  expect((await api.post(`${at}/records`, [crate, crates, bought, lent])).status).toBe(201);
  const balances = async (query: string) => {
    const told = await api.get(`${at}/economic-resources/${crates.id}/history${query}`);
    const { items } = told.body as { items: { balance: { hasNumericalValue: string } }[] };
    return items.map(({ balance }) => balance.hasNumericalValue);
  };
  expect(await balances('?holder=urn:test:brewery')).toEqual(['70', '100']);
  expect(await balances('?holder=urn:test:grower')).toEqual(['30']);
  expect((await balances('')).at(0)).toBe('100');
  const stock = await api.get(`${at}/stocks?resource=${crates.id}`);
  expect(stock.body).toMatchObject({ items: [{ onhand: pieces('70') }] });
});
