import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStage, type Stage, skipped, visit } from '../support/stage.ts';
import { choose } from './support/record.ts';

const overflow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
const id = (name: string) => `urn:test:${name}`;
const kg = (value: string) => ({ hasNumericalValue: value, hasUnit: 'kg' });
const view = '/ruilkring/plans';

/** A mill and a bakery; flour is in the mill, and 100 kg more than was ever promised went to the bakery. */
const begun = [
  { '@type': 'Organization', '@id': id('bakery'), name: 'Bakkerij' },
  {
    '@type': 'ResourceSpecification',
    '@id': id('flour'),
    name: 'Flour',
    defaultUnitOfResource: 'kilogram',
  },
  { '@type': 'ResourceSpecification', '@id': id('bread'), name: 'Bread', defaultUnitOfResource: 'kilogram' },
  { '@type': 'EconomicResource', '@id': id('sacks'), name: 'Flour at the mill', conformsTo: id('flour') },
  { '@type': 'EconomicResource', '@id': id('shelf'), name: 'Flour at the bakery', conformsTo: id('flour') },
];

describe.skipIf(skipped)(
  `agreements, claims, bundles and lists on a phone${skipped ? ` (skipped: ${skipped})` : ''}`,
  () => {
    let stage: Stage;
    let page: Page;
    let complaints: string[];
    let mill = '';

    const send = (records: readonly object[]) =>
      page.evaluate(async (body) => {
        const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body };
        return (await fetch('/api/networks/ruilkring/records', init)).status;
      }, JSON.stringify(records));

    const flour = (name: string, value: string, more: object = {}) => ({
      '@type': 'EconomicEvent',
      '@id': id(name),
      action: 'transfer',
      provider: mill,
      receiver: id('bakery'),
      resourceInventoriedAs: id('sacks'),
      toResourceInventoriedAs: id('shelf'),
      resourceQuantity: kg(value),
      hasPointInTime: '2025-03-12',
      ...more,
    });

    beforeAll(async () => {
      stage = await openStage();
      ({ page, complaints } = await stage.page(360));
      await visit(page, '/');
      await page.getByText('Begin a new network').click();
      await page.getByLabel('Name of the network').fill('Ruilkring');
      await page.getByLabel('Your name, or that of your firm or group').fill('Molen');
      await page.getByRole('button', { name: 'Begin the network' }).click();
      await page.waitForURL(/\/ruilkring\//);
      const { items } = await page.evaluate(
        async () => (await fetch('/api/networks/ruilkring/agents')).json() as Promise<{ items: { id: string }[] }>,
      );
      mill = items[0]!.id;
      const opening = {
        '@type': 'EconomicEvent',
        '@id': id('opening'),
        action: 'raise',
        provider: mill,
        receiver: mill,
        resourceInventoriedAs: id('sacks'),
        resourceQuantity: kg('900'),
        hasPointInTime: '2025-03-01',
      };
      expect(await send([...begun, opening])).toBe(201);
    });
    afterAll(() => stage?.close());

    test('an agreement that was half typed is still there the next day, and what is missing is said at its field', async () => {
      await visit(page, `${view}?show=agreements`);
      await page.getByRole('button', { name: 'Make an agreement' }).click();
      await page.getByLabel(/^Name/).fill('Flour for bread');
      await page.getByLabel('Who receives').selectOption({ label: 'Bakkerij' });
      await page.reload();
      await page.getByLabel(/^Name/).waitFor();
      expect(await page.getByLabel(/^Name/).inputValue()).toBe('Flour for bread');
      await page.getByRole('button', { name: 'Record', exact: true }).click();
      await page.getByText('Say how much.').first().waitFor();
      const back = page.getByRole('group', { name: 'In return' });
      await choose(page, 'What', 'Flour');
      await page.getByLabel('How much').first().fill('300');
      await page.getByLabel('Who gives').selectOption({ label: 'Molen' });
      await back.getByRole('button', { name: 'Bread', exact: true }).click();
      await back.getByLabel('How much').fill('50');
      await page.getByRole('button', { name: 'Record', exact: true }).click();
      await page.getByRole('heading', { level: 1, name: 'Flour for bread' }).waitFor();
      expect(await overflow(page)).toBeLessThanOrEqual(0);
    });

    test('its page shows each promise with the deliveries that count for it, what is over, and what came without a promise', async () => {
      const commitments = await page.evaluate(
        async () =>
          (await fetch('/api/networks/ruilkring/commitments')).json() as Promise<{
            items: { id: string; clauseOf?: string }[];
          }>,
      );
      const clause = commitments.items.find(({ clauseOf }) => clauseOf)!;
      const part = (name: string, value: string) => flour(name, value, { fulfills: [clause.id] });
      const gift = flour('gift', '25', { realizationOf: clause.clauseOf, hasPointInTime: '2025-03-20' });
      const less = flour('less', '-10', { corrects: id('second') });
      expect(await send([part('first', '200'), part('second', '140'), less, gift])).toBe(201);
      const promised = page.getByRole('region', { name: 'Promised', exact: true });
      await promised.getByText(/330\skg done for 300\skg: 30\skg more than promised/).waitFor();
      const done = promised.getByRole('list', { name: 'Done for it' });
      await expect.poll(() => done.getByRole('link').allInnerTexts()).toHaveLength(2);
      expect((await done.innerText()).replaceAll('\u00a0', ' ')).toMatch(/200 kg[\s\S]+130 kg/);
      await promised.getByText('Done for this agreement, without a promise').waitFor();
      await promised.getByRole('link', { name: 'Hand over Flour', exact: true }).click();
      await page.getByText('330\u00a0kg done for 300\u00a0kg: 30\u00a0kg more than promised.').waitFor();
      await page.getByRole('link', { name: 'Flour for bread' }).waitFor();
      expect(await overflow(page)).toBeLessThanOrEqual(0);
    });

    test('a delivery tells what it counts for, and what is owed for it is written down and settled', async () => {
      await visit(page, `/ruilkring/ledger?event=${encodeURIComponent(id('first'))}`);
      const counts = page.getByRole('region', { name: 'Counts for' });
      await counts.getByText(/200\skg:/).waitFor();
      await visit(page, `/ruilkring/ledger?event=${encodeURIComponent(id('gift'))}`);
      await page.getByRole('link', { name: 'Write down what is owed for this' }).click();
      await page.getByText('For what happened:').waitFor();
      expect(await page.getByLabel('Who owes').locator('option:checked').innerText()).toBe('Bakkerij');
      await choose(page, 'What', 'Bread');
      await page.getByLabel('How much').fill('8,5');
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { level: 1, name: 'Hand over Bread' }).waitFor();
      await page.getByText('Nothing was done for it yet.').waitFor();
      const claim = new URL(page.url()).searchParams.get('promise')!;
      const bread = flour('bread-back', '5', {
        provider: id('bakery'),
        receiver: mill,
        resourceInventoriedAs: undefined,
        toResourceInventoriedAs: undefined,
        resourceConformsTo: id('bread'),
        settles: [claim],
      });
      expect(await send([bread])).toBe(201);
      await page.getByText(/5\skg of 8\.5\skg done, 3\.5\skg open\./).waitFor();
      await page.getByRole('list', { name: 'Done for it' }).getByRole('link').waitFor();
      await visit(page, `${view}?show=owed`);
      await page.getByText(/5\skg of 8\.5\skg done, 3\.5\skg open/).waitFor();
      await page.getByRole('link', { name: 'Record: Hand over Bread' }).click();
      await page.getByText('As promised: Bakkerij to Molen.').waitFor();
      expect(await page.locator('#quantity').inputValue()).toBe('3.5');
      expect(await overflow(page)).toBeLessThanOrEqual(0);
    });

    test('agreements are put in a bundle, which is undone again; offers are put in a list', async () => {
      await visit(page, `${view}?show=agreements`);
      await page.getByRole('button', { name: 'Put agreements in a bundle' }).click();
      await page.getByRole('button', { name: 'Record', exact: true }).click();
      await page.getByText('Choose at least one agreement.').waitFor();
      await page.getByText('Give it a name.').waitFor();
      await page.getByLabel(/^Name/).fill('Orders of March');
      await page.getByLabel('Flour for bread').check();
      await page.getByRole('button', { name: 'Record', exact: true }).click();
      await page.getByRole('heading', { level: 1, name: 'Orders of March' }).waitFor();
      await page.getByRole('link', { name: 'Flour for bread' }).click();
      await page.getByText('In the bundle').waitFor();
      await page.getByRole('button', { name: 'Undo' }).click();
      await page.getByText('Undone.').first().waitFor();
      await expect.poll(() => page.getByText('In the bundle').count()).toBe(0);
      await visit(page, `${view}?show=offers`);
      await page.getByRole('button', { name: 'Offer something' }).click();
      await page.getByLabel('Who offers').selectOption({ label: 'Molen' });
      await choose(page, 'What', 'Flour');
      await page.getByLabel('How much').fill('40');
      await page.getByLabel(/^Name/).fill('Flour of the week');
      await page.getByRole('button', { name: 'Record', exact: true }).click();
      await page.getByRole('button', { name: 'Put offers in a list' }).click();
      await page.getByLabel(/^Name/).fill('Week 12');
      await page.getByLabel('Flour of the week').check();
      await page.getByRole('button', { name: 'Record', exact: true }).click();
      await page.getByRole('heading', { level: 1, name: 'Week 12' }).waitFor();
      await page.getByRole('link', { name: 'Flour of the week' }).click();
      await page.getByText('In the list Week 12.').waitFor();
      expect(await overflow(page)).toBeLessThanOrEqual(0);
      expect(complaints).toEqual([]);
    });
  },
);
