import { render } from 'svelte/server';
import { expect, test } from 'vitest';
import { factsFrom } from '../../engine/1-record/facts.ts';
import { createApp } from '../../explorer/state/app.svelte.ts';
import type { Keep } from '../../explorer/state/keep.ts';
import LedgerView from '../../explorer/views/ledger/View.svelte';
import { createForm } from '../../explorer/views/record/form.svelte.ts';
import RecordView from '../../explorer/views/record/View.svelte';
import type { Client } from '../../explorer/worker/client.ts';
import type { Answer, WireProblem } from '../../explorer/worker/http.ts';
import type { Opened } from '../../explorer/worker/world.ts';

const me = 'urn:a:brewer';
const facts = factsFrom([
  { class: 'Organization', id: me, body: { name: 'Brouwcoop' } },
  { class: 'ResourceSpecification', id: 'urn:s:malt', body: { name: 'Malt', defaultUnitOfResource: 'kilogram' } },
  { class: 'EconomicResource', id: 'urn:r:malt', body: { conformsTo: 'urn:s:malt', name: 'Malt silo' } },
  { class: 'Process', id: 'urn:b:1', body: { name: 'Brew 1' } },
]);
const opened: Opened = {
  network: 'grain',
  name: 'Grain',
  zone: 'Europe/Brussels',
  invented: false,
  sequence: 1,
  facts,
};
const gone: Answer<never> = { ok: false, failed: 'unreachable', status: 0, title: '', errors: [] };
const taken: Answer<unknown> = { ok: true, value: { sequence: 2, ids: [], stocks: [], warnings: [] }, tag: '' };
const negative: WireProblem = { code: 'stock.negative', message: 'Malt silo falls to -10.', remedy: 'Count it.' };
const warned: Answer<unknown> = { ok: true, value: { sequence: 1, ids: [], warnings: [negative] }, tag: '' };

interface Sent {
  readonly path: string;
  readonly body: readonly { '@id': string; corrects?: string; resourceQuantity?: { hasNumericalValue: string } }[];
  readonly key: string | undefined;
}

interface Around {
  /** What the books say on hand of whatever is asked for, in kilograms; they cannot be asked when left out. */
  readonly books?: string;
  /** Who answers for it. */
  readonly accountable?: string;
  readonly now?: string;
}

/** A form before a server that gives these answers one after the other, each as soon as it is there. */
function formBefore(
  answers: readonly (Answer<unknown> | Promise<Answer<unknown>>)[],
  kept = new Map<string, unknown>(),
  around: Around = {},
) {
  const { books, accountable, now = '2025-03-12T08:00:00Z' } = around;
  const sent: Sent[] = [];
  const asked: string[] = [];
  const left = [...answers];
  let ids = 0;
  const client: Client = {
    open: async () => ({ ok: true, value: opened, tag: '' }),
    refresh: async () => ({ ok: true, value: opened, tag: '' }),
    send: async () => gone,
    get: async <T>(path: string) => {
      asked.push(path);
      if (books === undefined) return gone;
      const resource = new URLSearchParams(path.split('?')[1]).get('resource')!;
      const onhand = { hasNumericalValue: books, hasUnit: 'kilogram' };
      const item = { resource, specification: 'urn:s:malt', onhand, accountable };
      return { ok: true, value: { items: [item] }, tag: '' } as Answer<T>;
    },
    text: async () => ({ ok: false, failed: 'unreachable', status: 0, title: '', errors: [] }),
    post: async <T>(path: string, body: unknown, headers: Record<string, string> = {}) => {
      sent.push({ path, body: structuredClone(body) as Sent['body'], key: headers['idempotency-key'] });
      return (await (left.shift() ?? gone)) as Answer<T>;
    },
    listen: () => () => undefined,
    run: async () => undefined,
  };
  const keep: Keep = {
    read: <T>(key: string) => kept.get(key) as T | undefined,
    write: (key, value) => kept.set(key, value),
    forget: (key) => kept.delete(key),
  };
  const app = createApp({
    client,
    keep,
    address: { pathname: '/grain/record', search: '' },
    show: () => {},
    now: () => new Date(now),
    newId: () => `urn:new:${ids++}`,
  });
  const form = createForm(app, opened, () => ({ facts, stocks: new Map(), recent: undefined, me: form.draft.me }));
  return { app, form, sent, asked, kept };
}

const usedUp = {
  me,
  kind: 'used-up',
  process: 'urn:b:1',
  thing: 'urn:r:malt',
  quantity: '190',
  unit: 'kilogram',
} as const;

test('an event is tried first and then recorded; who and which batch stay for the next one', async () => {
  const { form, sent } = formBefore([taken, taken]);
  form.patch(usedUp);
  await form.submit();
  expect(sent.map(({ path }) => path.split('?')[1])).toEqual(['dryRun=true', 'dryRun=false']);
  expect(sent[1]!.body).toEqual(sent[0]!.body);
  expect(form.done?.event['@id']).toBe(sent[1]!.body[0]!['@id']);
  expect(form.draft).toMatchObject({ me, process: 'urn:b:1', quantity: '' });
  expect(form.draft.event).not.toBe(form.done?.event['@id']);
});

test('a gap stays on this side', async () => {
  const { form, sent } = formBefore([]);
  form.patch({ ...usedUp, quantity: '' });
  await form.submit();
  expect(form.gaps).toEqual([{ field: 'quantity', gap: 'missing' }]);
  expect(sent).toEqual([]);
  form.patch({ quantity: '190' });
  expect(form.gaps).toEqual([]);
});

test('what strikes is asked about and not refused', async () => {
  const { form, sent } = formBefore([warned, taken]);
  form.patch(usedUp);
  await form.submit();
  expect(form.phase).toBe('warned');
  expect(form.warnings).toEqual(['Malt silo falls to -10. Count it.']);
  expect(sent).toHaveLength(1);
  await form.anyway();
  expect(sent).toHaveLength(2);
  expect(form.done).toBeDefined();
});

test('a server that does not answer leaves the draft, and the next attempt is the same one', async () => {
  const { form, sent, kept } = formBefore([taken, gone, taken, taken]);
  form.patch(usedUp);
  await form.submit();
  expect(form.failure?.failed).toBe('unreachable');
  expect(form.draft.quantity).toBe('190');
  expect(kept.get('grain/draft')).toMatchObject({ quantity: '190' });
  expect(form.waits).toBe(true);
  await form.retry();
  expect(sent[2]!.body).toEqual(sent[1]!.body);
  expect(sent[2]!.key).toBe(sent[1]!.key);
  expect(form.done).toBeDefined();
});

test('an attempt without an answer is the same one after the page was closed, and is made again by itself', async () => {
  const first = formBefore([taken, gone]);
  first.form.patch({ ...usedUp, process: 'new', processSpecification: 'urn:ps:brew' });
  await first.form.submit();
  const second = formBefore([taken], first.kept);
  expect(second.form.waits).toBe(true);
  await second.form.retry();
  expect(second.sent.map(({ body, key }) => [body, key])).toEqual([[first.sent[1]!.body, first.sent[1]!.key]]);
  expect(second.form.done).toBeDefined();
  expect(formBefore([], first.kept).form.waits).toBe(false);
});

test('a changed draft goes under a new key but stays the same event, so that nothing is recorded twice', async () => {
  const { form, sent } = formBefore([taken, gone, taken, taken]);
  form.patch(usedUp);
  await form.submit();
  form.patch({ quantity: '191' });
  await form.submit();
  expect(sent[3]!.key).not.toBe(sent[1]!.key);
  expect(sent[3]!.body[0]!['@id']).toBe(sent[1]!.body[0]!['@id']);
});

test('a refusal stands until the draft changes', async () => {
  const problem: WireProblem = { code: 'unit.dimension', path: '/resourceQuantity', message: 'No.', remedy: 'Use kg.' };
  const { form } = formBefore([{ ok: false, failed: 'refused', status: 422, title: 'No.', errors: [problem] }]);
  form.patch(usedUp);
  await form.submit();
  expect(form.failure?.errors).toEqual([problem]);
  form.patch({ unit: 'tonne' });
  expect(form.failure).toBeUndefined();
});

/** An answer that comes when the test says so. */
function later() {
  let come: (answer: Answer<unknown>) => void = () => {};
  const answer = new Promise<Answer<unknown>>((resolve) => {
    come = resolve;
  });
  return { answer, come };
}

/** Waits until so many requests have left. */
const untilSent = async (sent: readonly Sent[], count: number) => {
  for (let turn = 0; turn < 100 && sent.length < count; turn++) await Promise.resolve();
  expect(sent).toHaveLength(count);
};

test('what is typed while an event is on its way is the next event; the one on its way is recorded as it was', async () => {
  const { answer, come } = later();
  const { form, sent } = formBefore([taken, answer]);
  form.patch(usedUp);
  const submitted = form.submit();
  await untilSent(sent, 2);
  form.patch({ quantity: '200' });
  expect(form.phase).toBe('sending');
  come(taken);
  await submitted;
  expect(form.done?.event).toMatchObject({ resourceQuantity: { hasNumericalValue: '190' } });
  expect(form.draft.quantity).toBe('200');
  expect(form.draft.event).not.toBe(form.done?.event['@id']);
});

test('what is changed while it is being checked is not recorded unchecked', async () => {
  const { answer, come } = later();
  const { form, sent } = formBefore([answer, taken, taken]);
  form.patch(usedUp);
  const submitted = form.submit();
  await untilSent(sent, 1);
  form.patch({ quantity: '200' });
  come(taken);
  await submitted;
  expect(sent).toHaveLength(1);
  expect(form.phase).toBe('editing');
  await form.submit();
  expect(sent.at(-1)!.body[0]).toMatchObject({ resourceQuantity: { hasNumericalValue: '200' } });
});

test('a second press while an event is on its way sends nothing', async () => {
  const { answer, come } = later();
  const { form, sent } = formBefore([taken, answer]);
  form.patch(usedUp);
  const submitted = form.submit();
  await untilSent(sent, 2);
  await form.submit();
  come(taken);
  await submitted;
  expect(sent).toHaveLength(2);
});

test('to repeat the last one gives up an attempt without an answer, so that what is sent is what is shown', async () => {
  const { form, sent } = formBefore([taken, taken, taken, gone, taken, taken]);
  form.patch(usedUp);
  await form.submit();
  form.patch({ ...usedUp, quantity: '7' });
  await form.submit();
  expect(form.waits).toBe(true);
  form.repeat();
  expect(form.waits).toBe(false);
  await form.submit();
  expect(sent.at(-1)!.body[0]).toMatchObject({ resourceQuantity: { hasNumericalValue: form.done!.draft.quantity } });
  expect(form.done!.draft.quantity).toBe('190');
});

test('a form that was left open happens when it is recorded, unless a time was given', async () => {
  const first = formBefore([]);
  first.form.patch(usedUp);
  const second = formBefore([taken, taken], first.kept, { now: '2025-03-14T15:00:00Z' });
  expect(second.form.draft).toMatchObject({ day: '2025-03-14', time: '16:00' });
  await second.form.submit();
  expect(second.sent[1]!.body[0]).toMatchObject({ hasPointInTime: '2025-03-14T16:00' });
  const third = formBefore([]);
  third.form.patch({ ...usedUp, day: '2025-03-11' });
  const fourth = formBefore([], third.kept, { now: '2025-03-14T15:00:00Z' });
  expect(fourth.form.draft.day).toBe('2025-03-11');
});

const counted = { me, kind: 'counted', thing: 'urn:r:malt', quantity: '10', unit: 'kilogram' } as const;

test('a count is the difference to what the books say now, not to what the page knew', async () => {
  const { form, sent } = formBefore([taken, taken], new Map(), { books: '250' });
  form.patch(counted);
  await form.submit();
  expect(sent[1]!.body.at(-1)).toMatchObject({ action: 'lower', resourceQuantity: { hasNumericalValue: '240' } });
});

test('a count of another day is the difference to what the books say of that day', async () => {
  const { form, asked } = formBefore([taken, taken, taken, taken], new Map(), { books: '250' });
  form.patch({ ...counted, day: '2025-03-01', time: '' });
  await form.submit();
  form.patch({ ...counted, day: '2025-03-01', time: '07:30' });
  await form.submit();
  const times = asked.map((path) => new URLSearchParams(path.split('?')[1]).get('happened'));
  expect(times).toEqual(['2025-03-01', '2025-03-01T07:30']);
});

test('a stock that another answers for is counted as theirs, not as mine', async () => {
  const { form, sent } = formBefore([taken, taken], new Map(), { books: '250', accountable: 'urn:a:baker' });
  form.patch(counted);
  await form.submit();
  expect([sent, form.gaps]).toEqual([[], [{ field: 'thing', gap: 'theirs' }]]);
  form.patch({ me: 'urn:a:baker' });
  await form.submit();
  expect(sent[1]!.body.at(-1)).toMatchObject({ action: 'lower', provider: 'urn:a:baker' });
});

test('a count is not recorded when the books cannot be asked, and nothing is promised', async () => {
  const { form, sent } = formBefore([taken, taken]);
  form.patch(counted);
  await form.submit();
  expect(sent).toEqual([]);
  expect(form.failure?.failed).toBe('unreachable');
  expect(form.waits).toBe(false);
});

test('who hands over to a new stock goes on with that stock', async () => {
  const { form } = formBefore([taken, taken]);
  const to = 'urn:a:baker';
  form.patch({ ...usedUp, kind: 'handed-over', to, toResource: 'new' });
  await form.submit();
  expect(form.draft.toResource).toBe(form.done?.event['toResourceInventoriedAs']);
});

test('an undo without an answer is the same one when it is tried again', async () => {
  const { form, sent } = formBefore([taken, taken, gone, taken]);
  form.patch(usedUp);
  await form.submit();
  await form.undo();
  expect(form.undoFailure?.failed).toBe('unreachable');
  expect(form.phase).toBe('editing');
  await form.undo();
  expect(sent[3]).toEqual(sent[2]);
  expect(form.done?.undone).toBe(true);
  expect(form.undoFailure).toBeUndefined();
});

test('a draft survives closing the page', () => {
  const first = formBefore([]);
  first.form.patch(usedUp);
  expect(formBefore([], first.kept).form.draft).toMatchObject(usedUp);
});

test('undo is one tap: an event that takes all of it back', async () => {
  const { form, sent } = formBefore([taken, taken, taken]);
  form.patch(usedUp);
  await form.submit();
  await form.undo();
  const [back] = sent[2]!.body;
  expect(back).toMatchObject({ corrects: sent[1]!.body[0]!['@id'], resourceQuantity: { hasNumericalValue: '-190' } });
  expect(form.done?.undone).toBe(true);
});

test('the last one can be repeated: all of it but its time and its event', async () => {
  const { form } = formBefore([taken, taken]);
  form.patch({ ...usedUp, day: '2025-03-01', time: '07:00' });
  await form.submit();
  form.repeat();
  expect(form.draft).toMatchObject({ ...usedUp, day: '2025-03-12', time: '09:00' });
  expect(form.draft.event).not.toBe(form.done?.event['@id']);
});

test('the form asks only what its action needs', async () => {
  const { app, kept } = formBefore([]);
  const page = (kind: string) => {
    kept.set('grain/draft', { kind, me });
    return render(RecordView, { props: { app } }).body;
  };
  await app.openNetwork('grain');
  expect(page('used-up')).toContain('Which batch');
  expect(page('used-up')).not.toContain('To whom');
  expect(page('handed-over')).toContain('To whom');
  expect(page('handed-over')).not.toContain('Which batch');
  expect(page('worked')).toContain('How long');
  expect(page('counted')).toContain('How much is there');
  expect(page('made').match(/aria-pressed="true"/g)).toHaveLength(2);
});

test('a field and what is wrong with it have names for those who do not see them', async () => {
  const { app } = formBefore([], new Map([['grain/me', me]]));
  await app.openNetwork('grain');
  const page = render(RecordView, { props: { app } }).body;
  const inputs = page.match(/<(input|select|textarea)\b[^>]*>/g) ?? [];
  expect(inputs.length).toBeGreaterThan(4);
  for (const input of inputs) {
    const id = /\bid="([^"]+)"/.exec(input)?.[1];
    const named = /aria-label=/.test(input) || (id && page.includes(`for="${id}"`)) || inLabel(page, input);
    expect(named, input).toBeTruthy();
  }
});

const inLabel = (page: string, input: string) => {
  const before = page.slice(0, page.indexOf(input));
  return before.lastIndexOf('<label') > before.lastIndexOf('</label');
};

test('the ledger says that it is being loaded until its events are there', async () => {
  const { app } = formBefore([]);
  await app.openNetwork('grain');
  const page = render(LedgerView, { props: { app } }).body;
  expect(page).toContain('Ledger');
  expect(page).toContain('Loading');
});
