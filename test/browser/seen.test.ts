import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStage, type Stage, skipped, visit } from '../support/stage.ts';

const brewery = 'urn:throughflow:grain-loop:agent:brewery';

describe.skipIf(skipped)(`who sees what in a real browser${skipped ? ` (skipped: ${skipped})` : ''}`, () => {
  let stage: Stage;
  let operator: Page;
  beforeAll(async () => {
    stage = await openStage();
    ({ page: operator } = await stage.page(1280));
  });
  afterAll(() => stage?.close());

  /** Somebody who joined as a recorder of a member of the grain loop. */
  async function recorderOf(agent: string, width: number): Promise<Page> {
    const address = await operator.evaluate(async (agent) => {
      const response = await fetch('/api/networks/grain-loop/invitations', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ role: 'recorder', days: 1, agent: `urn:throughflow:grain-loop:agent:${agent}` }),
      });
      return ((await response.json()) as { address: string }).address;
    }, agent);
    const page = await stage.stranger(width);
    await page.goto(new URL(address, stage.server.origin).href);
    await page.getByLabel('Your name').fill(`${agent} (invented)`);
    await page.getByRole('button', { name: 'Join' }).click();
    await page.waitForURL(/\/grain-loop\/record/);
    return page;
  }

  const findingOf = (page: Page) => page.locator('.finding');

  test.each([1280, 360])(
    'at %i px a baker keeps a batch apart by keys alone, a brewer no longer sees it, and undo brings it back',
    async (width) => {
      const [baker, brewer] = [await recorderOf('bakery', width), await recorderOf('brewery', 1280)];
      await visit(baker, '/grain-loop/people');
      await baker.getByRole('link', { name: 'What others see of me' }).click();
      await findingOf(baker)
        .filter({ hasText: /^Of your [\d,]+ events, all members see every one whole\.$/ })
        .waitFor();
      await baker.getByLabel('Who looks').selectOption(brewery);
      await findingOf(baker)
        .filter({ hasText: /Brouwcoop, brewery sees every one whole/ })
        .waitFor();
      expect(baker.url()).toContain(encodeURIComponent(brewery));
      expect(await baker.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);

      const batch = baker.getByRole('region', { name: /read of / }).first();
      const address = (await batch.getByRole('listitem').getByRole('link').first().getAttribute('href'))!;
      await visit(brewer, address);
      await brewer.getByRole('term').first().waitFor();

      await batch.getByLabel(/^Who may see /).focus();
      await baker.keyboard.press('ArrowDown');
      await baker.keyboard.press('Tab');
      await baker.keyboard.press('Enter');
      await batch.getByText('It is changed. Before: as usual: all members.').waitFor();
      await findingOf(baker)
        .filter({ hasText: /[1-9]\d* not at all/ })
        .waitFor();
      expect(await batch.getByRole('listitem').filter({ hasText: 'They see: nothing' }).count()).toBeGreaterThan(0);
      await baker.getByRole('region', { name: 'What they get of what is kept apart' }).waitFor();
      await visit(baker, baker.url());
      await findingOf(baker)
        .filter({ hasText: /Brouwcoop, brewery sees .* [1-9]\d* not at all/ })
        .waitFor();

      await brewer.goto(new URL(address, stage.server.origin).href);
      await brewer.getByRole('alert').waitFor();

      const choice = batch.getByLabel(/^Who may see /);
      await choice.selectOption('partner');
      await batch.getByRole('button', { name: 'Change', exact: true }).click();
      await batch.getByText('It is changed. Before: only those who take part.').waitFor();
      await baker.keyboard.press('Tab');
      await baker.keyboard.press('Enter');
      await batch.getByText('It is as before: only those who take part.').waitFor();
      await choice.selectOption('');
      await batch.getByRole('button', { name: 'Change', exact: true }).click();
      await findingOf(baker)
        .filter({ hasText: /every one whole/ })
        .waitFor();
      await visit(brewer, address);
      await brewer.getByRole('term').first().waitFor();
    },
  );

  test('whoever acts for nobody but may see all is told so and chooses; the address then says of whom', async () => {
    await visit(operator, '/grain-loop/seen');
    await operator.getByText('Choose whose records you want to look at.').waitFor();
    await operator.getByLabel('Whose records').selectOption({ label: 'Bakkerij Desem' });
    await findingOf(operator)
      .filter({ hasText: /events of Bakkerij Desem, all members see/ })
      .waitFor();
    expect(operator.url()).toContain('agent=');
  });

  test('in Dutch it is said in Dutch', async () => {
    const { page, complaints } = await stage.page(360, 'nl-BE');
    await visit(page, '/grain-loop/seen?agent=urn:throughflow:grain-loop:agent:bakery&by=public');
    await findingOf(page)
      .filter({ hasText: /^Van [\d.]+ gebeurtenissen van Bakkerij Desem ziet iedereen er 0 geheel/ })
      .waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    expect(complaints).toEqual([]);
  });
});
