import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStage, type Stage, skipped, visit } from '../support/stage.ts';
import { choose, record } from './support/record.ts';

const recorded = (page: Page) => page.getByRole('region', { name: 'Recorded', exact: true });
const finding = (page: Page) => page.locator('.finding').innerText();
const overflow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** Opens a list of the plans' view of the new network. */
const list = (page: Page, show: string) => visit(page, `/proefbrouwerij/plans?show=${show}`);

/** Records what the form holds, also where something is said of it first. */
async function recordAnyway(page: Page): Promise<void> {
  await record(page);
  const anyway = page.getByRole('button', { name: 'Record it as it is' });
  await recorded(page).or(anyway).first().waitFor();
  if (await anyway.isVisible()) await anyway.click();
  await recorded(page).waitFor();
}

describe.skipIf(skipped)(`plans and promises on a phone${skipped ? ` (skipped: ${skipped})` : ''}`, () => {
  let stage: Stage;
  let page: Page;
  let complaints: string[];
  beforeAll(async () => {
    stage = await openStage();
    ({ page, complaints } = await stage.page(360));
    await visit(page, '/');
    await page.getByText('Begin a new network').click();
    await page.getByLabel('Name of the network').fill('Proefbrouwerij');
    await page.getByLabel('Your name, or that of your firm or group').fill('Ann');
    await page.getByRole('group', { name: 'What do you make?' }).getByRole('button', { name: 'Brewery' }).click();
    await page.getByRole('button', { name: 'Begin the network' }).click();
    await page.getByRole('group', { name: 'As usual' }).waitFor();
    const sent = await page.evaluate(async () => {
      const grower = [{ '@type': 'Organization', '@id': 'urn:test:grower', name: 'Zwamkelder' }];
      const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(grower) };
      return (await fetch('/api/networks/proefbrouwerij/records', init)).status;
    });
    expect(sent).toBe(201);
  });
  afterAll(() => stage?.close());

  test('a plan for 2,000 litres is made from the recipe, and looked at before it is recorded', async () => {
    await list(page, 'plans');
    await page.getByText('There is no plan yet.').waitFor();
    await page.getByRole('button', { name: 'Make a plan' }).click();
    await page.getByLabel('Who makes it').selectOption({ label: 'Ann' });
    await page.getByLabel(/How much Beer/).fill('2000');
    await page.getByLabel(/Ready by/).fill('2027-03-20');
    await page.getByLabel(/^Name/).fill('Feast beer');
    const preview = page.getByRole('group', { name: 'This will be recorded' });
    await preview.getByText('2 batches with 15 planned flows').waitFor();
    expect(await preview.innerText()).toMatch(/Use up 380\skg Malt[\s\S]+Make 2,000\sL Beer/);
    await page.getByRole('button', { name: 'Record this plan' }).click();
    await page.getByRole('heading', { level: 1, name: 'Feast beer' }).waitFor();
    expect(await finding(page)).toBe('0 of 15 promises met.');
    expect(await overflow(page)).toBeLessThanOrEqual(0);
  });

  test('two of its flows are fulfilled from the record view, one of them partly, and the plan tells it', async () => {
    await visit(page, '/proefbrouwerij/record?kind=used-up');
    const open = page.getByRole('group', { name: 'Promised, and still open' });
    await open.getByRole('button', { name: /Use up 4\skg Hops/ }).click();
    expect(await page.locator('#quantity').inputValue()).toBe('4');
    await recordAnyway(page);
    await page.getByText(/Hops: all 4\skg done\./).waitFor();
    await open.getByRole('button', { name: /Use up 380\skg Malt/ }).click();
    await page.locator('#quantity').fill('150');
    await page
      .getByRole('group', { name: 'Counts for' })
      .getByText(/150\skg;\s+230\skg stay open/)
      .waitFor();
    await recordAnyway(page);
    await page.getByText(/Malt: 150\skg of 380\skg done, 230\skg open\./).waitFor();
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    await page.getByRole('link', { name: 'See the plan' }).click();
    await page.getByRole('heading', { level: 1, name: 'Feast beer' }).waitFor();
    await expect.poll(() => finding(page)).toBe('1 of 15 promises met, 1 begun.');
    const brewing = page.getByRole('region', { name: 'Brewing', exact: true });
    await brewing.getByText(/150\skg of 380\skg done, 230\skg open/).waitFor();
  });

  test('what is recorded for a plan can be undone, and is open again', async () => {
    await visit(page, '/proefbrouwerij/record?kind=used-up');
    await page
      .getByRole('group', { name: 'Promised, and still open' })
      .getByRole('button', { name: /230\skg Malt/ })
      .click();
    await recordAnyway(page);
    await page.getByText(/Malt: all 380\skg done\./).waitFor();
    await recorded(page).getByRole('button', { name: 'Undo' }).click();
    await page.getByText(/Malt: 150\skg of 380\skg done, 230\skg open\./).waitFor();
  });

  test('the rest of its batch is recorded at once, as planned', async () => {
    await visit(page, '/proefbrouwerij/plans');
    await page.getByRole('link', { name: 'Feast beer' }).click();
    const brewing = page.getByRole('region', { name: 'Brewing', exact: true });
    await brewing.getByRole('link', { name: 'Record this batch' }).click();
    await page.getByText('As planned: Brewing').waitFor();
    expect(await page.getByLabel('Amount: Used up Malt').inputValue()).toBe('230');
    await page.getByRole('button', { name: 'Record the batch' }).click();
    const anyway = page.getByRole('button', { name: 'Record it as it is' });
    await recorded(page).or(anyway).first().waitFor();
    if (await anyway.isVisible()) await anyway.click();
    await recorded(page)
      .getByText(/Brewing: 8 events recorded\./)
      .waitFor();
    await recorded(page).getByRole('link', { name: 'See the plan' }).click();
    await expect.poll(() => finding(page)).toBe('9 of 15 promises met.');
  });

  test('an offer is published, taken on in part, and delivered', async () => {
    await list(page, 'offers');
    await page.getByRole('button', { name: 'Offer something' }).click();
    await page.getByLabel('Who offers').selectOption({ label: 'Ann' });
    await choose(page, 'What', 'Trub');
    await page.getByLabel('How much').fill('20');
    await page.getByLabel(/^Name/).fill('Trub of March');
    await page.getByRole('button', { name: 'Record', exact: true }).click();
    await page.getByRole('link', { name: 'Trub of March' }).click();
    await page.getByRole('button', { name: 'Take this on' }).click();
    await page.getByText(/Open of it: 20\skg/).waitFor();
    await page.getByLabel('Who receives').selectOption({ label: 'Zwamkelder' });
    await page.getByLabel('How much').fill('12');
    await page.getByRole('button', { name: 'Record', exact: true }).click();
    await page.getByText(/0\skg of 12\skg done, 12\skg open/).waitFor();
    await page.getByRole('link', { name: 'Record: Hand over Trub' }).click();
    await page.getByText('As promised: Ann to Zwamkelder.').waitFor();
    expect(await page.locator('#quantity').inputValue()).toBe('12');
    await recordAnyway(page);
    await page.getByText(/Trub: all 12\skg done\./).waitFor();
    await list(page, 'offers');
    await page.getByRole('link', { name: 'Trub of March' }).click();
    await page.getByText(/12\skg of 20\skg done, 8\skg open/).waitFor();
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    expect(complaints).toEqual([]);
  });
});
