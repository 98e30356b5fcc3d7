import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStage, type Stage, skipped, visit } from '../support/stage.ts';

/** Two ovens share a mill; of the power nobody says who supplies it. */
const inventory = [
  'process,role,flow,amount,unit,compartment',
  'oven,product,bread,1,kg,',
  'oven,input,power,3,MJ,',
  'oven,input,flour,0.8,kg,',
  'oven,emission,"Carbon dioxide, fossil",0.4,kg,air',
  'mill,product,flour,1,kg,',
  'mill,emission,"Carbon dioxide, fossil",0.1,kg,air',
  'wind,product,power,1,MJ,',
  'coal,product,power,1,MJ,',
  'coal,emission,"Carbon dioxide, fossil",0.2,kg,air',
].join('\n');
const broken = ',farm,factory,homes\nfarm,much,500,350\nfactory,200,100,1700\nvalue added,655,1400,\nCO2,3,5,\n';

describe.skipIf(skipped)(`models in a real browser${skipped ? ` (skipped: ${skipped})` : ''}`, () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
  });
  afterAll(() => stage?.close());

  const fileOf = (name: string, text: string) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });

  test('a file is looked at, named with what is wrong, kept, asked, linked and removed, on a phone and by keyboard', async () => {
    const { page, complaints } = await stage.page(360);
    await visit(page, '/grain-loop/models');
    await page.getByRole('heading', { name: 'No model of its own yet' }).waitFor();
    const file = page.getByLabel(/^File: openLCA/);
    await file.setInputFiles(fileOf('tables.csv', broken));
    await page.getByText('2 things were wrong when it was read; the rest is computed').waitFor();
    const items = await page.locator('main li').allInnerTexts();
    expect(items[0]).toMatch(/tables, row 2, column 2.*much/s);
    expect(items[1]).toMatch(/farm does not balance.*tables, row 2/s);
    await page.getByRole('button', { name: 'Take another file' }).click();

    await file.setInputFiles(fileOf('My Bakery.csv', inventory));
    await page.getByText(/^It was read: 4 products of 4 processes/).waitFor();
    await page.getByRole('button', { name: 'Keep my-bakery for this network' }).press('Enter');
    await page.getByText('Say under which terms you have it; without that it is not kept.').waitFor();
    await page.getByLabel('Version').fill('2025');
    await page.getByLabel(/^Licence/).fill('Ours alone');
    await page.getByLabel(/^Licence/).press('Enter');
    await page.getByRole('heading', { level: 1, name: 'my-bakery' }).waitFor();
    expect(new URL(page.url()).search).toBe('?model=my-bakery');
    await page.getByText('Kept by this network for its members; never exported.').waitFor();

    await page.getByRole('searchbox').fill('bread');
    await page.getByRole('searchbox').press('Enter');
    await page.getByText('1 product has “bread”.').waitFor();
    await page.getByRole('link', { name: 'bread' }).press('Enter');
    await page.getByRole('heading', { level: 1, name: 'bread' }).waitFor();
    await page.getByLabel('What is counted').selectOption({ label: await optionOf(page, 'Global warming') });
    await page.getByText(/^1.kg of bread carries 0\.48.kg CO2e/).waitFor();
    await page.getByText(/3.MJ of power \(supplied by nobody in the model\)/).waitFor();
    await page.getByText('Choose parameters and suppliers').press('Enter');
    await page.getByLabel('power: supplied by').selectOption('coal');
    await page.getByText(/^1.kg of bread carries 1\.08.kg CO2e/).waitFor();
    const address = page.url();
    await visit(page, address);
    await page.getByText(/^1.kg of bread carries 1\.08.kg CO2e/).waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);

    await page.getByText('Let it stand in for something that the network buys').press('Enter');
    await page.getByRole('searchbox', { name: 'Search for what' }).fill('yeast');
    await page.getByRole('button', { name: "Baker's yeast" }).click();
    await page.getByRole('button', { name: 'Record the link' }).press('Enter');
    await page
      .getByText(/yeast is linked to this product\./i)
      .first()
      .waitFor();

    await visit(page, '/grain-loop/models?model=my-bakery');
    await page.getByRole('button', { name: 'Remove my-bakery' }).press('Enter');
    await page.getByRole('button', { name: 'Remove it for good' }).press('Enter');
    await page.getByRole('heading', { name: 'No model of its own yet' }).waitFor();
    expect(complaints).toEqual([]);
  });

  test('a figure of the tables of the house is drawn, and leaves its page as a table', async () => {
    const { page, complaints } = await stage.page(1280, 'nl-BE');
    await visit(page, '/kalundborg/models?model=us-io-2017&product=311FT&amount=1000&form=tree');
    await page.getByRole('tree').waitFor();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'CSV', exact: true }).click(),
    ]);
    const chunks: Buffer[] = [];
    for await (const chunk of await download.createReadStream()) chunks.push(Buffer.from(chunk));
    expect(Buffer.concat(chunks).toString()).toMatch(/Value added,1000\.005\d+,USD/);
    expect(complaints).toEqual([]);
  });
});

/** The value of the option whose words begin so. */
const optionOf = async (page: Page, words: string): Promise<string> =>
  (await page.getByLabel('What is counted').locator('option', { hasText: words }).first().innerText()).trim();
