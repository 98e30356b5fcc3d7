import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isFirstStart, loadSamples, type SampleLoading } from '../../api/samples.ts';
import { openHouse } from '../../api/store/open.ts';
import { dataDirectory, founding } from '../support/house.ts';
import { event, events, knowledge, network } from './support/brewery.ts';

let directory: string;
beforeEach(async () => {
  directory = await dataDirectory();
  await writeDataset();
});
afterEach(() => rm(directory, { recursive: true }));

/** A sample network whose correction was noticed a day after the mistake. */
async function writeDataset(): Promise<void> {
  const { network: slug, ...founding } = network;
  const mistake = event('late', {
    action: 'lower',
    resourceInventoriedAs: 'urn:test:silo',
    resourceQuantity: { hasNumericalValue: '10', hasUnit: 'kg' },
    hasPointInTime: '2025-03-12',
  });
  const files = {
    '0.json': [{ '@type': 'Network', ...founding }, ...knowledge],
    '1.json': events,
    '2.json': [mistake],
  };
  const folder = join(directory, 'datasets/small');
  await mkdir(folder, { recursive: true });
  for (const [name, records] of Object.entries(files)) await writeFile(join(folder, name), JSON.stringify(records));
  const days = ['2025-01-01', '2025-03-12T20:00', '2025-03-14T20:00'];
  const descriptor = {
    name: 'small',
    title: 'Small',
    version: '1.0.0',
    licenses: [{ name: 'CC0-1.0' }],
    sources: [{ title: 'invented' }],
    resources: Object.keys(files).map((path) => ({ name: `part-${path[0]}`, path, format: 'json' })),
    throughflow: {
      kind: 'sample-network',
      network: slug,
      batches: Object.keys(files).map((path, place) => ({ path, recorded: days[place] })),
    },
  };
  await writeFile(join(folder, 'datapackage.json'), JSON.stringify(descriptor));
}

/** A start of the server, as far as the samples go; it is interrupted after some batches if so told. */
async function start(interruptedAfter = Number.POSITIVE_INFINITY) {
  const opened = await openHouse({ directory });
  const house = opened.value!;
  await house.ready();
  const stop = new AbortController();
  let batches = 0;
  const onProgress = () => {
    batches += 1;
    if (batches === interruptedAfter) stop.abort();
  };
  const datasets = join(directory, 'datasets');
  const loading: SampleLoading = { house, datasets, onProgress, signal: stop.signal };
  const first = await isFirstStart(loading);
  const problems = first ? await loadSamples(loading) : [];
  return { house, first, problems };
}

test('a sample that cannot be loaded is told with the reason and tried again; what is there stays', async () => {
  const batch = join(directory, 'datasets/small/1.json');
  const whole = await readFile(batch, 'utf8');
  await rm(batch);
  const missing = await start();
  expect(missing.problems.map(({ code }) => code)).toEqual(['samples.failed', 'dataset.invalid']);
  expect(missing.problems[1]?.values['reason']).toContain('1.json');
  await missing.house.close();

  await writeFile(batch, whole.slice(0, -20));
  const cut = await start();
  expect(cut).toMatchObject({ first: true });
  expect(cut.problems.map(({ code }) => code)).toEqual(['samples.failed', 'body.truncated']);
  await cut.house.close();

  await writeFile(batch, whole);
  await writeFile(join(directory, 'samples.json'), '{"compl');
  const mended = await start();
  expect(mended).toMatchObject({ first: true, problems: [] });
  await mended.house.close();
  const last = await start();
  expect(last.first).toBe(false);
  await last.house.close();
});

test('the samples are recorded on the first start, once, even when it is interrupted', async () => {
  const interrupted = await start(2);
  expect(interrupted).toMatchObject({ first: true, problems: [] });
  const reached = interrupted.house.sequence('brouwcoop')!;
  await interrupted.house.close();

  const continued = await start();
  expect(continued).toMatchObject({ first: true, problems: [] });
  expect(continued.house.sequence('brouwcoop')).toBe(reached + 1);
  await continued.house.close();

  const third = await start();
  expect(third.first).toBe(false);
  const stockAt = async (recorded: string) => {
    const answer = await third.house.stocks('brouwcoop', {
      resource: 'urn:test:silo',
      recorded: Date.parse(recorded) * 1000,
    });
    return answer.value!.items.map(({ onhand }) => onhand.hasNumericalValue);
  };
  expect(await stockAt('2025-03-13T00:00:00Z')).toEqual(['2810']);
  expect(await stockAt('2025-03-15T00:00:00Z')).toEqual(['2800']);
  await third.house.close();
});

test('what somebody records while a sample is loaded has the time of the clock, not that of the story', async () => {
  const began = Date.now() * 1000;
  const { value: house } = await openHouse({ directory });
  let over = false;
  const loading: SampleLoading = {
    house: house!,
    datasets: join(directory, 'datasets'),
    onProgress: () => undefined,
    signal: new AbortController().signal,
  };
  const loaded = loadSamples(loading).finally(() => {
    over = true;
  });
  const times: number[] = [];
  for (let place = 0; !over; place++) {
    const { value } = await house!.createNetwork({ ...founding, slug: `other-${place}` });
    times.push(value!.recorded);
  }
  expect(await loaded).toEqual([]);
  expect(Math.min(...times)).toBeGreaterThanOrEqual(began);
  await house!.close();
});
