import { expect, test } from 'vitest';
import { createCorrection, type Standing } from '../../explorer/views/ledger/correct.svelte.ts';
import { createPages } from '../../explorer/views/ledger/pages.svelte.ts';
import type { App } from '../../explorer/state/app.svelte.ts';
import type { Answer } from '../../explorer/worker/http.ts';
import type { EventItem } from '../../explorer/worker/wire.ts';

const gone: Answer<never> = { ok: false, failed: 'unreachable', status: 0, title: '', errors: [] };
const taken: Answer<unknown> = { ok: true, value: { sequence: 2, ids: [] }, tag: '' };

const event: EventItem = {
  id: 'urn:e:1',
  sequence: 1,
  recorded: '2025-03-12T08:00:00Z',
  action: 'consume',
  resourceQuantity: { hasNumericalValue: '100', hasUnit: 'kilogram' },
};
const at = (now: string, already: string): Standing => ({
  event,
  stands: { already, now: { hasNumericalValue: now, hasUnit: 'kilogram' } },
});

/** The correction of an event before a server that gives these answers; where it stands after each time it is asked. */
function correctionBefore(answers: Answer<unknown>[], stands: Standing[]) {
  const sent: { amount: string; id: string; key: string }[] = [];
  let ids = 0;
  let reloads = 0;
  const app = {
    place: { network: 'grain' },
    newId: () => `urn:new:${ids++}`,
    now: () => new Date('2025-03-12T08:00:00Z'),
    announce: () => {},
    refresh: async () => {},
    client: {
      post: async (_path: string, [record]: readonly Record<string, unknown>[], headers: Record<string, string>) => {
        const { hasNumericalValue } = record!['resourceQuantity'] as { hasNumericalValue: string };
        sent.push({ amount: hasNumericalValue, id: String(record!['@id']), key: headers['idempotency-key']! });
        return answers.shift() ?? gone;
      },
    },
  } as unknown as App;
  const reload = async () => {
    reloads += 1;
    return reloads < stands.length;
  };
  return { task: createCorrection(app, () => stands[Math.min(reloads, stands.length - 1)]!, reload), sent };
}

test('a correction without an answer is the same one when it is sent again, so that it counts once', async () => {
  const { task, sent } = correctionBefore([gone, taken], [at('100', '0')]);
  task.right = '12';
  await task.correct();
  expect(task.failure?.failed).toBe('unreachable');
  await task.correct();
  expect(sent[1]).toEqual(sent[0]);
  expect(task.right).toBe('');
});

test('another amount after a correction without an answer is counted from where the event stands by then', async () => {
  const { task, sent } = correctionBefore([gone, taken], [at('100', '0'), at('12', '-88')]);
  task.right = '12';
  await task.correct();
  task.right = '13';
  await task.correct();
  expect(sent.map(({ amount }) => amount)).toEqual(['-88', '1']);
});

test('an event is wholly undone once, however often one asks for it', async () => {
  const { task, sent } = correctionBefore([gone, taken], [at('100', '0')]);
  expect(await task.undo()).toBe(false);
  await Promise.all([task.undo(), task.undo()]);
  expect(sent).toHaveLength(2);
  expect(sent[1]).toEqual(sent[0]);
});

test('a list that is asked for anew is not mixed with the pages of the old one', async () => {
  const asked: { path: string; come: (items: string[], next?: string) => void }[] = [];
  const client = {
    get: (path: string) =>
      new Promise((resolve) => {
        const come = (items: string[], next?: string) => resolve({ ok: true, value: { items, next }, tag: '' });
        asked.push({ path, come });
      }),
  };
  const pages = createPages<string>({ client } as unknown as App);
  const first = pages.loadAll('/list', 100);
  const second = pages.loadAll('/list', 100);
  asked[1]!.come(['new 1'], 'p2');
  asked[0]!.come(['old 1'], 'p2');
  await first;
  asked[2]!.come(['new 2']);
  await second;
  expect(pages.items).toEqual(['new 1', 'new 2']);
  expect(asked).toHaveLength(3);
});
