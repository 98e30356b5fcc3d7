import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStage, type Stage, skipped, visit } from '../support/stage.ts';
import { record } from './support/record.ts';

const recorded = (page: Page) => page.getByRole('region', { name: 'Recorded' });

/** What a balance says when all that is missing is what nobody measures, and when something is. */
const closes = /Closes: /;
const open = /Please check|more came out|Cannot be told|Still open/;

/** Taps what the recipe says is next, types the amount and sends it; nothing else is asked. */
async function next(page: Page, thing: RegExp, amount: string): Promise<void> {
  const group = recorded(page).getByRole('group', { name: 'Next in this batch' });
  await group.getByRole('button', { name: thing }).click();
  await page.locator('#quantity').fill(amount);
  await page.locator('#quantity').press('Enter');
  const sentence = new RegExp(`(Used up|Made|Worked) [\\d,.]+\\s\\S+ .*${thing.source.replace('Used up ', '')}`);
  const sent = recorded(page).getByText(sentence).first().waitFor();
  const strikes = page.getByRole('alert').innerText();
  const answer = await Promise.race([sent.then(() => ''), strikes.catch(() => '')]);
  expect([thing.source, answer]).toEqual([thing.source, '']);
}

describe.skipIf(skipped)(`a brewer begins on a phone${skipped ? ` (skipped: ${skipped})` : ''}`, () => {
  let stage: Stage;
  let page: Page;
  beforeAll(async () => {
    stage = await openStage();
    ({ page } = await stage.page(360));
  });
  afterAll(() => stage?.close());

  test('a network is begun with the kit of a brewery', async () => {
    await visit(page, '/');
    await page.getByText('Begin a new network').click();
    await page.getByLabel('Name of the network').fill('Proefbrouwerij');
    await page.getByLabel('Your name, or that of your firm or group').fill('Ann');
    await page.getByRole('group', { name: 'What do you make?' }).getByRole('button', { name: 'Brewery' }).click();
    await page.getByRole('button', { name: 'Begin the network' }).click();
    await page.getByRole('group', { name: 'As usual' }).waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  });

  test('a first brew is recorded by tapping names and typing amounts, and its balance closes', async () => {
    await page.getByRole('group', { name: 'As usual' }).getByRole('button', { name: /Malt/ }).click();
    expect(await page.locator('form').innerText()).toContain('A recipe says 190\u00a0kg for 1000 litres packed.');
    await page.keyboard.type('190');
    await page.keyboard.press('Enter');
    await recorded(page).getByText('Balance of the batch').waitFor();
    for (const [thing, amount] of [
      [/Hops/, '2'],
      [/Drinking water/, '1246'],
      [/Natural gas/, '660'],
      [/Electricity/, '100'],
      [/Work/, '9'],
      [/spent grain/, '205'],
      [/Trub/, '12'],
      [/Wort/, '1070'],
    ] as const)
      await next(page, thing, amount);
    await recorded(page).getByText(closes).first().waitFor();
    const told = await recorded(page).innerText();
    expect(told).not.toMatch(/Next in this batch/);
    expect(told).not.toMatch(open);
  });

  test('beer is made by the keg, and fifty kegs of 20 l are a thousand litres', async () => {
    await visit(page, '/proefbrouwerij/record?kind=used-up');
    await page.getByRole('button', { name: 'Empty the form' }).click();
    await page.getByRole('group', { name: 'As usual' }).getByRole('button', { name: /Wort/ }).click();
    await page.keyboard.type('1070');
    await page.keyboard.press('Enter');
    await recorded(page).getByText('Balance of the batch').waitFor();
    await next(page, /Used up Brewer's yeast/, '8');
    const group = recorded(page).getByRole('group', { name: 'Next in this batch' });
    await group.getByRole('button', { name: /Made Beer/ }).click();
    await page.getByLabel('Unit').selectOption('Keg of 20 l');
    await page.getByLabel('How much').fill('50');
    await page.getByText('That is 1,000 L.').waitFor();
    await record(page);
    await recorded(page)
      .getByText(/Made 1,000\sL Beer/)
      .waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  });

  test('a kit that is taken up later says so, and its words are there', async () => {
    await visit(page, '/proefbrouwerij/record');
    await page.getByText('Starter kits').click();
    const kits = page.getByRole('group', { name: 'What do you make?' });
    expect(await kits.getByRole('button', { name: /Brewery.*taken up/ }).isDisabled()).toBe(true);
    await kits.getByRole('button', { name: 'Bakery' }).click();
    await page.getByRole('button', { name: 'Take up' }).click();
    await kits.getByRole('button', { name: /Bakery.*taken up/ }).waitFor();
  });
});
