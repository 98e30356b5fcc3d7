import { copyFileSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from './checkout.ts';
import { everyView, fileOf } from './every-view.ts';
import { openStage, skipped, visit } from './stage.ts';

const help = `npm run pictures -- [DIR] [--readme]

Makes a picture of every view on the sample networks, 1280 and 360 pixels wide, light and dark, in DIR (default: pictures).
--readme puts the picture of flows anew into the README.`;

/** Besides the views of data: the pages by which people come in and record. */
const pages = [
  '/',
  '/join',
  '/grain-loop/record',
  '/grain-loop/record?do=table',
  '/grain-loop/people',
  '/grain-loop/seen',
];
const addresses = [...pages, ...everyView];

/** Starts the server on the samples in a directory of its own and photographs every view. */
async function photograph(folder: string, readme: boolean): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const stage = await openStage();
  try {
    for (const width of [1280, 360])
      for (const colorScheme of ['light', 'dark'] as const) {
        const { page } = await stage.page(width);
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        for (const address of addresses) {
          await visit(page, address);
          const path = join(folder, `${fileOf(address)}-${width}-${colorScheme}.png`);
          await page.screenshot({ path, fullPage: true });
          process.stdout.write(`${path}\n`);
        }
        await page.context().close();
      }
    if (readme) {
      const { page } = await stage.page(1280);
      await visit(page, '/grain-loop/flows?period=2025');
      const path = join(folder, 'readme.png');
      await page.getByRole('tabpanel').screenshot({ path });
      copyFileSync(path, join(root, 'explorer/pictures/flows.png'));
    }
  } finally {
    await stage.close();
  }
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { readme: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } },
});
if (values.help) process.stdout.write(`${help}\n`);
else if (skipped !== undefined) {
  process.stderr.write(`No picture can be made: ${skipped}\n`);
  process.exitCode = 1;
} else await photograph(resolve(positionals[0] ?? join(root, 'pictures')), values.readme);
