import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStage, type Stage, skipped, visit } from '../support/stage.ts';
import { beginForm, choose, mendCell, pasteTable, record } from './support/record.ts';

/** Fills the form for malt that went into a new brew. */
async function fillMalt(page: Page, quantity: string): Promise<void> {
  await beginForm(page, 'used-up');
  await choose(page, 'Which batch', /A new batch/);
  await choose(page, 'Kind of batch', 'Brewing');
  await choose(page, 'What', 'Malt of barley B25');
  await page.getByLabel('How much').fill(quantity);
}

describe.skipIf(skipped)(`people at work in a real browser${skipped ? ` (skipped: ${skipped})` : ''}`, () => {
  let stage: Stage;
  let page: Page;
  beforeAll(async () => {
    stage = await openStage();
    ({ page } = await stage.page(360));
  });
  afterAll(() => stage?.close());

  test('a brewer records malt on a phone, sees stock and balance at once, and undoes it', async () => {
    await fillMalt(page, '190');
    await record(page);
    const done = page.getByRole('region', { name: 'Recorded' });
    await done.getByText('Balance of the batch').waitFor();
    expect(await done.innerText()).toMatch(/Stock now[\s\S]+kg[\s\S]+Balance of the batch[\s\S]+190\skg/);
    await done.getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('heading', { name: 'Undone' }).waitFor();
    await visit(page, '/grain-loop/ledger');
    expect(await page.locator('main').innerText()).toMatch(/[-−]190\skg/);
  });

  test('ten times the usual malt is warned of, not walled off', async () => {
    await fillMalt(page, '1900');
    await record(page);
    await page.getByRole('heading', { name: 'Please look again before this is recorded' }).waitFor();
    await page.getByRole('button', { name: 'Change it' }).click();
    expect(await page.getByLabel('How much').inputValue()).toBe('1900');
  });

  test('an empty field says what is missing and how to mend it', async () => {
    await fillMalt(page, '');
    await record(page);
    expect(await page.getByText('Say how much it was.').isVisible()).toBe(true);
  });

  test('a link to a sorted table shows it sorted', async () => {
    await visit(page, '/grain-loop/ledger?show=stock');
    await page.getByRole('button', { name: 'On hand' }).click();
    const sorted = page.getByRole('columnheader', { name: 'On hand' });
    expect(await sorted.getAttribute('aria-sort')).toBe('descending');
    const first = await page.locator('tbody tr').first().innerText();
    expect(new URL(page.url()).searchParams.get('sort')).toBe('-onhand');
    await visit(page, new URL(page.url()).pathname + new URL(page.url()).search);
    await sorted.waitFor();
    expect(await sorted.getAttribute('aria-sort')).toBe('descending');
    expect(await page.locator('tbody tr').first().innerText()).toBe(first);
  });

  test('a spreadsheet with three faulty rows is pasted, mended in place and recorded', async () => {
    await pasteTable(page, [
      'date;action;resource;quantity;unit;process;process specification',
      '31-12-2025;used up;Hops;2,5;kg;Brew 99;Brewing',
      '31-12-2025;used up;Hops;two;kg;Brew 99;Brewing',
      '99-12-2025;used up;Hops;2,5;kg;Brew 99;Brewing',
      '31-12-2025;used up;Hops;2,5;sacks;Brew 99;Brewing',
    ]);
    await page.getByText(/1 row can be recorded; 3 rows to look at/).waitFor();
    await mendCell(page, 3, 'quantity', '2');
    await mendCell(page, 4, 'date', '31-12-2025');
    await mendCell(page, 5, 'unit', 'kg');
    await page.getByRole('button', { name: 'Record all 4 rows' }).click();
    await page.locator('b', { hasText: '4 rows recorded.' }).waitFor();
  });

  test('an address brings back the view: the stock as of a day, one stock and its history', async () => {
    await visit(page, '/grain-loop/ledger?show=stock&at=2025-06-30');
    const before = await page.locator('main').innerText();
    expect(before).toMatch(/30 Jun 2025|Stock at the end/);
    await visit(page, page.url());
    expect(await page.locator('main').innerText()).toBe(before);
  });

  test('the sentence above the flows tells the same figures as the table', async () => {
    const wide = (await stage.page(1280)).page;
    await visit(wide, '/grain-loop/flows?tab=table');
    const main = await wide.locator('main').innerText();
    const [, first, second, amount] =
      /The largest loop: (.+?) → (.+?) →[^,]*.*, ([\d.,]+\s\w+) all the way round/u.exec(main)!;
    const rows = await wide.locator('table tbody tr').allInnerTexts();
    const between = rows.filter((row) => row.includes(first!) && row.includes(second!));
    expect(between.length).toBeGreaterThan(0);
    expect(amount).toMatch(/\s(kg|t)$/);
    await wide.context().close();
  });

  test('with the keyboard alone one reaches the flows, walks them and hears each stop', async () => {
    const keys = (await stage.page(1280)).page;
    await visit(keys, '/grain-loop/flows');
    const chart = keys.getByRole('application');
    await chart.focus();
    await keys.keyboard.press('ArrowRight');
    await keys.keyboard.press('ArrowRight');
    const heard = await keys.locator('[aria-live]').allInnerTexts();
    expect(heard.join(' ')).toMatch(/in [\d.,]+\s(t|kg), out [\d.,]+\s(t|kg)/);
    await keys.keyboard.press('Enter');
    await keys.waitForURL(/[?&]sel/);
    await keys.context().close();
  });

  test('with the keyboard alone an event is recorded', async () => {
    const keys = (await stage.page(1280)).page;
    await visit(keys, '/grain-loop/record?kind=used-up');
    const press = (key: string) => keys.keyboard.press(key);
    await tabTo(keys, 'I am');
    await keys.keyboard.type('Brouw');
    await tabTo(keys, 'A new batch');
    await press('Enter');
    await tabTo(keys, 'Search kind of batch');
    await keys.keyboard.type('Brewing');
    await tabTo(keys, 'Brewing');
    await press('Enter');
    await tabTo(keys, 'Search what');
    await keys.keyboard.type('Malt of barley B25');
    await press('Tab');
    await press('Enter');
    await tabTo(keys, 'How much');
    await keys.keyboard.type('190');
    await press('Enter');
    await keys.getByRole('region', { name: 'Recorded' }).waitFor();
    await keys.context().close();
  });

  test('without a connection nothing is lost: what was typed stays, and is recorded once', async () => {
    await fillMalt(page, '191');
    await page.context().setOffline(true);
    await record(page);
    await page.getByText('Not sent: the server does not answer.').waitFor();
    await page.context().setOffline(false);
    await page.reload();
    expect(await page.getByLabel('How much').inputValue()).toBe('191');
    await record(page);
    const done = page.getByRole('region', { name: 'Recorded' });
    await done.waitFor();
    expect(await done.innerText()).toMatch(/Used up 191\skg Malt of barley B25 .* in Brewing of \d+ \w+ \d{4}/);
  });

  test('a network begins from the start page, and its first count is recorded', async () => {
    const { page: fresh } = await stage.page(360);
    await visit(fresh, '/');
    await fresh.getByText('Begin a new network').click();
    await fresh.getByLabel('Name of the network').fill('Café des Halles');
    await fresh.getByLabel('Your name, or that of your firm or group').fill('Les Halles');
    await fresh.getByRole('button', { name: 'Begin the network' }).click();
    await fresh.waitForURL('**/cafe-des-halles/record');
    await fresh.getByRole('button', { name: /^Counted/ }).click();
    const what = fresh.getByRole('group', { name: 'What', exact: true });
    await what.getByRole('searchbox').fill('Flour');
    await what.getByRole('button', { name: /Flour/ }).click();
    await fresh.getByLabel('How much is there').fill('25');
    await fresh.getByLabel('Unit').selectOption('kilogram');
    await record(fresh);
    const done = fresh.getByRole('region', { name: 'Recorded' });
    await done.waitFor();
    expect(await done.innerText()).toMatch(/Counted 25\skg Flour[\s\S]+Stock now[\s\S]+25\skg/);
    await fresh.context().close();
  });

  test('what fills the climate wedge is told, and its flows and their events are one click away each', async () => {
    const { page: wide } = await stage.page(1280);
    await visit(wide, '/grain-loop/thresholds?period=2025');
    await wide.getByRole('button', { name: /^Climate change: / }).click();
    const panel = wide.getByRole('region', { name: 'Climate change' });
    await panel.getByText(/The largest part left with Bread/).waitFor();
    expect(await panel.innerText()).toMatch(
      /the world’s 6\.81\sbillion\st CO2e, of which this network’s part is one in/,
    );
    await panel.getByText('Does it add up?').click();
    const sums = await panel.getByRole('row', { name: /^Together/ }).allInnerTexts();
    expect(sums).toHaveLength(2);
    expect(sums[0]).toBe(sums[1]);
    await panel.getByRole('link', { name: 'Flows of Brouwcoop, brewery' }).click();
    const node = wide.getByRole('region', { name: 'Brouwcoop, brewery' });
    await node.getByRole('link', { name: 'Brouwcoop, brewery', exact: true }).click();
    await wide.waitForURL(/ledger\?agent=.*&from=2025-01-01&to=2025-12-31/);
    await wide.context().close();
  });

  test('the loops of the network are listed, and the link of one draws it out for whoever gets it', async () => {
    const { page: wide } = await stage.page(1280);
    await visit(wide, '/grain-loop/flows');
    expect(await wide.locator('main').innerText()).toMatch(
      /Plain water apart[\s\S]+Left out .*Drinking water [\d.]+\st/,
    );
    await wide.getByRole('button', { name: /Brouwcoop, brewery → Bakkerij Desem/ }).click();
    await wide.waitForURL(/loop=4/);
    await visit(wide, wide.url());
    await wide.locator('.overlay .ribbon').nth(1).waitFor();
    expect(await wide.locator('.overlay .ribbon').count()).toBe(2);
    await wide.context().close();
  });

  test('an official finds the places of a ward that provide food, with the keyboard alone', async () => {
    const { page: keys } = await stage.page(1280);
    await visit(keys, '/grain-loop/map');
    await keys.getByLabel('Of what').focus();
    await keys.keyboard.type('Food');
    await keys.waitForURL(/thing=urn%3Athroughflow%3Aneed%3Afood/);
    await expect.poll(() => keys.locator('main').innerText()).toMatch(/Most Food comes from [^:]+: [\d.]+\st/);
    const ward = keys.getByRole('button', { name: /^Muide - Meulestede - Afrikalaan: gives/ });
    await ward.focus();
    await keys.keyboard.press('Enter');
    await keys.waitForURL(/sel=area/);
    const panel = keys.getByRole('region', { name: /Muide/ });
    await expect.poll(() => panel.innerText()).toMatch(/Places[\s\S]*Brouwcoop/);
    await keys.context().close();
  });

  test('going back, one stands where one stood', async () => {
    const { page: wide } = await stage.page(1280);
    await visit(wide, '/grain-loop/ledger');
    const row = wide.getByRole('link', { name: /Used up|Made/ }).nth(70);
    await row.scrollIntoViewIfNeeded();
    const stood = await wide.evaluate(() => window.scrollY);
    expect(stood).toBeGreaterThan(500);
    await row.click();
    await wide.getByText('Is it wrong?').waitFor();
    await wide.goBack();
    await wide.waitForFunction((y) => Math.abs(window.scrollY - y) < 4, stood);
    await wide.context().close();
  });
});

/** Presses Tab until what has the focus bears this name. */
async function tabTo(page: Page, name: string): Promise<void> {
  const heard: string[] = [];
  for (let step = 0; step < 80; step++) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(() => {
      const element = document.activeElement as HTMLElement & { labels?: NodeListOf<HTMLElement> };
      return element.getAttribute('aria-label') ?? element.labels?.[0]?.innerText ?? element.innerText;
    });
    heard.push(focused.trim().split('\n')[0]!);
    if (heard.at(-1)!.startsWith(name)) return;
  }
  throw new Error(`never reached ${name}; heard: ${heard.join(', ')}`);
}
