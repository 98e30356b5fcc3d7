import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { everyView } from '../support/every-view.ts';
import { readPdf } from '../support/pdf.ts';
import { openStage, type Stage, skipped, visit } from '../support/stage.ts';

const takeOf = (page: Page) => page.getByRole('region', { name: 'Take this view with you' });
const plain = (text: string) => text.replace(/\s+/g, ' ');

describe.skipIf(skipped)(`what leaves a page${skipped ? ` (skipped: ${skipped})` : ''}`, () => {
  let stage: Stage;
  let page: Page;
  beforeAll(async () => {
    stage = await openStage();
    ({ page } = await stage.page(1280));
  });
  afterAll(() => stage?.close());

  test.each(everyView)('%s: each file that it offers is there, under an address of the API', async (address) => {
    await visit(page, address);
    const links = await takeOf(page)
      .getByRole('link')
      .evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).href));
    expect(links.length).toBeGreaterThanOrEqual(3);
    for (const link of links) {
      const response = await page.request.get(link);
      expect([response.status(), link]).toEqual([200, link]);
    }
  });

  test('the picture is had as dots, made in the browser from the lines', async () => {
    await visit(page, '/grain-loop/flows');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      takeOf(page).getByRole('button', { name: 'PNG' }).click(),
    ]);
    const bytes = readFileSync((await download.path())!);
    expect(bytes.subarray(1, 4).toString()).toBe('PNG');
    expect(bytes.readUInt32BE(16)).toBeGreaterThan(1500);
  });

  test.each(everyView)('%s is printed whole: title, finding, sources, address, no navigation', async (address) => {
    await visit(page, address);
    await page.evaluate(() => {
      window.print = () => undefined;
    });
    await takeOf(page).getByRole('button', { name: 'Print' }).click();
    await page.locator('.only-print', { hasText: 'Sources' }).waitFor({ state: 'attached' });
    const { pages, widest } = await readPdf(await page.pdf({ preferCSSPageSize: true }));
    const text = plain(pages.join(' '));
    const heading = plain(await page.getByRole('heading', { level: 1 }).innerText());
    expect(pages.length).toBeGreaterThan(0);
    expect(text).toContain(heading);
    expect(text).toMatch(/Sources: Records of the network/);
    expect(decodeURIComponent(text.replaceAll(' ', '').replace(/%(?![0-9A-F]{2})/g, '%25'))).toContain(
      `${stage.server.origin}${address}`.replaceAll(' ', ''),
    );
    expect(text).not.toMatch(/Take this view|All networks/);
    expect(widest).toBe(address.includes('/map') ? 1191 : 595);
  });

  test('the keys that print a page print what the button prints', async () => {
    await visit(page, '/grain-loop/thresholds?form=bars');
    const printed = page.evaluate(() => new Promise<void>((done) => (window.print = done)));
    await page.keyboard.press('Control+p');
    await printed;
    const { pages } = await readPdf(await page.pdf({ preferCSSPageSize: true }));
    expect(plain(pages.join(' '))).toMatch(/Sources: Records of the network.*Agribalyse/);
  });

  test('title, finding, map and legend stand on one large sheet', async () => {
    await visit(page, '/grain-loop/map');
    const finding = plain(await page.locator('.finding').innerText());
    const { pages, widest } = await readPdf(await page.pdf({ preferCSSPageSize: true }));
    const first = plain(pages[0]!);
    expect(widest).toBe(1191);
    expect(first).toContain(finding.slice(0, 40));
    expect(first).toMatch(
      /^Map .*Humuswerf.*nothing known.*Beyond this part of the map: Loonmouterij.*Areas: The 25 wards of Ghent/,
    );
  });

  test.each([1280, 360])('why a pair is possible or not is read at %i px without scrolling aside', async (width) => {
    const { page: other } = await stage.page(width);
    await visit(other, '/grain-loop/reuse?tab=table');
    const reasons = other.getByRole('tabpanel').locator('td.long');
    await reasons.first().waitFor();
    const right = await reasons.evaluateAll((all) => all.map((each) => each.getBoundingClientRect().right));
    expect(right.length).toBeGreaterThan(5);
    expect(Math.max(...right)).toBeLessThanOrEqual(width);
    const region = other.getByRole('tabpanel').getByRole('region');
    expect(await region.evaluate((each) => each.scrollWidth - each.clientWidth)).toBe(0);
    await other.context().close();
  });

  test('a long table has its head on each sheet', async () => {
    await visit(page, '/grain-loop/flows?tab=table&cut=0');
    const { pages } = await readPdf(await page.pdf({ preferCSSPageSize: true }));
    const ofTable = pages.filter((each) => /recorded/.test(each) && /Records/.test(each));
    expect(ofTable.length).toBeGreaterThan(1);
  });

  test.each(everyView)(
    '%s: the keyboard reaches every control in the order of the page, and shows where it is',
    async (address) => {
      await visit(page, address);
      const seen = await page
        .evaluate(() => document.body.focus())
        .then(async () => {
          const stops: { place: number; ring: boolean }[] = [];
          for (let press = 0; press < 400; press++) {
            await page.keyboard.press('Tab');
            const stop = await page.evaluate(() => {
              const here = document.activeElement;
              if (!here || here === document.body) return undefined;
              const all = [...document.querySelectorAll('*')];
              const style = getComputedStyle(here);
              const ring = style.outlineStyle !== 'none' || here instanceof SVGElement || style.boxShadow !== 'none';
              return { place: all.indexOf(here), ring };
            });
            // The parts of a date are stops of one field.
            if (stop && stop.place === stops.at(-1)?.place) continue;
            if (!stop || stops.some(({ place }) => place === stop.place)) break;
            stops.push(stop);
          }
          return stops;
        });
      const places = seen.map(({ place }) => place);
      expect(places).toEqual(places.toSorted((a, b) => a - b));
      expect(seen.filter(({ ring }) => !ring)).toEqual([]);
      const missed = await page.evaluate((reached) => {
        const all = [...document.querySelectorAll('*')];
        const controls = all.filter((each) =>
          each.matches('a[href], button:not([disabled]), select, input, summary, [tabindex="0"]'),
        );
        const isShown = (each: Element) =>
          each.checkVisibility({ visibilityProperty: true }) && !each.closest('details:not([open]) > :not(summary)');
        const inGroup = (each: Element) => each.matches('[tabindex="-1"], [type=radio]');
        return controls
          .filter((each) => isShown(each) && !inGroup(each) && !reached.includes(all.indexOf(each)))
          .map((each) => each.outerHTML.slice(0, 100));
      }, places);
      expect(missed).toEqual([]);
    },
  );

  test.each(everyView)('%s: every picture has a role and a name, headings go down by one', async (address) => {
    await visit(page, address);
    const nameless = await page.evaluate(() =>
      [...document.querySelectorAll('main svg')]
        .filter((svg) => svg.getAttribute('aria-hidden') !== 'true' && !svg.closest('[aria-hidden=true]'))
        .filter((svg) => !svg.getAttribute('role') || !svg.getAttribute('aria-label'))
        .map((svg) => svg.outerHTML.slice(0, 100)),
    );
    expect(nameless).toEqual([]);
    const levels = await page.evaluate(() =>
      [...document.querySelectorAll('h1, h2, h3, h4')].map((head) => Number(head.tagName.slice(1))),
    );
    expect(levels[0]).toBe(1);
    expect(levels.filter((level, place) => place > 0 && level > levels[place - 1]! + 1)).toEqual([]);
  });

  test('who walks the picture hears where they are', async () => {
    await visit(page, '/grain-loop/flows');
    await page.locator('svg[role=application]').focus();
    await page.keyboard.press('Home');
    await page.locator('[aria-live=polite]', { hasText: /: in .+, out / }).waitFor({ state: 'attached' });
  });
});
