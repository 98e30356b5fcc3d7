import type { Page, Route } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStage, type Stage, skipped, visit } from '../support/stage.ts';
import { beginForm, record } from './support/record.ts';

/** Holds back the answers of an address until they are let go. */
async function holdBack(page: Page, address: string) {
  let letGo = () => {};
  const gate = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await page.context().route(address, async (route: Route) => {
    await gate;
    await route.continue();
  });
  return letGo;
}

const usualMalt = (page: Page) =>
  page
    .getByRole('group', { name: 'As usual' })
    .getByRole('button', { name: /Malt of/ })
    .click();

describe.skipIf(skipped)(`a slow or broken connection${skipped ? ` (skipped: ${skipped})` : ''}`, () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
  });
  afterAll(() => stage?.close());

  test('a network that was left while it loaded is not drawn in the place of the open one', async () => {
    const { page } = await stage.page(1280);
    const letGo = await holdBack(page, '**/api/networks/grain-loop/flows');
    await page.goto(new URL('/grain-loop/flows', page.url()).href);
    await page.getByLabel('Network').selectOption('kalundborg');
    await page.locator('.ribbon').first().waitFor();
    const arrived = page.waitForResponse('**/api/networks/grain-loop/flows');
    letGo();
    await (await arrived).finished();
    await page.getByLabel('Group by').selectOption('specification');
    await page.locator('.finding', { hasText: 'NovoGro' }).waitFor();
    await page.getByText(/things and kinds of work, all that is recorded/).waitFor();
    expect(await page.locator('main').innerText()).not.toMatch(/Growing wheat|Brewing/);
    expect(await page.title()).toMatch(/^Flows · Kalundborg/);
    await page.context().close();
  });

  test('what is typed while an event is sent is there for the next one, and the event is recorded as it was', async () => {
    const { page, complaints } = await stage.page(360);
    await beginForm(page, 'used-up');
    await usualMalt(page);
    await page.keyboard.type('190');
    const letGo = await holdBack(page, '**/records?dryRun=false');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Recording …' }).waitFor();
    await page.getByLabel('How much').fill('7');
    letGo();
    const done = page.getByRole('region', { name: 'Recorded' });
    await done.getByText(/Used up 190\skg Malt/).waitFor();
    expect(await page.getByLabel('How much').inputValue()).toBe('7');
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('a count is not recorded while the books cannot be asked', async () => {
    const { page } = await stage.page(360);
    await beginForm(page, 'counted');
    await page.context().route('**/stocks?resource=**', (route) => route.abort());
    await page.getByRole('searchbox', { name: 'Search what' }).fill('Hops at the brewery');
    await page.keyboard.press('Enter');
    await page.getByLabel('How much is there').fill('10');
    const sent: string[] = [];
    page.on('request', (request) => request.method() === 'POST' && sent.push(request.url()));
    await record(page);
    await page.getByText('Not sent: the server does not answer.').waitFor();
    expect(await page.getByText('It is sent again by itself').count()).toBe(0);
    expect(sent).toEqual([]);
    await page.context().unroute('**/stocks?resource=**');
    await record(page);
    const done = page.getByRole('region', { name: 'Recorded' });
    await done.getByText('Stock now').waitFor();
    expect(await done.innerText()).toMatch(/Stock now\s+Hops at the brewery\s+10\skg/);
    await page.context().close();
  });

  test('Enter in a search takes what was found and sends nothing', async () => {
    const { page } = await stage.page(360);
    await beginForm(page, 'used-up');
    await usualMalt(page);
    await page.keyboard.type('190');
    const sent: string[] = [];
    page.on('request', (request) => request.method() === 'POST' && sent.push(request.url()));
    await page.getByRole('button', { name: /^Change: What/ }).click();
    await page.getByRole('searchbox', { name: 'Search what' }).fill('Hops at the brewery');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: /^Change: What, Hops at the brewery/ }).waitFor();
    expect(sent).toEqual([]);
    await page.context().close();
  });

  test('who is no longer signed in is told what to do, and keeps what was typed', async () => {
    const { page } = await stage.page(360);
    await beginForm(page, 'used-up');
    await usualMalt(page);
    await page.keyboard.type('190');
    await page.context().clearCookies();
    await page.keyboard.press('Enter');
    const alert = page.getByRole('alert');
    await alert.getByText('You are not signed in.').waitFor();
    expect(await alert.innerText()).toMatch(/Open the sign-in link/);
    expect(await page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('alert');
    expect(await page.getByLabel('How much').inputValue()).toBe('190');
    await page.context().close();
  });

  test('an undo without an answer can be tried again, and is done once', async () => {
    const { page } = await stage.page(360);
    await beginForm(page, 'used-up');
    await usualMalt(page);
    await page.keyboard.type('190');
    await page.keyboard.press('Enter');
    const done = page.getByRole('region', { name: 'Recorded' });
    await done.getByText('Balance of the batch').waitFor();
    await page.context().setOffline(true);
    await done.getByRole('button', { name: 'Undo' }).click();
    await done.getByText('The server does not answer.').waitFor();
    await page.context().setOffline(false);
    await done.getByRole('button', { name: 'Try again' }).click();
    await done.getByRole('heading', { name: 'Undone' }).waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
    await page.context().close();
  });

  test('what was recorded without an answer and then changed is found again, and what was changed can be another event', async () => {
    const { page } = await stage.page(360);
    await beginForm(page, 'used-up');
    await usualMalt(page);
    await page.keyboard.type('190');
    await page.context().route('**/records?dryRun=false', async (route) => {
      await route.fetch();
      await route.abort();
    });
    await page.keyboard.press('Enter');
    await page.getByText('Not sent: the server does not answer.').waitFor();
    await page.context().unroute('**/records?dryRun=false');
    await page.getByLabel('How much').fill('191');
    await record(page);
    const alert = page.getByRole('alert');
    await alert.getByText('An earlier attempt did arrive').waitFor();
    const earlier = await alert.getByRole('link').getAttribute('href');
    await alert.getByRole('button', { name: 'Keep this as another event' }).click();
    await record(page);
    await page
      .getByRole('region', { name: 'Recorded' })
      .getByText(/Used up 191\skg/)
      .waitFor();
    await visit(page, earlier!);
    await page.getByRole('heading', { name: /Used up 190\skg/ }).waitFor();
    await page.context().close();
  });

  test('a view whose script does not come says so and can be tried again', async () => {
    const { page } = await stage.page(360);
    await visit(page, '/grain-loop/ledger');
    await page.context().route('**/assets/View-*.js', (route) => route.abort());
    await page.getByRole('link', { name: 'Flows' }).click();
    await page.getByRole('alert').getByText('The server does not answer.').waitFor();
    await page.context().unroute('**/assets/View-*.js');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.locator('.ribbon').first().waitFor();
    await page.context().close();
  });

  test('a fault of the page is told, and the page can be loaded again', async () => {
    const { page } = await stage.page(360);
    await visit(page, '/grain-loop/ledger');
    await page.evaluate(() => window.dispatchEvent(new ErrorEvent('error', { message: 'ResizeObserver loop' })));
    expect(await page.getByRole('alert').count()).toBe(0);
    await page.evaluate(() => void Promise.reject(new Error('a fault')));
    await page.getByRole('alert').getByText('Something failed on this page').waitFor();
    await page.getByRole('button', { name: 'Load the page again' }).click();
    await page.getByRole('heading', { name: 'Ledger' }).waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
    await page.context().close();
  });

  test('while another scope is on its way the figures keep the words that are theirs', async () => {
    const { page } = await stage.page(1280);
    await visit(page, '/grain-loop/thresholds?period=2025');
    const before = await page.locator('.finding').innerText();
    const letGo = await holdBack(page, '**/api/datasets/world**');
    await page.getByRole('combobox', { name: 'Of', exact: true }).selectOption('world');
    await page.getByText('Comparing footprints with thresholds').waitFor();
    expect(await page.locator('.finding').innerText()).toBe(before);
    letGo();
    await page.locator('.finding', { hasText: 'natural state' }).waitFor();
    await page.context().close();
  });

  test('on paper a table keeps its head and a list its names', async () => {
    const { page } = await stage.page(1280);
    await visit(page, '/grain-loop/flows?tab=table');
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByRole('columnheader').allInnerTexts()).toContain('From');
    await page.emulateMedia({ media: 'screen' });
    await visit(page, '/grain-loop/thresholds?form=bars');
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByText('Climate change', { exact: true }).first().isVisible()).toBe(true);
    expect(await page.getByRole('tab', { name: 'Table' }).count()).toBe(0);
    await page.context().close();
  });

  test('a link within a view takes the focus along', async () => {
    const { page } = await stage.page(1280);
    await visit(page, '/grain-loop/ledger');
    await page.locator('main ol a').first().press('Enter');
    await page.getByRole('link', { name: 'All events' }).waitFor();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('content');
    await page.context().close();
  });
});
