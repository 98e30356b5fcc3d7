import type { Places } from '../read.ts';
import { idOf, type Sent } from './book.ts';
import { agentRecords, kindRecords, networkRecord, specificationRecords } from './knowledge.ts';
import { randomFrom } from './random.ts';
import { stockRecords } from './stock.ts';
import { tellYear } from './year.ts';

/** A file of records that is recorded as one batch, at a local time. */
interface BatchFile {
  readonly path: string;
  readonly recorded: string;
  readonly records: readonly Sent[];
}

/** What the dataset is made from. */
interface Making {
  readonly seed: number;
  readonly wards: Places;
}

/** Records in a batch, at most. */
const limit = 1000;

/** Evenings after which a new batch begins although the month goes on: stories in which the order of recording matters. */
const cuts = ['2025-03-11', '2025-03-12', '2025-03-13', '2025-07-02', '2025-07-03'];

interface Line {
  readonly recorded: string;
  readonly record: Sent;
}

/** Splits the year by month and at the cuts, and again where more than the limit would be in one. */
function batches(lines: readonly Line[]): Line[][] {
  const parts: Line[][] = [];
  let key = '';
  for (const line of lines) {
    const day = line.recorded.slice(0, 10);
    const part = `${day.slice(0, 7)}-${cuts.filter((cut) => cut < day).length}`;
    const last = parts.at(-1);
    if (!last || part !== key || last.length === limit) parts.push([line]);
    else last.push(line);
    key = part;
  }
  return parts;
}

/** The batches of the network in the order of recording: what is known, then the year. */
function grainLoopBatches({ seed, wards }: Making): BatchFile[] {
  const { lines, cultures } = tellYear(seed);
  const founding: Sent[] = [
    networkRecord('record'),
    ...agentRecords(wards, randomFrom(seed + 1)),
    ...specificationRecords(),
    ...kindRecords(),
    ...stockRecords(cultures),
    durable,
  ];
  const year = batches(lines).map((part, place) => ({
    path: `${String(place + 1).padStart(2, '0')}-${part[0]!.recorded.slice(0, 10)}.json`,
    recorded: part.at(-1)!.recorded,
    records:
      place === 0 ? [networkRecord('revise'), ...part.map(({ record }) => record)] : part.map(({ record }) => record),
  }));
  return [{ path: '00-knowledge.json', recorded: '2025-01-01T00:00', records: founding }, ...year];
}

const durable: Sent = {
  '@type': 'Durable',
  '@id': idOf('fact', 'van-lifetime'),
  of: idOf('stock', 'van-1'),
  lifetimeEffort: { hasNumericalValue: '250000', hasUnit: 'kilometre' },
  source: 'assumed',
};

/** The dataset's files: one record a line, and the descriptor. */
export function grainLoop(making: Making): Record<string, string> {
  const files = grainLoopBatches(making);
  const written = files.map(({ path, records }) => [
    path,
    `[\n${records.map((record) => JSON.stringify(record)).join(',\n')}\n]\n`,
  ]);
  return { ...Object.fromEntries(written), 'datapackage.json': descriptor(files, making.seed) };
}

function descriptor(files: readonly BatchFile[], seed: number): string {
  const text = {
    $schema: 'https://datapackage.org/profiles/2.0/datapackage.json',
    name: 'grain-loop',
    title: 'Grain loop, an invented network in Ghent',
    description: `Farm, mill, brewery, bakery, mushroom grower and composter in the year 2025; every figure invented (seed ${seed}).`,
    version: '1.0.0',
    licenses: [{ name: 'CC0-1.0', title: 'CC0 1.0' }],
    sources: [{ title: 'Invented for Throughflow; the sources of single figures stand with them', version: '2025' }],
    resources: files.map(({ path }) => ({ name: path.replace('.json', ''), path, format: 'json' })),
    throughflow: {
      kind: 'sample-network',
      network: 'grain-loop',
      batches: files.map(({ path, recorded }) => ({ path, recorded })),
    },
  };
  return `${JSON.stringify(text, null, 2)}\n`;
}
