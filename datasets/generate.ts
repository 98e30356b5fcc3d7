import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { agribalyse } from './agribalyse/generate.ts';
import { ghentWards } from './ghent-wards/generate.ts';
import { grainLoop } from './grain-loop/generate.ts';
import { impactDatasets, lcia, mappingFiles } from './impact-factors.ts';
import { readPlaces } from './read.ts';
import { usIo } from './us-io-2017/generate.ts';
import { world } from './world/generate.ts';

const usage = `usage: node --import tsx datasets/generate.ts
       ... ghent-wards <wards.geojson of the city>
       ... world <countries-110m.json, TopoJSON>
       ... agribalyse <table by stage.csv> <table of totals.csv>
       ... us-io-2017 <make table.csv> <use table.csv>
       ... lcia-ipcc-2021 (lcia-ef-3-0, lcia-ced, lcia-cexd) <folder of factors> <folder of mappings>
Without arguments: the datasets that are made from nothing but a seed.`;

const folder = import.meta.dirname;
const text = (path: string): string => readFileSync(path, 'utf8');

/** A dataset of impact factors from two folders of the source. */
const impacts =
  (name: string) =>
  ([factors, mappings]: readonly string[]) =>
    lcia({
      categories: impactDatasets[name]!,
      read: (file) => text(join(factors!, file)),
      mappings: mappingFiles.map((file) => text(join(mappings!, file))),
    });

const generators: Readonly<Record<string, (paths: readonly string[]) => Record<string, string>>> = {
  'ghent-wards': ([wards]) => ghentWards(text(wards!)),
  world: ([topology]) => world(text(topology!)),
  agribalyse: ([stages, totals]) => agribalyse({ stages: text(stages!), totals: text(totals!) }),
  'us-io-2017': ([make, use]) => usIo({ make: text(make!), use: text(use!) }),
  ...Object.fromEntries(Object.keys(impactDatasets).map((name) => [name, impacts(name)])),
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
