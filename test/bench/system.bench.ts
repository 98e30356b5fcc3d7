import { cpus, loadavg } from 'node:os';
import type { Page } from 'playwright-core';
import { build } from 'vite';
import { findBrowser, openBrowser } from '../support/browser.ts';
import { root } from '../support/checkout.ts';
import { type Measured, measure, tasks } from './system/measure.ts';

/*
 * Product systems of three sizes, structured and entangled (test/support/random-system.ts, seed 1), from the matrices in memory:
 * - cold: put in order, direct burdens of 16 categories, intensities of one for all products;
 * - demand: one demand's scaling from what is kept, with its certificate (bound at most 1e-9 of the score);
 * - all: from cold, the intensities of 16 categories for all products;
 * - tree: the account of a figure with its lists and a certified tree of 1,000 nodes, from what is kept.
 * Wall time, and processor time of all threads, which says more on a machine that others use. The systems of 20,000 again in a worker of a real
 * browser. Run: node --import tsx test/bench/system.bench.ts [products]
 */
type Shape = Parameters<typeof measure>[0];

const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[values.length >> 1]!;
const figures = (values: readonly number[]) => `${Math.min(...values).toFixed(1)} / ${median(values).toFixed(1)}`;
const clockOf = ({ times }: Measured, clock: number) =>
  tasks.map((task) => figures(times[task].map((each) => each[clock]!)));
const load = () => `load ${loadavg()[0]!.toFixed(1)}`;

async function workerScript(): Promise<string> {
  const made = await build({
    root: `${root}/test/bench/system`,
    configFile: false,
    logLevel: 'silent',
    build: {
      write: false,
      rollupOptions: { input: `${root}/test/bench/system/worker.ts`, output: { format: 'iife' } },
    },
  });
  const { output } = (Array.isArray(made) ? made[0] : made) as { output: readonly { code?: string }[] };
  return output.flatMap(({ code }) => code ?? []).join('\n');
}

/** Runs a shape in a new worker of the page. */
const inWorker = (page: Page, script: string, shape: Shape, rounds: number): Promise<Measured> =>
  page.evaluate(
    ([code, message]) =>
      new Promise<Measured>((resolve, reject) => {
        const address = URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));
        const worker = new Worker(address);
        worker.onmessage = ({ data }) => resolve(data as Measured);
        worker.onerror = ({ message: reason }) => reject(new Error(reason));
        worker.postMessage(message);
      }),
    [script, { shape, rounds }] as const,
  );

const nodeClock = () => {
  const { user, system } = process.cpuUsage();
  return [performance.now(), (user + system) / 1000];
};

async function inBrowser(shapes: readonly Shape[], ofNode: ReadonlyMap<string, Measured>): Promise<void> {
  const found = findBrowser();
  if (found.path === undefined) return console.log(`no browser: ${found.reason}`);
  const browser = await openBrowser(found);
  const page = await browser.newPage();
  const script = await workerScript();
  console.log(
    `\nbrowser ${browser.version()}\n| kind | ${tasks.join(' | ')} | least, to Node |\n|---|---|---|---|---|---|`,
  );
  for (const shape of shapes) {
    const there = await inWorker(page, script, shape, 9);
    const here = ofNode.get(shape.kind)!;
    const least = (measured: Measured, task: (typeof tasks)[number]) =>
      Math.min(...measured.times[task].map((each) => each[0]!));
    const ratios = tasks.map((task) => (least(there, task) / least(here, task)).toFixed(2));
    console.log(`| ${shape.kind} | ${clockOf(there, 0).join(' | ')} | ${ratios.join(', ')} (${load()}) |`);
  }
  await browser.close();
}

console.log(`Node ${process.version}, ${cpus()[0]!.model}, ${cpus().length} cores, ${load()}; ms: least / median`);
console.log(
  `| products | kind | entries | clock | ${tasks.join(' | ')} | steps |\n|---|---|---|---|---|---|---|---|---|`,
);
const only = process.argv[2];
const kinds = ['structured', 'entangled'] as const;
const kept = new Map<string, Measured>();
for (const size of [2_000, 20_000, 100_000].filter((each) => !only || each === Number(only)))
  for (const kind of kinds) {
    const measured = measure({ size, kind }, size > 20_000 ? 3 : 9, nodeClock);
    if (size === 20_000) kept.set(kind, measured);
    for (const [at, clock] of ['wall', 'processor'].entries())
      console.log(
        `| ${size} | ${kind} | ${measured.entries} | ${clock} (${load()}) | ${clockOf(measured, at).join(' | ')} | ${measured.steps.join(', ')} |`,
      );
  }
if (kept.size > 0)
  await inBrowser(
    kinds.map((kind) => ({ size: 20_000, kind })),
    kept,
  );
