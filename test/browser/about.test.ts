import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStage, type Stage, skipped, visit } from '../support/stage.ts';

describe.skipIf(skipped)(`about a number${skipped ? ` (skipped: ${skipped})` : ''}`, () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
  });
  afterAll(() => stage?.close());

  const button = (page: Page, name: RegExp) => page.getByRole('main').getByRole('button', { name }).first();

  test.each(['footprints', 'thresholds', 'flows', 'map', 'reuse'])(
    'the headline of %s opens its definition, unit or coverage and its events by keyboard, and the focus comes back',
    async (view) => {
      const { page } = await stage.page(1280);
      await visit(page, `/grain-loop/${view}`);
      const about = button(page, /^About this number/);
      await about.focus();
      await page.keyboard.press('Enter');
      const panel = page.getByRole('dialog');
      await panel.waitFor();
      expect((await panel.innerText()).length).toBeGreaterThan(200);
      expect(await panel.getByRole('link').getAttribute('href')).toMatch(/^\/grain-loop\/ledger/);
      await page.keyboard.press('Escape');
      await expect.poll(() => panel.count()).toBe(0);
      expect(await about.evaluate((element) => element === document.activeElement)).toBe(true);
      await page.context().close();
    },
  );

  test('on a phone the panel lies within the screen, in Dutch too, and is left out on paper', async () => {
    const { page } = await stage.page(360, 'nl-BE');
    await visit(page, '/grain-loop/footprints');
    await button(page, /^Over dit getal/).click();
    const panel = page.getByRole('dialog');
    await panel.waitFor();
    const { x, width, y, height } = (await panel.boundingBox())!;
    expect(x).toBeGreaterThanOrEqual(0);
    expect(x + width).toBeLessThanOrEqual(360);
    expect(y).toBeGreaterThanOrEqual(0);
    expect(y + height).toBeLessThanOrEqual(800);
    await panel.getByText('Cumulatieve').or(panel.getByText('Voetafdruk van de eindleveringen.')).waitFor();
    await page.emulateMedia({ media: 'print' });
    expect(await panel.isVisible()).toBe(false);
    await page.emulateMedia({ media: 'screen' });
    await panel.getByRole('button', { name: 'Sluiten' }).click();
    await expect.poll(() => panel.count()).toBe(0);
    await page.context().close();
  });
});
