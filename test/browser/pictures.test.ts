import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStage, type Stage, skipped, visit } from '../support/stage.ts';

const search = (page: Page) => new URL(page.url()).searchParams;

describe.skipIf(skipped)(`pictures under the hand in a real browser${skipped ? ` (skipped: ${skipped})` : ''}`, () => {
  let stage: Stage;
  let page: Page;
  beforeAll(async () => {
    stage = await openStage();
    ({ page } = await stage.page(1280));
  });
  afterAll(() => stage?.close());

  test('a wedge opens the flows that fill it: their measure, their period, the work where most arose', async () => {
    await visit(page, '/grain-loop/thresholds');
    await page
      .getByRole('button', { name: /^Climate change: / })
      .first()
      .click();
    await page.locator('a[href*="layer=carbon"][href*="sel="]', { hasText: 'Open the flows that fill it' }).click();
    await page.getByRole('heading', { level: 1, name: 'Flows' }).waitFor();
    expect(Object.fromEntries(search(page))).toMatchObject({ period: '2025', layer: 'carbon', by: 'process' });
    expect(await page.getByLabel('Measure').inputValue()).toBe('carbon');
    await page
      .getByRole('region', { name: 'Baking' })
      .getByRole('heading', { name: /^Comes in/ })
      .waitFor();
  });

  test('the range of a footprint is a bracket at its wedge, and the same numbers in its panel and in the answer', async () => {
    await visit(page, '/grain-loop/thresholds?sel=climate');
    expect(await page.locator('path.bracket:not(.under)').count()).toBeGreaterThan(0);
    const answers = await page.evaluate(async () => {
      const ask = async (noun: string) => (await fetch(`/api/networks/grain-loop/${noun}&indicator=climate`)).json();
      const { items } = await ask('thresholds?period=2025');
      return { range: items[0].range, total: (await ask('footprints?period=2025')).totalRange };
    });
    expect(answers.range.low).toBeLessThan(answers.range.high);
    expect(answers.range).toEqual(answers.total);
    const panel = page.getByRole('region', { name: 'Climate change' });
    const tonnes = (answers.range.low / 1000).toPrecision(3);
    expect(await panel.getByText(/ to .*as far as the background figures say/).innerText()).toContain(tonnes);
  });

  test('a wedge of which nothing is known says why, and opens the flows too', async () => {
    await visit(page, '/grain-loop/thresholds?sel=land');
    const panel = page.getByRole('region', { name: 'Land use' });
    await panel.getByText('Why not known').waitFor();
    expect(await panel.getByRole('link', { name: 'Open the flows that fill it' }).getAttribute('href')).toBe(
      '/grain-loop/flows?period=2025',
    );
  });

  test('the doughnut of the world stands beside the network’s own, of one size, and leads to its part in it', async () => {
    await visit(page, '/grain-loop/thresholds');
    const rings = page.locator('circle.boundary');
    await rings.nth(1).waitFor();
    const [own, world] = await rings.evaluateAll((all) =>
      all.map((each) => ({ r: each.getAttribute('r'), top: Math.round(each.getBoundingClientRect().top) })),
    );
    expect(own).toEqual(world);
    await page
      .getByRole('button', { name: /^CO2 in the air: / })
      .first()
      .click();
    const panel = page.getByRole('region', { name: 'CO2 in the air' });
    expect(await panel.getByRole('link', { name: 'Open what this network adds to it' }).getAttribute('href')).toMatch(
      /flows\?period=2025&layer=carbon$/,
    );
    await panel.getByRole('button', { name: /^In this network: Climate change, / }).click();
    await page.getByRole('region', { name: 'Climate change' }).waitFor();
  });

  test('what is seen of the map is in its address, and a link to it shows the same', async () => {
    await visit(page, '/grain-loop/map');
    const path = () => page.locator('path.shape').first().getAttribute('d');
    const first = await path();
    await page.getByRole('button', { name: 'Nearer' }).first().click();
    await page.getByRole('button', { name: 'East' }).click();
    await page.waitForFunction(() => new URLSearchParams(window.location.search).get('at') !== null);
    const near = await path();
    expect(near).not.toBe(first);
    await visit(page, new URL(page.url()).pathname + new URL(page.url()).search);
    expect(await path()).toBe(near);
    await page.getByRole('button', { name: 'Whole map' }).click();
    await page.waitForFunction(() => new URLSearchParams(window.location.search).get('at') === '1,0.5,0.5');
    expect([first, near]).not.toContain(await path());
    await page.getByRole('button', { name: 'The places, as near as they fit' }).click();
    await page.waitForFunction(() => new URLSearchParams(window.location.search).get('at') === null);
    expect(await path()).toBe(first);
  });

  test('the flows beside the map are seen whole: no name is cut at an edge, and what has no place says so', async () => {
    await visit(page, '/grain-loop/map');
    const cut = await page.locator('svg[role=application]').evaluate((svg) => {
      const right = svg.closest('figure')!.getBoundingClientRect().right;
      return [...svg.querySelectorAll('text')].filter((text) => text.getBoundingClientRect().right > right).length;
    });
    expect(cut).toBe(0);
    expect(
      await page.locator('svg[role=application] g.node', { hasText: /place not\s*stated/ }).count(),
    ).toBeGreaterThan(0);
  });

  test('a place chosen in the flows beside the map is chosen on the map', async () => {
    await visit(page, '/grain-loop/map');
    await page.locator('svg[role=application] g.node', { hasText: 'Drongen' }).first().click();
    await page.locator('circle.dot.chosen').waitFor();
    expect(search(page).get('sel')).toMatch(/^place:/);
    expect(await page.locator('svg[role=application] rect.chosen').count()).toBe(1);
  });

  test('the flows are walked by arrow keys: each stop is marked and said, Enter selects, Backspace goes back', async () => {
    await visit(page, '/grain-loop/flows');
    const said = () => page.locator('[aria-live=polite]').first().innerText();
    await page.getByRole('application').focus();
    await page.keyboard.press('Home');
    await page.locator('svg rect.ring').waitFor();
    const first = await said();
    expect(first).toMatch(/: in .* out /);
    await page.keyboard.press('ArrowLeft');
    const second = await said();
    expect(second).not.toBe(first);
    expect(await page.locator('g.overlay g.ribbon').count()).toBeGreaterThan(0);
    await page.keyboard.press('Backspace');
    expect(await said()).toBe(first);
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => new URLSearchParams(window.location.search).get('sel') !== null);
    expect(await page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('application');
  });

  test('pointing at a node draws no ribbon of the picture again: only what is raised, above it', async () => {
    await visit(page, '/grain-loop/flows');
    const changes = await page.evaluate(async () => {
      const base = document.querySelector('g.base')!;
      const seen: MutationRecord[] = [];
      const watch = new MutationObserver((list) => seen.push(...list));
      watch.observe(base, { subtree: true, childList: true, attributes: true, characterData: true });
      const node = document.querySelectorAll('g.node')[3]!;
      node.dispatchEvent(new PointerEvent('pointerenter', { pointerType: 'mouse' }));
      await new Promise(requestAnimationFrame);
      await new Promise(requestAnimationFrame);
      watch.disconnect();
      const inside = seen.filter(({ target }) => target !== base).length;
      return {
        inside,
        dimmed: base.classList.contains('dim'),
        raised: document.querySelectorAll('g.overlay g.ribbon').length,
      };
    });
    expect(changes).toMatchObject({ inside: 0, dimmed: true });
    expect(changes.raised).toBeGreaterThan(0);
  });

  test('nearer scales one layer, and the whole picture comes back', async () => {
    await visit(page, '/grain-loop/flows');
    const wide = () => page.locator('svg[role=application]').evaluate((each) => each.getBoundingClientRect().width);
    const before = await wide();
    await page.getByRole('button', { name: 'Nearer' }).click();
    expect(await wide()).toBeCloseTo(before * 1.4, 0);
    await page.getByRole('button', { name: 'Whole picture' }).click();
    expect(await wide()).toBeLessThanOrEqual(before + 1);
  });
});
