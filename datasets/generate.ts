import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { agribalyse } from './agribalyse/generate.ts';
import { ghentWards } from './ghent-wards/generate.ts';
import { grainLoop } from './grain-loop/generate.ts';
import { readPlaces } from './read.ts';
import { world } from './world/generate.ts';

const usage = `usage: node --import tsx datasets/generate.ts
       ... ghent-wards <wards.geojson of the city>
       ... world <countries-110m.json, TopoJSON>
       ... agribalyse <table by stage.csv> <table of totals.csv>
Without arguments: the datasets that are made from nothing but a seed.`;

const folder = import.meta.dirname;
const text = (path: string): string => readFileSync(path, 'utf8');

const generators: Readonly<Record<string, (paths: readonly string[]) => Record<string, string>>> = {
  'ghent-wards': ([wards]) => ghentWards(text(wards!)),
  world: ([topology]) => world(text(topology!)),
  agribalyse: ([stages, totals]) => agribalyse({ stages: text(stages!), totals: text(totals!) }),
};

function writeFiles(dataset: string, files: Record<string, string>): void {
  mkdirSync(join(folder, dataset), { recursive: true });
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, dataset, name), content);
  console.log(`${dataset}: ${Object.keys(files).length} files`);
}

const [dataset, ...paths] = process.argv.slice(2);
const generator = dataset === undefined ? undefined : generators[dataset];
if (dataset !== undefined && (!generator || paths.length === 0)) {
  console.error(usage);
  process.exitCode = 2;
} else if (dataset !== undefined) writeFiles(dataset, generator!(paths));
else {
  const wards = readPlaces(text(join(folder, 'ghent-wards/wards.geojson')), 'ghent-wards').value!;
  writeFiles('grain-loop', grainLoop({ seed: 2025, wards }));
}
