import { afterAll, beforeAll, expect, test } from 'vitest';
import { issue } from '../../api/access/gate.ts';
import { event } from './support/brewery.ts';
import { type OpenApi, problemsIn, type Told } from './support/open-api.ts';
import { openBrewery } from './support/open-brewery.ts';

const at = '/api/networks/brouwcoop';
const kg = (value: string) => ({ hasNumericalValue: value, hasUnit: 'kg' });

let api: OpenApi;
const secrets: Record<string, string> = {};
beforeAll(async () => {
  api = await openBrewery();
  const somebody = { brewery: 'recorder', grower: 'recorder', helper: 'recorder', steward: 'steward' } as const;
  for (const [name, role] of Object.entries(somebody)) {
    const isAgent = name === 'brewery' || name === 'grower';
    const grant = { network: 'brouwcoop', role, ...(isAgent && { agent: `urn:test:${name}` }) };
    secrets[name] = await api.services.gate.change((register) =>
      issue(
        { ...register, members: [...register.members, { id: name, name, since: 0, grants: [grant] }] },
        { kind: 'session', member: name },
        Date.now(),
      ),
    );
  }
});
afterAll(() => api.close());

/** Somebody hands in a batch. */
async function hand(who: string, records: readonly object[]): Promise<Told> {
  const response = await api.app.request(`${at}/records`, {
    method: 'POST',
    headers: { authorization: `Bearer ${secrets[who]}`, 'content-type': 'application/json' },
    body: JSON.stringify(records),
  });
  return { status: response.status, headers: response.headers, body: await response.json() };
}
const codes = (told: Told) => (told.status < 300 ? [] : problemsIn(told).map(({ code }) => code));
const delivery = (id: string, rest: object = {}) =>
  event(id, {
    action: 'transfer',
    receiver: 'urn:test:grower',
    resourceInventoriedAs: 'urn:test:yard',
    toResourceInventoriedAs: 'urn:test:cellar',
    resourceQuantity: kg('10'),
    hasPointInTime: '2025-03-14',
    ...rest,
  });
const confirmation = (of: string, rest: object = {}) => ({
  type: 'Confirmation',
  id: `urn:test:confirmation-of-${of}`,
  of: `urn:test:${of}`,
  by: 'urn:test:grower',
  ...rest,
});
const recorderOf = async (id: string) => {
  const { body } = await api.get(`${at}/economic-events/${encodeURIComponent(`urn:test:${id}`)}`);
  return (body as { recordedBy?: string }).recordedBy;
};

test('who acts for one side records in its name; whoever acts for nobody in particular, for both', async () => {
  expect(codes(await hand('brewery', [delivery('d-1')]))).toEqual([]);
  expect(codes(await hand('grower', [delivery('d-2')]))).toEqual([]);
  expect(codes(await hand('helper', [delivery('d-3')]))).toEqual([]);
  expect(await Promise.all(['d-1', 'd-2', 'd-3'].map(recorderOf))).toEqual([
    'urn:test:brewery',
    'urn:test:grower',
    undefined,
  ]);
  const own = event('d-own', {
    action: 'raise',
    resourceInventoriedAs: 'urn:test:silo',
    resourceQuantity: kg('1'),
    hasPointInTime: '2025-03-14',
  });
  expect(codes(await hand('brewery', [own]))).toEqual([]);
  expect(await recorderOf('d-own')).toBeUndefined();
});

test('nobody says that another recorded it, but a steward who brings records along', async () => {
  const theirs = { recordedBy: 'urn:test:grower' };
  expect(codes(await hand('brewery', [delivery('d-4', theirs)]))).toEqual(['access.owner']);
  expect(codes(await hand('helper', [delivery('d-4', theirs)]))).toEqual(['access.denied']);
  expect(codes(await hand('steward', [delivery('d-4', theirs)]))).toEqual([]);
  expect(await recorderOf('d-4')).toBe('urn:test:grower');
  expect(codes(await hand('steward', [delivery('d-5', { recordedBy: 'urn:test:ann' })]))).toEqual([
    'confirmation.field',
  ]);
});

test('only whoever acts for the other side confirms, or a steward', async () => {
  expect(codes(await hand('brewery', [confirmation('d-1')]))).toEqual(['access.owner']);
  expect(codes(await hand('helper', [confirmation('d-1')]))).toEqual(['access.denied']);
  expect(codes(await hand('brewery', [confirmation('d-1', { by: 'urn:test:brewery' })]))).toEqual([
    'confirmation.party',
  ]);
  expect(
    codes(await hand('grower', [confirmation('d-1', { resourceQuantity: kg('9.5'), note: 'a crate fell' })])),
  ).toEqual([]);
  expect(codes(await hand('steward', [confirmation('d-4', { by: 'urn:test:brewery' })]))).toEqual([]);
  const { body } = await api.get(`${at}/confirmations?of=${encodeURIComponent('urn:test:d-1')}`);
  expect(body).toMatchObject({ items: [{ by: 'urn:test:grower', resourceQuantity: { hasNumericalValue: '9.5' } }] });
});

test('what was said is said otherwise by the same side, of the same event', async () => {
  const revised = (rest: object) => hand('grower', [confirmation('d-1', { op: 'revise', ...rest })]);
  expect(codes(await revised({ resourceQuantity: kg('10') }))).toEqual([]);
  expect(codes(await revised({ of: 'urn:test:d-3', resourceQuantity: kg('10') }))).toEqual(['confirmation.field']);
});

test('what does not fit the event is refused with what would', async () => {
  await hand('brewery', [delivery('mend', { corrects: 'urn:test:d-3', resourceQuantity: kg('-1') })]);
  const refused = async (records: object[]) => codes(await hand('grower', records));
  expect(await refused([confirmation('mend')])).toEqual(['confirmation.correction']);
  expect(await refused([confirmation('mash')])).toEqual(['confirmation.party']);
  const litres = { hasNumericalValue: '10', hasUnit: 'litre' };
  expect(await refused([confirmation('d-3', { resourceQuantity: litres })])).toEqual(['confirmation.field']);
  expect(await refused([confirmation('d-3', { effortQuantity: { ...litres, hasUnit: 'hour' } })])).toEqual([
    'confirmation.field',
  ]);
  expect(await refused([confirmation('d-3', { resourceQuantity: kg('-1') })])).toEqual(['number.sign']);
  expect(await refused([confirmation('nothing')])).toEqual(['reference.unknown']);
});

test('the ledger is as it was: a confirmation moves nothing', async () => {
  const { body } = await api.get(`${at}/stocks?resource=${encodeURIComponent('urn:test:cellar')}`);
  expect(body).toMatchObject({ items: [{ onhand: { hasNumericalValue: '159' } }] });
});
