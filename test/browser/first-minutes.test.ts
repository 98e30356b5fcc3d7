import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStage, type Stage, skipped, visit } from '../support/stage.ts';
import { choose, record } from './support/record.ts';

describe.skipIf(skipped)(`the start page${skipped ? ` (skipped: ${skipped})` : ''}`, () => {
  let stage: Stage;
  let page: Page;
  beforeAll(async () => {
    stage = await openStage();
    ({ page } = await stage.page(360));
  });
  afterAll(() => stage?.close());

  const bar = () => page.getByRole('complementary', { name: 'The first ten minutes' });

  test('four doors lead into the network that was chosen', async () => {
    await visit(page, '/');
    await page.getByRole('link', { name: 'Kalundborg symbiosis' }).click();
    expect(new URL(page.url()).search).toBe('?network=kalundborg');
    await page.getByRole('link', { name: /I look after a city or region/ }).click();
    await page.getByRole('heading', { level: 1, name: 'Map' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/kalundborg/map');
  });

  test('the network that was opened last stands behind the doors when the reader comes back', async () => {
    await visit(page, '/');
    await page.getByRole('heading', { name: 'What brings you to Kalundborg symbiosis?' }).waitFor();
  });

  test('the guide leads from step to step, and knows what was done', async () => {
    await visit(page, '/?network=grain-loop');
    await page.getByRole('link', { name: 'Say what stands there now' }).click();
    await bar().getByText('9 short steps').waitFor();
    await page.getByLabel('I am').selectOption({ label: 'Brouwcoop, brewery' });
    await choose(page, 'What', /Hops/);
    await page.getByLabel('How much is there').fill('20');
    await record(page);
    await page.getByRole('heading', { name: 'Recorded' }).waitFor();
    await bar().getByText('1 of 9 steps taken.').waitFor();
    await bar().getByRole('link', { name: 'Next: Record what went into a batch' }).click();
    expect(new URL(page.url()).search).toBe('?kind=used-up');
    await visit(page, '/grain-loop/flows');
    await bar().getByText('2 of 9 steps taken.').waitFor();
    await visit(page, '/?network=grain-loop');
    await page.getByText('2 of 9 steps taken.').waitFor();
  });

  test('who leaves the guide is not followed by it', async () => {
    await visit(page, '/grain-loop/map');
    await bar().getByRole('button', { name: 'Leave the guide' }).click();
    expect(await bar().count()).toBe(0);
    await visit(page, '/grain-loop/thresholds');
    expect(await bar().count()).toBe(0);
  });
});
