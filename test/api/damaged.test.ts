import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { batch, founding, open, raised, recordedDirectory } from '../support/house.ts';
import { openApi, problemsIn } from './support/open-api.ts';

/** Two networks, one of which has a flipped byte in the middle of its journal. */
async function oneDamaged(): Promise<{ directory: string; at: number }> {
  const directory = await recordedDirectory();
  const house = await open({ directory });
  const body = { ...founding.body, name: 'The hill', note: 'Beside the valley' };
  await house.createNetwork({ ...founding, slug: 'hill', body });
  await house.close();
  const journal = join(directory, 'networks/valley/journal');
  const bytes = await readFile(journal);
  const at = Math.floor(bytes.length / 2);
  bytes[at] = bytes[at]! ^ 0x10;
  await writeFile(journal, bytes);
  return { directory, at };
}

test('a network whose journal is damaged is listed with its problem, health says so, and the others go on', async () => {
  const { directory, at } = await oneDamaged();
  const api = await openApi({ directory });
  await api.house.ready();
  const damage = { code: 'journal.frame', values: { name: 'valley', at: expect.stringMatching(/^\d+$/) } };

  const list = (await api.get('/api/networks')).body as { items: Record<string, unknown>[] };
  expect(list.items).toEqual([
    expect.objectContaining({ network: 'hill', state: 'ok', name: 'The hill', note: 'Beside the valley', sequence: 5 }),
    expect.objectContaining({ network: 'valley', state: 'failed', name: 'valley' }),
  ]);
  expect(list.items[1]).toMatchObject({ problem: { ...damage, remedy: expect.stringContaining('backup') } });
  const told = list.items[1]!['problem'] as { values: { at: string } };
  expect(Number(told.values.at)).toBeLessThanOrEqual(at);

  const health = await api.get('/api/health');
  expect(health).toMatchObject({ status: 200, body: { status: 'degraded' } });
  expect((health.body as { problems: unknown[] }).problems).toEqual([
    expect.objectContaining({ network: 'valley', code: 'journal.frame', values: told.values }),
  ]);

  const asked = await api.get('/api/networks/valley/stocks');
  expect(asked.status).toBe(500);
  expect(asked.headers.get('content-type')).toBe('application/problem+json');
  expect(problemsIn(asked)).toMatchObject([damage]);
  const sent = await api.post('/api/networks/valley/records', [{ type: 'Organization', name: 'New' }]);
  expect(problemsIn(sent)).toMatchObject([damage]);

  expect((await api.house.submit('hill', batch('a', [raised('a', '3')]))).value?.kind).toBe('new');
  expect((await api.get('/api/networks/hill/stocks')).body).toMatchObject({
    items: [{ onhand: { hasNumericalValue: '3' } }],
  });
  await api.close();
});

test('health of a house that is whole says ok, without a problem', async () => {
  const api = await openApi({ directory: await recordedDirectory() });
  await api.house.ready();
  expect((await api.get('/api/health')).body).toEqual({ status: 'ok', problems: [], version: '0.1.0' });
  await api.close();
});
