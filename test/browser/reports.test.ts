import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStage, type Stage, skipped, visit } from '../support/stage.ts';

const agent = (name: string) => `urn:throughflow:grain-loop:agent:${name}`;
const delivery = 'urn:throughflow:grain-loop:event:01690';

describe.skipIf(skipped)(`reports in a real browser${skipped ? ` (skipped: ${skipped})` : ''}`, () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
  });
  afterAll(() => stage?.close());

  const main = (page: Page) => page.locator('main').innerText();

  /** Asks the API as whoever the page is signed in as. */
  const ask = <T>(page: Page, path: string, body: unknown): Promise<T> =>
    page.evaluate(
      async ([at, sent]) => {
        const headers = { 'content-type': 'application/json' };
        const response = await fetch(at, { method: 'POST', headers, body: sent });
        return response.json();
      },
      [path, JSON.stringify(body)] as const,
    ) as Promise<T>;

  test('a coordinator goes from all stocks to one movement, and takes the same table away', async () => {
    const { page, complaints } = await stage.page(1280);
    await visit(page, '/grain-loop/reports');
    await page.getByRole('link', { name: 'Malt of barley B24 at the brewery' }).click();
    await page.getByRole('heading', { name: 'Malt of barley B24 at the brewery: in and out' }).waitFor();
    await page.getByLabel('From', { exact: true }).fill('2025-03-01');
    await page.getByLabel('Until').fill('2025-03-31');
    await page.getByText(/^1 Mar 2025 to 31 Mar 2025: 8,300.kg at the beginning/).waitFor();
    const rows = page.locator('tbody tr');
    await rows.filter({ hasText: 'correction' }).waitFor();
    expect(await rows.first().innerText()).toContain('opening');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'CSV', exact: true }).click(),
    ]);
    const chunks: Buffer[] = [];
    for await (const chunk of await download.createReadStream()) chunks.push(Buffer.from(chunk));
    expect(Buffer.concat(chunks).toString().trim().split('\r\n')).toHaveLength((await rows.count()) + 1);
    await rows.nth(1).getByRole('link').click();
    await page.getByRole('heading', { level: 1, name: /^Used up/ }).waitFor();
    expect(complaints).toEqual([]);
  });

  test('the reports are gone through by keyboard, and each says first what it needs', async () => {
    const { page } = await stage.page(1280);
    await visit(page, '/grain-loop/reports');
    const nav = page.getByRole('navigation', { name: 'Which report' });
    for (const name of ['What I hold and owe', 'Deliveries', 'Register of lots', 'What I contributed']) {
      const link = nav.getByRole('link', { name });
      await link.focus();
      await page.keyboard.press('Enter');
      await page.getByText('Choose above whose it is to be.').waitFor();
    }
    await page.getByLabel('Whose').selectOption({ label: 'Brouwcoop, brewery' });
    await page.getByText(/1,980.h of work/).waitFor();
    await nav.getByRole('link', { name: 'What I hold and owe' }).click();
    await page.getByRole('heading', { name: 'What Brouwcoop, brewery holds' }).waitFor();
    await nav.getByRole('link', { name: 'Cash flow' }).click();
    await page.getByText('Euro: 0 at the beginning, 20,000 in, 8,154 out, 11,846 at the end.').waitFor();
    await page.getByLabel('Whose').selectOption({ label: 'Bakkerij Desem' });
    await page.getByText('no payment is recorded').waitFor();
  });

  test('the shop scans the delivery note, says what came, and both figures stand beside each other', async () => {
    const { page } = await stage.page(1280);
    await visit(page, '/grain-loop/people');
    const at = '/api/networks/grain-loop';
    const { address } = await ask<{ address: string }>(page, `${at}/invitations`, {
      role: 'recorder',
      agent: agent('shop-a'),
    });
    await visit(page, `/grain-loop/reports?what=delivery&event=${delivery}`);
    await page.getByRole('img', { name: 'QR code of this delivery note' }).waitFor();
    expect(await main(page)).toContain('Nobody needs to confirm it.');
    const shop = await stage.stranger(360);
    await shop.goto(new URL(address, stage.server.link).href);
    await shop.getByLabel('Your name').fill('Els (invented)');
    await shop.getByRole('button', { name: 'Join' }).click();
    await shop.waitForURL(/\/grain-loop\/record/);
    await visit(shop, `/grain-loop/reports?what=delivery&event=${delivery}`);
    expect(await shop.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    await shop.getByLabel('Another amount (kg)').fill('5o');
    await shop.getByRole('button', { name: 'It was this amount' }).click();
    await shop.getByText('Type an amount, such as 118.5.').waitFor();
    await shop.getByLabel('Another amount (kg)').fill('55');
    await shop.getByRole('button', { name: 'It was this amount' }).click();
    await shop
      .getByText(/says 55.kg; recorded is 56\.8.kg\. Both figures stay\./)
      .first()
      .waitFor();
    await visit(page, `/grain-loop/ledger?event=${delivery}`);
    await page.getByText(/says 55.kg; recorded is 56\.8.kg/).waitFor();
    await shop.getByRole('button', { name: 'Received as written' }).click();
    await shop
      .getByText(/^Confirmed by/)
      .first()
      .waitFor();
    await visit(shop, `/grain-loop/reports?what=delivery&agent=${agent('shop-a')}&from=2025-03-12&to=2025-03-12`);
    expect(await shop.locator('tbody tr').first().innerText()).toContain('Confirmed by');
  });

  test('a miller calls back a lot that stands in two stocks: own place first, then whom to call, less than a gram in one line', async () => {
    const { page, complaints } = await stage.page(360);
    await visit(page, '/grain-loop/reports?what=recall');
    await page.getByText('Choose a lot above, or one stock.').waitFor();
    await page.getByLabel(/^Lot/).selectOption({ label: 'lot B24, Barley (2 stocks)' });
    await page.getByRole('heading', { level: 1, name: 'Recall: lot B24, Barley' }).waitFor();
    await page.getByText(/^Of 10,500.kg: .+ at the own place of Akkergenoten, grain farm, .+ with others/).waitFor();
    const rows = page.locator('table').first().locator('tbody tr');
    expect(await rows.first().innerText()).toContain('at the own place');
    expect(await rows.last().innerText()).toMatch(/\d+ places with less than 0\.011.kg each, together/);
    const call = page.locator('table').nth(1).locator('tbody');
    expect(await call.innerText()).not.toContain('Akkergenoten');
    await page.getByLabel('Who calls it back').selectOption({ label: 'Brouwcoop, brewery' });
    await page.getByText(/at the own place of Brouwcoop, brewery/).waitFor();
    await expect.poll(() => call.innerText()).toContain('Akkergenoten');
    await page.getByLabel('Or one stock only').selectOption({ label: 'Barley of 2024 at the farm' });
    await page.getByText('The same lot stands in 1 more stock: choose the lot above to call all of it back.').waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    expect(complaints).toEqual([]);
  });

  const sheetAt = (process: string, more = '') =>
    `/grain-loop/reports?what=process&process=urn:throughflow:grain-loop:process:${process}${more}`;

  test('a brewer sees on a phone that 1,900 kg of malt do not balance, what was meant, and goes to the event', async () => {
    const { page, complaints } = await stage.page(360);
    await visit(page, sheetAt('brew-2025-03-12', '&recorded=2025-03-12'));
    await page
      .getByText(/^Mass: of 3\.15.t in, 1\.34.t came out; 1\.81.t is not accounted for; .* Please check\.$/)
      .waitFor();
    const picture = page.getByRole('img', { name: /^Mass: of 3\.15/ });
    expect(await picture.locator('.beyond').count()).toBe(1);
    const hints = page.getByRole('region', { name: 'What would explain it' });
    expect(await hints.innerText()).toMatch(/Suspect: 1\.9.t of Malt, 12 Mar 2025\..*190.kg was probably meant/);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    const reconciled = page.locator('table').nth(1);
    expect(await reconciled.locator('tbody tr', { hasText: 'Malt' }).innerText()).toContain('suspect: look at it');
    await hints.getByRole('link', { name: 'Look at the event' }).first().click();
    await page.getByRole('heading', { level: 1, name: /^Used up/ }).waitFor();
    expect(complaints).toEqual([]);
  });

  test('a batch is found by typing, its layers are gone through by keyboard, and the address brings the same sheet back', async () => {
    const { page, complaints } = await stage.page(1280);
    await visit(page, '/grain-loop/reports?what=process');
    await page.getByRole('searchbox', { name: /batch/i }).fill('mushroom 2025-09-18');
    await page.getByRole('button', { name: 'Mushroom batch of 2025-09-18' }).first().click();
    await page.getByText(/^Mass: of 572.kg in, 412.kg came out; 161.kg is not accounted for: it is expected/).waitFor();
    const layers = page.getByRole('navigation', { name: 'Balance of' });
    await layers.getByRole('link', { name: /^Carbon/ }).focus();
    await page.keyboard.press('Enter');
    await page.getByText(/^Carbon: of 82\.1.kg in, 57.kg came out/).waitFor();
    expect(page.url()).toContain('layer=carbon');
    await page.reload();
    await page.getByText(/^Carbon: of 82\.1.kg in/).waitFor();
    expect(await layers.locator('[aria-current]').innerText()).toContain('Carbon');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'CSV', exact: true }).click(),
    ]);
    const chunks: Buffer[] = [];
    for await (const chunk of await download.createReadStream()) chunks.push(Buffer.from(chunk));
    const rows = Buffer.concat(chunks).toString().trim().split('\r\n');
    expect(rows[0]).toContain('Amount (kg)');
    expect(rows).toHaveLength((await page.locator('table').first().locator('tbody tr').count()) + 1);
    expect(complaints).toEqual([]);
  });

  test('from the flows of a month one comes to the balance of a member over that month, and back to all of the network', async () => {
    const { page, complaints } = await stage.page(1280);
    await visit(page, `/grain-loop/flows?period=2025-06&sel=agent:${agent('brewery')}`);
    await page.getByRole('link', { name: 'balance of Brouwcoop, brewery' }).click();
    await page.getByRole('heading', { name: 'Balance of Brouwcoop, brewery, 1 Jun 2025 to 30 Jun 2025' }).waitFor();
    await page.getByText(/^Mass: of 49\.9.t in, 48\.3.t came out; 1\.57.t came from stock;/).waitFor();
    await page.getByLabel('Whose').selectOption({ label: 'the whole network' });
    await page.getByRole('heading', { name: 'Balance of the whole network, 1 Jun 2025 to 30 Jun 2025' }).waitFor();
    await page.getByRole('navigation', { name: 'Balance of' }).getByRole('link', { name: 'Money' }).click();
    await page.getByText(/of value was added\. Money is not conserved/).waitFor();
    await visit(page, sheetAt('brew-2025-06-12', '&layer=phosphorus'));
    await page.getByText('Nothing here has a content of phosphorus on record.').waitFor();
    expect(complaints).toEqual([]);
  });
});
