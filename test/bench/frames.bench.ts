import { build } from 'vite';
import { findBrowser, openBrowser } from '../support/browser.ts';
import { root } from '../support/checkout.ts';
import type { FramesPage } from './frames/page.ts';

/*
 * Milliseconds from one frame to the next in a real browser, without a graphics card, while a flow picture of 500 to 2,000 ribbons lies
 * still, is drawn to and fro, and is pointed at node by node (one node a frame). Begins with a drawn picture. A display that shows 60 frames
 * a second asks for 16.7 ms. Run: node --import tsx test/bench/frames.bench.ts
 */
async function scriptAndStyle(): Promise<{ script: string; style: string }> {
  const made = await build({
    root: `${root}/test/bench/frames`,
    configFile: `${root}/vite.config.ts`,
    logLevel: 'silent',
    build: { write: false, cssCodeSplit: false, rollupOptions: { input: `${root}/test/bench/frames/page.ts` } },
  });
  const { output } = (Array.isArray(made) ? made[0] : made) as {
    output: readonly ({ fileName: string } & ({ code: string } | { source: string | Uint8Array }))[];
  };
  const script = output.flatMap((file) => ('code' in file ? [file.code] : [])).join('\n');
  const style = output.flatMap((file) =>
    'source' in file && file.fileName.endsWith('.css') ? [String(file.source)] : [],
  );
  return { script, style: style.join('\n') };
}

const figures = (took: readonly number[]) => {
  const sorted = [...took].sort((a, b) => a - b);
  return `${sorted[Math.floor(sorted.length / 2)]!.toFixed(1)} / ${sorted[Math.floor(sorted.length * 0.95)]!.toFixed(1)}`;
};

const { script, style } = await scriptAndStyle();
const browser = await openBrowser(findBrowser());
const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
await page.addStyleTag({ content: style });
await page.addScriptTag({ content: script, type: 'module' });
console.log(
  '| ribbons | lies still | drawn to and fro | pointed at | ms: median / 95th percentile |\n|---|---|---|---|---|',
);
for (const ribbons of [500, 1000, 2000]) {
  const row = await page.evaluate(async (count) => {
    const { framesPage } = window as unknown as { framesPage: FramesPage };
    const drawn = framesPage.draw(count);
    await framesPage.frames('rest', 30);
    return {
      drawn,
      rest: await framesPage.frames('rest', 120),
      pan: await framesPage.frames('pan', 120),
      hover: await framesPage.frames('hover', 120),
    };
  }, ribbons);
  console.log(`| ${row.drawn} | ${figures(row.rest)} | ${figures(row.pan)} | ${figures(row.hover)} | |`);
}
await browser.close();
