import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStage, type Stage, skipped, visit } from '../support/stage.ts';

/** Counts one more of the brewery's hops, by a program beside the pages; the note tells the event apart. */
const recordAside = (page: Page, note: string) =>
  page.evaluate(async (note) => {
    const base = '/api/networks/grain-loop';
    const stocks = (await (await fetch(`${base}/stocks`)).json()) as {
      items: { resource: string; accountable: string; specification: string }[];
    };
    const { resource, accountable } = stocks.items.find(({ resource }) => resource.includes('hops'))!;
    const event = {
      '@type': 'EconomicEvent',
      '@id': `urn:uuid:${crypto.randomUUID()}`,
      action: 'raise',
      provider: accountable,
      receiver: accountable,
      resourceInventoriedAs: resource,
      resourceQuantity: { hasNumericalValue: '1', hasUnit: 'kilogram' },
      hasPointInTime: '2026-01-05',
      note,
    };
    const headers = { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() };
    const answer = await fetch(`${base}/records`, { method: 'POST', headers, body: JSON.stringify([event]) });
    return answer.status;
  }, note);

/** Tells the page that it is hidden or seen, as a browser does when another tab is chosen. */
const turn = (page: Page, to: 'hidden' | 'visible') =>
  page.evaluate((state) => {
    Object.defineProperty(document, 'visibilityState', { value: state, configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  }, to);

describe.skipIf(skipped)(`what others record${skipped ? ` (skipped: ${skipped})` : ''}`, () => {
  let stage: Stage;
  let reader: Page;
  let other: Page;
  beforeAll(async () => {
    stage = await openStage();
    [{ page: reader }, { page: other }] = await Promise.all([stage.page(1280), stage.page(360)]);
    await visit(reader, '/grain-loop/ledger');
    await visit(other, '/');
  });
  afterAll(() => stage?.close());

  const first = () => reader.locator('main ol li, main tbody tr, main li').first().innerText();

  test('stands on an open page without loading it again', async () => {
    expect(await first()).not.toContain('5 Jan 2026');
    expect(await recordAside(other, 'one')).toBe(201);
    await expect.poll(first, { timeout: 15_000 }).toContain('5 Jan 2026');
  });

  test('that happened while the page was hidden is there when it is seen again', async () => {
    const shown = () => reader.getByText('5 Jan 2026').count();
    await turn(reader, 'hidden');
    const before = await shown();
    await recordAside(other, 'two');
    await turn(reader, 'visible');
    await expect.poll(shown, { timeout: 15_000 }).toBe(before + 1);
  });
});
