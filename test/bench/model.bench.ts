import { assembleModel } from '../../engine/4-footprint/model/assemble-model.ts';
import type { Exchange, Model, ModelFactor } from '../../engine/4-footprint/model/model.ts';
import { elementary, input, modelOf, output, process as processOf, product } from '../support/models.ts';
import { seeded } from '../support/random.ts';
import { median } from './load.ts';

/*
 * From a model in memory (as a reader gives it) to its linked system: exchanges read, a tenth of the processes shared between two products,
 * suppliers found, places and 16 categories applied. Seed 1; ten inputs and fourteen flows of nature a process; one category has factors of 50 places.
 * Run: node --import tsx test/bench/model.bench.ts
 */
function modelFor(count: number): Model {
  const next = seeded(1);
  const natures = 2000;
  const any = (size: number) => Math.floor(next() * size);
  const processes = Array.from({ length: count }, (_, j) => {
    const second: Exchange[] = j % 10 === 0 ? [output(`second ${j}`, 1)] : [];
    const inputs = Array.from({ length: 10 }, () => input(`p${any(count)}`, next() * 0.05));
    const flows = Array.from({ length: 14 }, () => output(`e${any(natures)}`, next()));
    return processOf(`P${j}`, [output(`p${j}`, 1), ...second, ...inputs, ...flows], { place: `L${j % 50}` });
  });
  const common = Array.from({ length: natures }, (_, e): ModelFactor => ({ flow: `e${e}`, value: { value: next() } }));
  const placed = Array.from({ length: 10_000 }, (_, at): ModelFactor => {
    return { flow: `e${(at % 200) * 10}`, place: `L${Math.floor(at / 200)}`, value: { value: next() } };
  });
  return modelOf({
    flows: [
      ...processes.map((_, j) => product(`p${j}`)),
      ...processes.flatMap((_, j) => (j % 10 === 0 ? [product(`second ${j}`)] : [])),
      ...Array.from({ length: natures }, (_, e) => elementary(`e${e}`)),
    ],
    processes,
    categories: Array.from({ length: 16 }, (_, k) => ({
      id: `c${k}`,
      name: `c${k}`,
      method: { id: 'bench', version: '1' },
      unit: 'kg',
      factors: k === 0 ? [...common, ...placed] : common,
    })),
  });
}

console.log('| processes | exchanges | wall, median | wall, least | processor, least |\n|---|---|---|---|---|');
for (const count of [5000, 10_000, 20_000]) {
  const model = modelFor(count);
  const exchanges = model.processes.reduce((sum, each) => sum + each.exchanges.length, 0);
  const cpu: number[] = [];
  const wall = Array.from({ length: 9 }, () => {
    const before = process.cpuUsage();
    const began = performance.now();
    assembleModel(model);
    const { user, system } = process.cpuUsage(before);
    cpu.push((user + system) / 1000);
    return performance.now() - began;
  });
  const ms = (value: number) => `${Math.round(value)} ms`;
  console.log(`| ${count} | ${exchanges} | ${ms(median(wall))} | ${ms(Math.min(...wall))} | ${ms(Math.min(...cpu))} |`);
}
