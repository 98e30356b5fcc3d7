import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { everyPage } from '../support/every-view.ts';
import { openStage, type Stage, skipped, visit } from '../support/stage.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Text under 12 px that a person can see. */
const tinyText = (page: Page) =>
  page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const tiny: string[] = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement!;
      if (!node.nodeValue?.trim() || element.closest('script, style, .visually-hidden, option')) continue;
      const box = element.getBoundingClientRect();
      const scale = element instanceof SVGElement ? (element.closest('svg')?.getScreenCTM()?.a ?? 1) : 1;
      const size = Number.parseFloat(getComputedStyle(element).fontSize) * scale;
      if (box.width > 1 && box.height > 1 && size < 11.9) tiny.push(`${size.toFixed(1)} px: ${node.nodeValue.trim()}`);
    }
    return tiny;
  });

/** What axe-core finds against WCAG 2.1 A and AA. */
async function faults(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: {
        run: (
          context: Document,
          options: object,
        ) => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
      };
    };
    const only = { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'] };
    const { violations } = await axe.run(document, { runOnly: only });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`);
  });
}

describe.skipIf(skipped)(`every view in a real browser${skipped ? ` (skipped: ${skipped})` : ''}`, () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
  });
  afterAll(() => stage?.close());

  describe.each([1280, 360])('at %i px', (width) => {
    let page: Page;
    let complaints: string[];
    beforeAll(async () => {
      ({ page, complaints } = await stage.page(width));
    });
    afterAll(() => page?.context().close());

    test.each(everyPage)('%s fits, can be read and breaks no rule of access', async (address) => {
      complaints.length = 0;
      await visit(page, address);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      expect(await tinyText(page)).toEqual([]);
      expect(await faults(page)).toEqual([]);
      expect(complaints).toEqual([]);
    });
  });

  test('every chart has its table, reached by its tab, and the table can be downloaded', async () => {
    const { page } = await stage.page(1280);
    for (const address of [
      '/grain-loop/flows',
      '/grain-loop/map',
      '/grain-loop/thresholds',
      '/grain-loop/reuse',
      '/kalundborg/flows',
    ]) {
      await visit(page, address);
      await page
        .getByRole('button', { name: 'Table', exact: true })
        .or(page.getByRole('tab', { name: 'Table' }))
        .first()
        .click();
      await page.locator('table tbody tr').first().waitFor();
      expect(await page.locator('table tbody tr').count()).toBeGreaterThan(3);
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: /CSV/ }).first().click(),
      ]);
      expect(download.suggestedFilename()).toMatch(/\.csv$/);
    }
  });
});
