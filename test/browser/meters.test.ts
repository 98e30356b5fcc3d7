import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStage, type Stage, skipped, visit } from '../support/stage.ts';
import { choose } from './support/record.ts';

const overflow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
const kept = (page: Page) => page.getByRole('region', { name: 'Kept', exact: true });
const keep = (page: Page) => page.getByRole('button', { name: 'Keep it' }).click();
const id = (name: string) => `urn:test:${name}`;

const brew = (name: string, day: string) => ({
  '@type': 'Process',
  '@id': id(name.replace(' ', '-')),
  name,
  basedOn: id('brewing'),
  hasBeginning: `${day}T06:00`,
  hasEnd: `${day}T14:00`,
});

describe.skipIf(skipped)(`meters and invoices${skipped ? ` (skipped: ${skipped})` : ''}`, () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
  });
  afterAll(() => stage?.close());

  describe('of a new brewery on a phone', () => {
    let page: Page;
    let complaints: string[];
    const at = (rest: string) => `/gasbrouwerij/${rest}`;
    beforeAll(async () => {
      ({ page, complaints } = await stage.page(360));
      await visit(page, '/');
      await page.getByText('Begin a new network').click();
      await page.getByLabel('Name of the network').fill('Gasbrouwerij');
      await page.getByLabel('Your name, or that of your firm or group').fill('Ann');
      await page.getByRole('button', { name: 'Begin the network' }).click();
      await page.waitForURL(/\/gasbrouwerij\//);
    });

    test('without a meter the page says what a meter is for, and leads to the form', async () => {
      await visit(page, at('ledger?show=meters'));
      await page.getByText('No meter was read and no invoice kept yet.').waitFor();
      await page.getByRole('link', { name: 'Read a meter, or keep an invoice' }).click();
      await page.getByRole('button', { name: /^Read a meter/ }).waitFor();
      expect(await overflow(page)).toBeLessThanOrEqual(0);
    });

    test('what is missing or no number is told at its field, and what was typed is still there after the page was closed', async () => {
      await keep(page);
      await page.getByText('Choose what it is of.').waitFor();
      await page.getByText('Say how much.').waitFor();
      await choose(page, 'Of what', 'Gas');
      await page.getByLabel('What stands on the meter').fill('5o00');
      await page.getByText('This is not a number.').waitFor();
      await page.getByLabel('What stands on the meter').fill('5000');
      await page.reload();
      await page.getByLabel('What stands on the meter').waitFor();
      expect(await page.getByLabel('What stands on the meter').inputValue()).toBe('5000');
    });

    test('two readings of the meter of a stock that begins with the first tell what was used between', async () => {
      await page.getByLabel('Day').fill('2026-06-01');
      await page.getByLabel('Time').fill('00:00');
      await page.getByText('This is the first that is known of this meter.').waitFor();
      await keep(page);
      await kept(page)
        .getByText(/^Gas: the meter stood at 5,000\skWh, 1 Jun 2026, 00:00$/)
        .waitFor();
      await page.getByLabel('What stands on the meter').fill('4000');
      await page.getByLabel('Day').fill('2026-07-01');
      await page.getByLabel('Time').fill('00:00');
      await page.getByText(/The meter shows 4000 kilowattHour, and before it 5000/).waitFor();
      await page.getByLabel('What stands on the meter').fill('5900');
      await page.getByText(/^That is 900\skWh used, 1.+30 Jun 2026\.$/).waitFor();
      await keep(page);
      await kept(page)
        .getByText(/5,900\skWh, 1 Jul 2026/)
        .waitFor();
    });

    test('an invoice that came by mistake is taken back with one tap', async () => {
      await page.getByRole('button', { name: /^An invoice came/ }).click();
      await page.getByLabel('How much the invoice says').fill('999');
      await page.getByLabel('First day').fill('2026-06-30');
      await page.getByLabel('Last day').fill('2026-06-01');
      await keep(page);
      await page.getByText('The last day is before the first.').waitFor();
      await page.getByLabel('First day').fill('2026-05-01');
      await page.getByLabel('Last day').fill('2026-05-31');
      await choose(page, 'From whom', 'Gasbedrijf');
      await keep(page);
      await kept(page)
        .getByText(/the invoice says 999\skWh, 1.+31 May 2026/)
        .waitFor();
      await kept(page).getByRole('button', { name: 'Undo' }).click();
      await kept(page).getByRole('heading', { name: 'Taken back' }).waitFor();
    });

    test("June's invoice differs from the meter: both figures stand beside each other, neither overwrites the other", async () => {
      await page.getByLabel('How much the invoice says').fill('936');
      await page.getByLabel('First day').fill('2026-06-01');
      await page.getByLabel('Last day').fill('2026-06-30');
      const differ = /the meter says 900\skWh, the invoice 936\skWh: 36\skWh more \(4\s%\)/;
      await page.getByText(differ).waitFor();
      await keep(page);
      await kept(page)
        .getByText(/the invoice says 936\skWh/)
        .waitFor();
      await kept(page).getByRole('link', { name: 'All meters and invoices' }).click();
      const gas = page.getByRole('region', { name: 'Gas', exact: true });
      await gas.getByText(differ).waitFor();
      await gas.getByText(/^The meter: 900\skWh used in 1 period, 1.+30 Jun 2026\.$/).waitFor();
      await gas.getByText(/^Invoices: 936\skWh in 1 invoice, /).waitFor();
      await gas.getByText('2 periods not spread over the batches yet.').waitFor();
      expect(await overflow(page)).toBeLessThanOrEqual(0);
      expect(complaints).toEqual([]);
    });

    test('the invoice is spread over the brews of its month by keyboard: looked at, recorded, marked as spread, and taken back', async () => {
      const sent = await page.evaluate(
        async (records) => {
          const whose = await fetch('/api/networks/gasbrouwerij/organizations').then((answer) => answer.json());
          const ann = whose.items.find((each: { name: string }) => each.name === 'Ann').id;
          const body = JSON.stringify(
            records.map((each) => (each['@type'] === 'Process' ? { ...each, inScopeOf: ann } : each)),
          );
          const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body };
          const answer = await fetch('/api/networks/gasbrouwerij/records', init);
          return answer.ok ? '' : answer.text();
        },
        [
          { '@type': 'ProcessSpecification', '@id': id('brewing'), name: 'Brewing' },
          brew('Brew 1', '2026-06-03'),
          brew('Brew 2', '2026-06-10'),
          brew('Brew 3', '2026-07-10'),
        ] as { '@type': string }[],
      );
      expect(sent).toBe('');
      await visit(page, at('ledger?show=meters'));
      await page.getByText('What was used by Gas').first().waitFor();
      await page
        .getByRole('row', { name: /an invoice/ })
        .getByRole('link')
        .click();
      const spread = page.getByRole('region', { name: 'Spread over the batches', exact: true });
      await spread.getByText(/By the hours that each batch took\. First 936\skWh is bought from Gasbedrijf/).waitFor();
      await spread.getByLabel('By what').selectOption({ label: 'equal parts' });
      await spread.getByText(/In equal parts\./).waitFor();
      const rows = spread.locator('tbody tr');
      expect(await rows.allInnerTexts()).toEqual([
        expect.stringMatching(/^Brew 1\s+468\s+kWh\s+50\s%/),
        expect.stringMatching(/^Brew 2\s+468\s+kWh\s+50\s%/),
      ]);
      await spread.getByRole('button', { name: 'Record 3 events' }).focus();
      await page.keyboard.press('Enter');
      await spread.getByText('It is spread: 3 events recorded.').waitFor();
      await spread.getByRole('button', { name: 'Undo the spread' }).waitFor();
      expect(await overflow(page)).toBeLessThanOrEqual(0);

      const other = await page.context().newPage();
      await other.goto(page.url());
      await visit(other, at('ledger'));
      const item = other.getByRole('listitem').filter({ hasText: 'Brew 1' });
      await item.getByRole('link', { name: 'spread, not measured' }).waitFor();
      await other.getByRole('link', { name: 'from an invoice' }).waitFor();
      await visit(other, at('ledger?show=meters'));
      await other.getByText('All of it is spread over the batches.').waitFor();
      await other
        .getByRole('row', { name: /two readings/ })
        .getByRole('link')
        .click();
      await other.getByText('Another figure of these days is spread already.').waitFor();
      await other.close();

      await spread.getByRole('button', { name: 'Undo the spread' }).click();
      await spread.getByText('The spread is taken back').waitFor();
      await spread.getByRole('button', { name: 'Record 3 events' }).waitFor();
      expect(complaints).toEqual([]);
    });
  });

  test("the sample's June gas: meter and invoice differ by 4 %, in Dutch, and the table is taken away", async () => {
    const { page, complaints } = await stage.page(1280, 'nl-BE');
    await visit(page, '/grain-loop/ledger?show=meters');
    await page
      .getByText(/de meter zegt 5\.750,048\skWh, de factuur 5\.980,05\skWh: 230,002\skWh meer \(4\s%\)/)
      .waitFor();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'CSV', exact: true }).click(),
    ]);
    const chunks: Buffer[] = [];
    for await (const chunk of await download.createReadStream()) chunks.push(Buffer.from(chunk));
    const lines = Buffer.concat(chunks).toString().trim().split('\r\n');
    expect(lines.filter((line) => line.includes('5980.05'))).toHaveLength(1);
    expect(lines.filter((line) => line.includes('5750.048'))).toHaveLength(1);
    expect(complaints).toEqual([]);
  });
});
