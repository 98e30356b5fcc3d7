import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStage, type Stage, skipped, visit } from '../support/stage.ts';

const spec = 'urn:throughflow:grain-loop:spec';
const bread = `/grain-loop/footprints?product=${spec}:bread`;
const parameters = (page: Page) => new URL(page.url()).searchParams;

/** Figures of a page as the reader reads them: what the headline, the rows of the tree, the table and its sum say. */
const rowsOf = (page: Page, selector: string) =>
  page.locator(selector).evaluateAll((all) => all.map((each) => (each as HTMLElement).innerText));

describe.skipIf(skipped)(`the footprints in a real browser${skipped ? ` (skipped: ${skipped})` : ''}`, () => {
  let stage: Stage;
  let page: Page;
  let complaints: string[];
  beforeAll(async () => {
    stage = await openStage();
    ({ page, complaints } = await stage.page(1280));
  });
  afterAll(() => stage?.close());

  /** Chooses a rule and waits until the page shows its answer. */
  async function choose(rule: string): Promise<void> {
    await page
      .getByRole('region', { name: 'How several products share a burden' })
      .getByLabel('Rule')
      .selectOption(rule);
    await expect.poll(() => parameters(page).get('allocation') ?? '').toBe(rule);
    await page.waitForLoadState('networkidle');
    await expect.poll(() => page.locator('.old, .late').count()).toBe(0);
  }

  test('a rule of sharing moves list and headline live, stands in the address, and a link to it shows the same', async () => {
    await visit(page, '/grain-loop/footprints');
    const finding = page.locator('p.finding');
    const [before, rows] = [await finding.innerText(), await rowsOf(page, 'table tbody tr')];
    await choose('equal');
    await expect.poll(() => finding.innerText()).not.toBe(before);
    const [said, changed] = [await finding.innerText(), await rowsOf(page, 'table tbody tr')];
    expect(changed).not.toEqual(rows);
    await visit(page, '/grain-loop/footprints?allocation=equal');
    expect(await finding.innerText()).toBe(said);
    expect(await rowsOf(page, 'table tbody tr')).toEqual(changed);
    await choose('');
    await expect.poll(() => finding.innerText()).toBe(before);
  });

  test.each([
    ['tree', '[role=treeitem] .sum', 'p:has-text("comes to")'],
    ['table', 'table tbody tr', 'p:has-text("the whole is")'],
  ])('it moves the %s of a product live, and its sum with it', async (form, selector, sum) => {
    await visit(page, `${bread}&form=${form}`);
    const [before, total] = [await rowsOf(page, selector), await page.locator(sum).first().innerText()];
    await choose('equal');
    await expect.poll(() => rowsOf(page, selector)).not.toEqual(before);
    expect(await page.locator(sum).first().innerText()).not.toBe(total);
    await page.getByText(/instead of 0\.395\skg CO2e as recorded/).waitFor();
    const headline = await page.locator('p.finding').first().innerText();
    const [, whole] = /carries ([\d.]+)\skg CO2e/.exec(headline)!;
    expect(await page.locator(sum).first().innerText()).toContain(whole);
    await choose('');
    await expect.poll(() => rowsOf(page, selector)).toEqual(before);
  });

  test('it moves the flow picture live', async () => {
    await visit(page, bread);
    const drawn = () =>
      page.locator('svg[role=application] g.base path').evaluateAll((all) => all.map((each) => each.getAttribute('d')));
    await expect.poll(async () => (await drawn()).length).toBeGreaterThan(5);
    const before = await drawn();
    await choose('equal');
    await expect.poll(drawn).not.toEqual(before);
    const label = await page.locator('svg[role=application]').getAttribute('aria-label');
    expect(label).toContain((await page.locator('p.finding').first().innerText()).split('.\u00a0')[0]!.slice(0, 30));
    await choose('');
    await expect.poll(drawn).toEqual(before);
  });

  test('all rules are compared on demand: each with its figure, and how far they reach', async () => {
    await visit(page, bread);
    await page.getByRole('button', { name: 'Compare all rules' }).click();
    const region = page.getByRole('region', { name: 'How several products share a burden' });
    const between = region.getByText(/Over \d+ rules it lies between/);
    await between.waitFor({ timeout: 60_000 });
    const [, low, high] = /between ([\d.]+)\skg CO2e and ([\d.]+)\skg/.exec(await between.innerText())!;
    const figures = await region.locator('li button.figure').allInnerTexts();
    const values = figures.map((each) => Number.parseFloat(each));
    expect(values.length).toBe(Number(/Over (\d+) rules/.exec(await between.innerText())![1]));
    expect(values.length).toBeGreaterThan(3);
    await region.getByText(/No process of the period can use these.*by pieces/).waitFor();
    expect(Math.min(...values)).toBeCloseTo(Number(low), 6);
    expect(Math.max(...values)).toBeCloseTo(Number(high), 6);
    expect(Number(low)).toBeLessThan(Number(high));
  });

  test('what a figure rests on adds up: shares of origin to all of it, carbon to the figure', async () => {
    await visit(page, bread);
    const region = page.getByRole('region', { name: 'What this rests on' });
    const read = async (heading: string) =>
      (
        await region
          .locator('div', { has: page.getByRole('heading', { name: heading }) })
          .last()
          .locator('dd')
          .allInnerTexts()
      ).map((each) => Number.parseFloat(each));
    const carbon = await read('Where the carbon comes from');
    expect(carbon.reduce((sum, each) => sum + each, 0)).toBeCloseTo(0.395, 2);
    const words = await region
      .locator('div', { has: page.getByRole('heading', { name: 'How well it is known' }) })
      .last()
      .locator('dt')
      .allInnerTexts();
    const shares = (await read('How well it is known')).filter((_, place) => !words[place]!.startsWith('of all this'));
    expect(Math.abs(shares.reduce((sum, each) => sum + each, 0) - 100)).toBeLessThan(2);
    await region.getByText(/published figures? stands? in for what was bought/).click();
    expect(await region.locator('table tbody tr').count()).toBeGreaterThan(5);
  });

  test('the tree is walked by keys: down, in, out, shut and open, and the letter i tells about a row', async () => {
    await visit(page, `${bread}&form=tree`);
    const here = () => page.locator('[role=treeitem]:focus');
    const name = async () => (await here().innerText()).split('\n')[0]!.replace(/^[▾▸·]\s*/, '');
    await page.locator('[role=treeitem][tabindex="0"]').focus();
    expect(await page.locator('[role=treeitem][tabindex="0"]').count()).toBe(1);
    const first = await name();
    await page.keyboard.press('ArrowRight');
    expect(await here().getAttribute('aria-level')).toBe('2');
    await page.keyboard.press('ArrowLeft');
    expect(await here().getAttribute('aria-expanded')).toBe('false');
    await page.keyboard.press('ArrowLeft');
    expect(await name()).toBe(first);
    expect(await here().getAttribute('aria-expanded')).toBe('true');
    await page.keyboard.press('ArrowLeft');
    expect(await page.locator('[role=treeitem]').count()).toBe(1);
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('End');
    expect(await here().evaluate((each) => each.nextElementSibling)).toBeNull();
    await page.keyboard.press('i');
    const panel = page.getByRole('dialog');
    await panel.getByRole('heading', { name: 'What this carries' }).waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => panel.count()).toBe(0);
    expect(await here().count()).toBe(1);
    await page.keyboard.press('Home');
    expect(await name()).toBe(first);
  });

  test('forms of an account are tabs: arrows and ends go round, and the address tells which', async () => {
    await visit(page, bread);
    await page.getByRole('tab', { name: 'Flow picture' }).focus();
    for (const [key, form] of [
      ['ArrowRight', 'tree'],
      ['ArrowRight', 'table'],
      ['ArrowRight', null],
      ['ArrowLeft', 'table'],
      ['Home', null],
      ['End', 'table'],
    ] as const) {
      await page.keyboard.press(key);
      await expect.poll(() => parameters(page).get('form')).toBe(form);
      expect(await page.locator('[role=tab]:focus').getAttribute('aria-selected')).toBe('true');
    }
  });

  test('the same address gives list, product, tree and picture as CSV, JSON and SVG', async () => {
    const { request } = page.context();
    const get = async (ending: string, more: string) => {
      const answer = await request.get(
        `${stage.server.origin}/api/networks/grain-loop/view.${ending}?view=footprints${more}`,
      );
      expect(answer.status(), `${ending} ${more}`).toBe(200);
      return answer.text();
    };
    const product = `&product=${spec}:bread`;
    expect((await get('csv', '')).split('\r\n').length).toBeGreaterThan(30);
    const csv = await get('csv', `${product}&part=process`);
    expect(csv).toMatch(/^\ufeffProcess,Amount \(kg CO2e\),Part \(%\)\r\n/);
    const values = csv
      .trim()
      .split('\r\n')
      .slice(1)
      .map((line) => Number(/,([-\d.e]+),[-\d.e]+$/.exec(line)![1]));
    expect(values.reduce((sum, each) => sum + each, 0)).toBeCloseTo(0.395, 3);
    const read = async (more: string) =>
      JSON.parse(await get('json', `${product}&part=process${more}`)) as { rows: Record<string, unknown>[] };
    const [recorded, equal] = [await read(''), await read('&allocation=equal')];
    expect(equal.rows.length).toBeGreaterThan(5);
    expect(equal.rows).not.toEqual(recorded.rows);
    for (const form of ['flow', 'tree', 'table']) {
      const svg = await get('svg', `${product}&form=${form}`);
      expect(svg).toMatch(/^<svg|^<\?xml/);
      expect(svg).toContain('Bread');
      expect(svg).not.toMatch(/NaN|undefined/);
    }
  });

  test('nothing of all this made the page complain', () => {
    expect(complaints).toEqual([]);
  });
});
