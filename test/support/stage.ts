import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { findBrowser, openBrowser } from './browser.ts';
import { type RunningServer, startServer } from './server.ts';

const found = findBrowser();

/** Why browser tests are left out, for their name; undefined when there is a browser. */
export const skipped: string | undefined = found.path === undefined ? found.reason : undefined;

/** A real server with the samples, and a browser that is signed in to it. */
export interface Stage {
  readonly server: RunningServer;
  /** A new signed-in page of this width, of a reader who prefers a language (`nl-BE`); what its console says in anger is collected in `complaints`. */
  readonly page: (width: number, locale?: string) => Promise<{ page: Page; complaints: string[] }>;
  /** A new page of somebody who is not signed in. */
  readonly stranger: (width: number) => Promise<Page>;
  readonly close: () => Promise<void>;
}

/** Opens a stage on a data directory of its own. */
export async function openStage(): Promise<Stage> {
  const directory = mkdtempSync(join(tmpdir(), 'throughflow-stage-'));
  const [server, browser] = await Promise.all([startServer('--data', directory), openBrowser(found)]);
  return {
    server,
    page: async (width, locale = 'en-GB') => {
      const context = await browser.newContext({ viewport: { width, height: 800 }, acceptDownloads: true, locale });
      const page = await context.newPage();
      page.setDefaultTimeout(15_000);
      const complaints: string[] = [];
      page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
      page.on('pageerror', (error) => complaints.push(error.message));
      await page.goto(server.link);
      return { page, complaints };
    },
    stranger: async (width) => {
      const context = await browser.newContext({ viewport: { width, height: 800 }, locale: 'en-GB' });
      const page = await context.newPage();
      page.setDefaultTimeout(15_000);
      return page;
    },
    close: async () => {
      await browser.close();
      await server.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** Waits until a view of the explorer stands: its heading is there and nothing is loading. */
export async function visit(page: Page, address: string): Promise<void> {
  await page.goto(new URL(address, page.url()).href);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.waitForLoadState('networkidle');
  await page.waitForFunction(() => !document.querySelector('.loading'));
}
