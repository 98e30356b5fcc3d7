import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStage, type Stage, skipped, visit } from '../support/stage.ts';
import { beginForm, bookOf, choose, chooseBook, dropBook, mendCell, pasteTable, record } from './support/record.ts';

const recorded = (page: Page) => page.getByRole('region', { name: 'Recorded' });
const focused = (page: Page) =>
  page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.id);

describe.skipIf(skipped)(`a day's work on a phone${skipped ? ` (skipped: ${skipped})` : ''}`, () => {
  let stage: Stage;
  let page: Page;
  beforeAll(async () => {
    stage = await openStage();
    ({ page } = await stage.page(360));
  });
  afterAll(() => stage?.close());

  test('a brew is recorded by what is usual: a tap, the amount, Enter for each event', async () => {
    await beginForm(page, 'used-up');
    await page
      .getByRole('group', { name: 'As usual' })
      .getByRole('button', { name: /Malt of/ })
      .click();
    expect(await focused(page)).toBe('quantity');
    await page.keyboard.type('190');
    await page.keyboard.press('Enter');
    await recorded(page).getByText('Balance of the batch').waitFor();
    expect(await focused(page)).toBe('Recorded');
    const next = recorded(page).getByRole('group', { name: 'Next in this batch' });
    await next.getByRole('button', { name: /Made Spent grain/ }).click();
    await page.keyboard.type('205');
    await page.keyboard.press('Enter');
    await recorded(page)
      .getByText(/Made 205\skg Spent grain at the brewery in Brewing of/)
      .waitFor();
    await recorded(page)
      .getByText(/in\s+190\skg · out\s+205\skg/)
      .waitFor();
    expect(await next.getByRole('button', { name: /Malt of|Spent grain/ }).count()).toBe(0);
  });

  test('beer is handed over by the litre, and the stock of both is told', async () => {
    await beginForm(page, 'handed-over');
    await choose(page, 'What', /Beer at/);
    await choose(page, 'To whom', /Korfwinkel/);
    await page.getByLabel('How much').fill('600');
    await record(page);
    await recorded(page).getByText('Stock now').waitFor();
    expect(await recorded(page).innerText()).toMatch(
      /600\sL Beer at the brewery to Korfwinkel[\s\S]+Beer at the brewery\s+[\d,.]+\sL[\s\S]+Beer at shop A\s+600\sL/,
    );
  });

  test('the use of a tool and hours of work are told and stand in the ledger; neither is offered as the other', async () => {
    await beginForm(page, 'used');
    await page.getByLabel('I am').selectOption({ label: 'Deelbus, shared electric van' });
    await choose(page, 'Which batch', /A new batch/);
    await choose(page, 'Kind of batch', /Trips of the shared van/);
    const tools = page.getByRole('group', { name: 'Which tool' });
    expect(await tools.getByRole('button', { name: 'Work' }).count()).toBe(0);
    await choose(page, 'Which tool', /The shared van/);
    await page.getByLabel('How long').fill('42');
    await page.getByLabel('Unit').selectOption('km');
    await record(page);
    await recorded(page)
      .getByText(/Used a tool 42\skm The shared van with its trailer in Trips of the shared van/)
      .waitFor();
    await beginForm(page, 'worked');
    await choose(page, 'Which batch', /Fermenting and packing/);
    await choose(page, 'Which work', 'Work');
    await page.getByLabel('How long').fill('12,5');
    expect(await page.getByLabel('Unit').locator('option').allInnerTexts()).not.toContain('km');
    await page.getByLabel('Unit').selectOption('h');
    await record(page);
    await recorded(page).getByText('Balance of the batch').waitFor();
    await recorded(page).getByRole('link', { name: 'See it in the ledger' }).click();
    await page.getByRole('heading', { name: /Worked 12\.5\sh Work in Fermenting/ }).waitFor();
    expect(await page.locator('main').innerText()).toMatch(/Action\s+Worked \(work\)\s+Effort\s+12\.5\sh/);
  });

  test('a count becomes what the books lack; it is corrected and undone on its page, and the keyboard stays', async () => {
    await beginForm(page, 'counted');
    const what = page.getByRole('group', { name: 'What', exact: true });
    await what.getByRole('searchbox').fill('hops');
    await what
      .getByRole('button', { name: /^Hops at/ })
      .first()
      .click();
    await page.getByLabel('How much is there').fill('10');
    await page.getByText(/\d+\skg less than the books say will be taken off as a loss/).waitFor();
    await record(page);
    await recorded(page).waitFor();
    expect(await recorded(page).innerText()).toMatch(/Counted less: [\d,.]+\skg Hops[\s\S]+Stock now[\s\S]+10\skg/);
    await recorded(page).getByRole('link', { name: 'See it in the ledger' }).click();
    await page.getByLabel(/The right amount/).fill('1,5');
    await page.getByRole('button', { name: 'Record the correction' }).click();
    const corrections = page.getByRole('region', { name: 'Corrections' });
    await corrections.getByText(/It stands at 1\.5\skg/).waitFor();
    await page.waitForFunction(() => document.activeElement?.getAttribute('aria-label') === 'Corrections');
    await page.getByRole('button', { name: 'Undo it wholly' }).click();
    await page.waitForFunction(() => document.activeElement?.textContent?.trim() === 'Yes, undo it');
    await page.keyboard.press('Enter');
    await corrections.getByText('It is wholly undone.').waitFor();
  });

  test('a count of an earlier day makes the books right at the end of that day', async () => {
    await beginForm(page, 'counted');
    const what = page.getByRole('group', { name: 'What', exact: true });
    await what.getByRole('searchbox').fill('Hops at the brewery');
    await page.keyboard.press('Enter');
    await page.getByText('When: now').click();
    await page.getByLabel('Day').fill('2025-06-30');
    await page.getByLabel(/^Time/).fill('');
    await page.getByLabel('How much is there').fill('33');
    expect(await page.getByText(/The books say/).count()).toBe(0);
    await record(page);
    await recorded(page)
      .or(page.getByRole('button', { name: 'Record it as it is' }))
      .first()
      .waitFor();
    if (await page.getByRole('button', { name: 'Record it as it is' }).count())
      await page.getByRole('button', { name: 'Record it as it is' }).click();
    await recorded(page).waitFor();
    await visit(page, '/grain-loop/ledger?show=stock&at=2025-06-30');
    expect(await page.getByRole('row', { name: /^Hops at the brewery/ }).innerText()).toMatch(
      /Hops at the brewery\s+33\s+kg/,
    );
  });

  test('a table with a byte-order mark, decimal commas, two ways of dates and formulas: the good rows are recorded', async () => {
    await pasteTable(page, [
      '\ufeffdate;action;resource;quantity;unit;process;process specification;note',
      '31-12-2025;used up;Malt of barley B25 at the brewery;190,5;kg;Brew 501;Brewing;',
      '2025-12-31;made;Spent grain at the brewery;1.205,1;kg;Brew 501;Brewing;',
      '31-12-2025;used up;Hops at the brewery;2,25;kg;Brew 501;Brewing;=1+1',
      '31-12-2025;used up;=HYPERLINK("x");1;kg;Brew 501;Brewing;',
    ]);
    await page.getByText(/2 rows can be recorded; 2 rows to look at/).waitFor();
    expect(await page.getByText('Not recorded yet: add these?').count()).toBe(0);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    await mendCell(page, 4, 'note', 'two bags');
    await page.getByRole('button', { name: 'Record the 3 good rows' }).click();
    await page.locator('b', { hasText: '3 rows recorded.' }).waitFor();
    expect(await page.getByRole('button', { name: 'No row can be recorded yet' }).isDisabled()).toBe(true);
    await page.getByRole('button', { name: 'Begin anew' }).click();
  });

  const heads = ['date', 'action', 'resource', 'quantity', 'unit', 'process', 'process specification'];
  const [malt, grain] = ['Malt of barley B25 at the brewery', 'Spent grain at the brewery'];

  test('a workbook with three faulty rows is chosen, mended in the page and recorded whole', async () => {
    const book = await bookOf([
      heads,
      ['# a remark', '', '', '', '', '', ''],
      [new Date('2025-12-30'), 'used up', malt!, 0.1 + 0.2, 'kg', 'Brew 601', 'Brewing'],
      ['yesterday', 'used up', malt!, 190, 'kg', 'Brew 601', 'Brewing'],
      [new Date('2025-12-30'), 'conjured', grain!, 205.5, 'kg', 'Brew 601', 'Brewing'],
      [new Date('2025-12-30'), 'made', grain!, 'much', 'kg', 'Brew 601', 'Brewing'],
    ]);
    await chooseBook(page, book);
    await page.getByText(/1 row can be recorded; 3 rows to look at/).waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    await page.reload();
    await page.getByText(/1 row can be recorded; 3 rows to look at/).waitFor();
    await mendCell(page, 4, 'date', '2025-12-30');
    await mendCell(page, 5, 'action', 'made');
    await page.getByText(/3 rows can be recorded; 1 row to look at/).waitFor();
    await mendCell(page, 6, 'quantity', '12.5');
    await page.getByText('All 4 rows can be recorded').waitFor();
    await page.getByRole('button', { name: 'Record all 4 rows' }).click();
    const anyway = page.getByRole('button', { name: 'Record it as it is' });
    const done = page.locator('b', { hasText: '4 rows recorded.' });
    await anyway.or(done).first().waitFor();
    if (await anyway.count()) await anyway.click();
    await done.waitFor();
    await visit(page, '/grain-loop/ledger');
    expect(await page.getByRole('link', { name: /Used up 0\.3\skg Malt/ }).count()).toBe(1);
  });

  test('a workbook is dropped on the page and its second sheet chosen; one that is none is told with what to do', async () => {
    const book = await bookOf(
      [heads, [new Date('2025-12-29'), 'made', grain!, 7, 'kg', 'Brew 602', 'Brewing']],
      'Notes',
    );
    await dropBook(page, book);
    await page.getByLabel('Sheet').selectOption('Table');
    await page.getByText('The row can be recorded').waitFor();
    await page.getByRole('button', { name: 'Begin anew' }).click();
    await dropBook(page, book.slice(0, book.length / 2));
    await page.getByText('Save it again as .xlsx without a password, and send the whole file.').waitFor();
    const link = page.getByRole('link', { name: 'as a workbook (XLSX)' });
    const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
    expect(download.suggestedFilename()).toBe('economic-events.xlsx');
    await chooseBook(page, readFileSync((await download.path())!));
    await page.getByText('There are no rows in it yet.').waitFor();
    await page.getByRole('button', { name: 'Begin anew' }).click();
  });

  test('an entry that could not be sent is recorded by itself when the server is back, and only once', async () => {
    await beginForm(page, 'used-up');
    await page
      .getByRole('group', { name: 'As usual' })
      .getByRole('button', { name: /Malt of/ })
      .click();
    await page.keyboard.type('187');
    await page.context().setOffline(true);
    await page.keyboard.press('Enter');
    await page.getByText('It is sent again by itself').waitFor();
    await page.context().setOffline(false);
    await recorded(page)
      .getByText(/Used up 187\skg Malt/)
      .waitFor();
    await visit(page, '/grain-loop/ledger');
    expect(await page.getByRole('link', { name: /Used up 187\skg Malt/ }).count()).toBe(1);
  });

  test('who is not signed in is told where the link is', async () => {
    const { page: stranger } = await stage.page(360);
    await stranger.context().clearCookies();
    await visit(stranger, '/grain-loop/flows');
    await stranger.getByText('Open the sign-in link that the server printed').waitFor();
    await stranger.context().close();
  });

  test('published amounts are amounts a year: in the sentence, the list, the table and the file', async () => {
    await visit(page, '/kalundborg/flows?tab=table');
    const main = await page.locator('main').innerText();
    expect(main).toMatch(/The largest flow: Biomass sludge[\s\S]+1,000,000\st a\syear/);
    expect(main).toMatch(/Gypsum from flue gas cleaning\s+100,000 – 200,000\st a\syear/);
    await page.getByRole('button', { name: /At most.*t a\syear/ }).waitFor();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: /CSV/ }).click(),
    ]);
    expect(readFileSync((await download.path())!, 'utf8').split('\r\n')[0]).toMatch(/At least \(t a\syear\)/);
  });

  test('every loop of the year is listed, also kegs and yeast, and a thin one is drawn when it is chosen', async () => {
    await visit(page, '/grain-loop/flows?period=2025');
    const loops = page.getByRole('region', { name: 'Loops' });
    await loops.getByText('Within one house').waitFor();
    expect((await loops.innerText()).replaceAll('\u00a0', ' ')).toMatch(
      /11\.3 t[\s\S]+Straw, Spent mushroom substrate, Compost\s+6\.6 t[\s\S]+Unsold bread\s+1\.86 t[\s\S]+Keg of 20 l\s+amount unknown[\s\S]+Fermenting and packing\s+Yeast slurry\s+680 kg/,
    );
    await loops.getByRole('button', { name: /Unsold bread/ }).click();
    await page.waitForURL(/loop=4/);
    await page.locator('.overlay .ribbon').nth(1).waitFor();
  });
});
