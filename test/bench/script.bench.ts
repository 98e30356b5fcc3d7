import { firstScripts } from '../support/first-scripts.ts';

/*
 * What a first view loads: the script of the entry, of the view and of the worker, gzipped, as the explorer is built now.
 * Run: node --import tsx test/bench/script.bench.ts
 */
const { views } = await firstScripts();
console.log('| first view | script, kB gzipped |\n|---|---|');
for (const [view, kilobytes] of views) console.log(`| ${view} | ${kilobytes.toFixed(1)} |`);
