import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { everyFigure } from '../support/every-view.ts';
import { unexplained } from '../support/figures.ts';
import { openStage, type Stage, skipped, visit } from '../support/stage.ts';

const spec = 'urn:throughflow:grain-loop:spec';

/** Opens the panel of a figure by keyboard, and closes it with Escape; what the panel said. */
async function asked(page: Page, figure: Locator): Promise<string> {
  await figure.focus();
  await page.keyboard.press('Enter');
  const panel = page.getByRole('dialog');
  await panel.getByRole('heading').waitFor();
  const said = await panel.innerText();
  await page.keyboard.press('Escape');
  await expect.poll(() => panel.count()).toBe(0);
  expect(await figure.evaluate((element) => element === document.activeElement)).toBe(true);
  return said;
}

describe.skipIf(skipped)(`every figure tells about itself${skipped ? ` (skipped: ${skipped})` : ''}`, () => {
  let stage: Stage;
  let page: Page;
  beforeAll(async () => {
    stage = await openStage();
    ({ page } = await stage.page(1280));
  });
  afterAll(() => stage?.close());

  test.each(everyFigure)('on %s', async (address) => {
    await visit(page, address);
    await expect.poll(() => unexplained(page)).toEqual([]);
  });

  test('a figure without its mark is found, and a name with a number in it is none', async () => {
    await visit(page, `/grain-loop/footprints?product=${spec}:beer`);
    await page.evaluate(() => {
      const line = document.createElement('p');
      line.textContent = 'Beer, 5.1 % vol: 12.5 kg of it, and 8 % more';
      document.querySelector('main')!.append(line);
    });
    expect(await unexplained(page)).toEqual([expect.stringContaining('12.5 kg')]);
  });

  test('the figures of a table are one stop for the keyboard, walked by arrows; each tells of which row and column it is', async () => {
    await visit(page, '/grain-loop/footprints');
    const figures = page.locator('table button.figure');
    expect(await figures.count()).toBeGreaterThan(100);
    expect(await page.locator('table button.figure[tabindex="0"]').count()).toBe(1);
    const first = page.locator('table button.figure[tabindex="0"]');
    await first.focus();
    expect(await asked(page, first)).toMatch(/Bread: One carries[\s\S]*0\.395\skg CO2e/);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowRight');
    const here = page.locator('table button.figure:focus');
    expect(await here.getAttribute('tabindex')).toBe('0');
    expect(await page.locator('table button.figure[tabindex="0"]').count()).toBe(1);
    expect(await asked(page, page.locator('table button.figure[tabindex="0"]'))).toMatch(/Beer, 5\.1 % vol: Delivered/);
    await page.keyboard.press('End');
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowUp');
    expect(await first.innerText()).toBe('0.395');
  });

  test.each([
    ['/grain-loop/footprints', /Method[\s\S]*ef-climate-change/, /between 0\.343|lies between/],
    [`/grain-loop/footprints?product=${spec}:bread&form=table`, /nothing is left out/, /2025/],
    ['/grain-loop/ledger?show=stock', /All that is recorded: [\d,]+ records/, /What is there/],
    ['/grain-loop/thresholds?sel=climate', /ef-climate-change/, /EF|3\.1/],
    ['/grain-loop/map?sel=place:urn:throughflow:grain-loop:place:bakery', /72\.9\st/, /Gives|gives/],
    ['/grain-loop/reports?what=cash', /What was paid|What is left/, /Euro/],
    ['/kalundborg/flows', /t\/year/, /no event: others published it/],
  ])('%s: a figure tells its definition, what it covers, how it was made and its events', async (address, ...told) => {
    await visit(page, address);
    const said = await asked(page, page.locator('main button.figure').first());
    expect(said).toMatch(/Here it is/);
    expect(said).toMatch(/What it covers/);
    expect(said).toMatch(/Its name in the field/);
    if (!address.startsWith('/kalundborg')) expect(said).toMatch(/the events behind it, in the ledger/);
    for (const each of told) expect(said).toMatch(each);
  });

  test('the events behind a figure of a stock are that stock’s own', async () => {
    await visit(page, '/grain-loop/ledger?show=stock');
    await page.locator('table button.figure').first().click();
    const href = await page.getByRole('dialog').getByRole('link').getAttribute('href');
    expect(href).toMatch(/^\/grain-loop\/ledger\?stock=/);
    await page.getByRole('dialog').getByRole('link').click();
    await expect.poll(() => new URL(page.url()).searchParams.get('stock')).toBeTruthy();
    expect(await page.getByRole('dialog').count()).toBe(0);
  });

  test('on a phone a figure of a table opens a panel that lies within the screen', async () => {
    const { page: phone } = await stage.page(360, 'nl-BE');
    for (const address of [
      '/grain-loop/footprints',
      '/grain-loop/thresholds?tab=table',
      '/grain-loop/reports?what=cash',
    ]) {
      await visit(phone, address);
      await phone.locator('table button.figure').first().click();
      const panel = phone.getByRole('dialog');
      await panel.getByRole('heading').waitFor();
      const { x, y, width, height } = (await panel.boundingBox())!;
      expect(x).toBeGreaterThanOrEqual(0);
      expect(x + width).toBeLessThanOrEqual(360);
      expect(y + height).toBeLessThanOrEqual(800);
      await panel.getByRole('button', { name: 'Sluiten' }).click();
      await expect.poll(() => panel.count()).toBe(0);
    }
    await phone.context().close();
  });

  test('on paper a figure is printed as the text that it is', async () => {
    await visit(page, '/grain-loop/footprints');
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('table button.figure').first().isVisible()).toBe(true);
    expect(await page.locator('main button.about').first().isVisible()).toBe(false);
    await page.emulateMedia({ media: 'screen' });
  });
});
