import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { english } from '../../explorer/text/en.ts';
import { openStage, type Stage, skipped, visit } from '../support/stage.ts';

const views = [
  'record',
  'plans',
  'ledger',
  'ledger?show=stock',
  'flows',
  'map',
  'footprints',
  'thresholds',
  'thresholds?scope=world',
];

/** How far a page is wider than its screen. */
const overflow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

describe.skipIf(skipped)(`the pages in Dutch${skipped ? ` (skipped: ${skipped})` : ''}`, () => {
  let stage: Stage;
  let page: Page;
  let complaints: string[];
  beforeAll(async () => {
    stage = await openStage();
    ({ page, complaints } = await stage.page(360, 'nl-BE'));
  });
  afterAll(() => stage?.close());

  test.each(views)('a reader who prefers Dutch has %s in Dutch, and it fits a phone', async (view) => {
    await visit(page, `/grain-loop/${view}`);
    expect(await page.locator('html').getAttribute('lang')).toBe('nl');
    const spoken = await page.locator('body').innerText();
    const left = Object.values(english.shell.failed)
      .filter((sentence) => typeof sentence === 'string')
      .filter((sentence) => spoken.includes(sentence));
    expect(left).toEqual([]);
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    const nav = page.getByRole('navigation').first();
    const links = await nav.getByRole('link').all();
    const tops = new Set(await Promise.all(links.map(async (link) => Math.round((await link.boundingBox())!.y))));
    expect([...tops]).toHaveLength(1);
    const current = nav.locator('[aria-current]');
    if (await current.count()) {
      const { x, width } = (await current.boundingBox())!;
      expect(x).toBeGreaterThanOrEqual(0);
      expect(x + width).toBeLessThanOrEqual(360);
    }
    expect(complaints).toEqual([]);
  });

  test('amounts have a comma and days their Dutch months', async () => {
    await visit(page, '/grain-loop/ledger?from=2025-03-01&to=2025-03-31');
    await expect.poll(() => page.locator('main').innerText()).toMatch(/\d mrt 2025/);
    await visit(page, '/grain-loop/ledger?show=stock');
    expect(await page.getByRole('table').innerText()).toMatch(/\d\.\d{3}(,\d+)?\s/);
  });

  test('the choice of a language stays, and the address is the same', async () => {
    const address = '/grain-loop/flows?by=place';
    await visit(page, address);
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('heading', { level: 1, name: 'Flows' }).waitFor();
    expect(page.url()).toContain(address);
    await page.reload();
    await page.getByRole('heading', { level: 1, name: 'Flows' }).waitFor();
    await page.getByRole('button', { name: 'Nederlands' }).click();
    await page.getByRole('heading', { level: 1, name: 'Stromen' }).waitFor();
  });

  test('what the server refuses is told in Dutch', async () => {
    await visit(page, '/no-such-network/ledger');
    await expect.poll(() => page.getByRole('alert').innerText()).toContain('Er is geen netwerk no-such-network.');
  });

  test('a form is filled in and recorded in Dutch, with a decimal comma', async () => {
    await visit(page, '/grain-loop/record?kind=counted');
    await page.getByLabel('Ik ben').selectOption({ label: 'Brouwcoop, brewery' });
    const thing = page.getByRole('group', { name: 'Wat', exact: true });
    await thing.getByRole('searchbox').fill('Hops');
    await thing.getByRole('button', { name: /Hops/ }).first().click();
    await page.getByLabel('Hoeveel er staat').fill('12,5');
    await page.getByRole('button', { name: 'Noteren', exact: true }).click();
    await page.getByRole('heading', { name: 'Genoteerd' }).waitFor();
    await expect.poll(() => page.locator('main').innerText()).toContain('12,5');
  });

  test('a table with Dutch headings, words and decimal commas is read', async () => {
    await visit(page, '/grain-loop/record?do=table');
    await page.getByLabel('Ik ben').selectOption({ label: 'Brouwcoop, brewery' });
    const rows = [
      'datum;actie;product;hoeveelheid;eenheid;batch',
      '12-03-2025;verbruikt;Malt of barley B25 at the brewery;190,5;kg;Brouwsel 24',
      '12-03-2025;used up;Hops at the brewery;0,5;kg;Brouwsel 24',
    ];
    await page.getByLabel('Rijen, met een eerste regel met koppen').fill(rows.join('\n'));
    await page.getByRole('button', { name: 'De rijen bekijken' }).click();
    await page.getByText('De rijen zoals ze gelezen zijn').waitFor();
    const preview = await page.locator('main').innerText();
    expect(preview).toContain('190,5');
    expect(preview).not.toContain('is geen van de keuzes');
    await page.getByRole('button', { name: /Alle 2 rijen noteren/ }).waitFor();
  });
});
