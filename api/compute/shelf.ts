import {
  type BasisRow,
  type BudgetRow,
  backgroundRows,
  basisRows,
  budgetRows,
  characterisationRows,
  heatingRows,
  type Descriptor,
  type Row,
  readTable,
} from '../../datasets/read.ts';
import { assert } from '../../engine/0-base/assert.ts';
import type {
  Background,
  BackgroundRow,
  CharacterisationFactor,
  Indicator,
  Method,
} from '../../engine/4-footprint/background.ts';
import type { HeatingValue } from '../../engine/3-flow/borrowed.ts';
import type { ReuseKnowledge } from '../../engine/7-reuse/knowledge.ts';
import { readKits } from '../interchange/kit.ts';
import { reuseKnowledge } from '../interchange/reuse-knowledge.ts';
import { listDatasets, readDatasetFile } from '../interchange/dataset.ts';

/** A set of budgets with the figures that sharing it needs. */
export interface BudgetSet {
  readonly budgets: readonly BudgetRow[];
  readonly basis: readonly BasisRow[];
}

/** What the datasets of the house hold for footprints and thresholds. */
export interface Shelf {
  readonly background: Background;
  readonly indicators: readonly Indicator[];
  readonly budgets: ReadonlyMap<string, BudgetSet>;
  /** What some figure counts, by countKey. */
  readonly counted: ReadonlySet<string>;
  /** Of rows of background datasets, for things that have no heating value of their own. */
  readonly heatingValues: readonly HeatingValue[];
  /** What can stand in for what, and how long things keep. */
  readonly reuse: ReuseKnowledge;
}

/** An indicator with the method that counts it. */
export const countKey = (indicator: string, { id, version, unit }: Method): string =>
  JSON.stringify([indicator, id, version, unit]);

type Tables = readonly { readonly name: string; readonly rows: readonly Row[] }[];

/** The table of a background dataset that holds heating values. */
const heating = 'heating-values';

/** Reads every dataset of the folder that footprints or thresholds need. */
export async function readShelf(folder: string): Promise<Shelf> {
  const rows: BackgroundRow[] = [];
  const factors: CharacterisationFactor[] = [];
  const heatingValues: HeatingValue[] = [];
  const budgets = new Map<string, BudgetSet>();
  for (const { value: dataset } of await listDatasets(folder)) {
    if (!dataset) continue;
    const { kind } = dataset.throughflow;
    if (kind === 'background') {
      const tables = await tablesOf(folder, dataset);
      rows.push(
        ...backgroundOf(
          dataset,
          tables.filter(({ name }) => name !== heating),
        ),
      );
      heatingValues.push(
        ...tables.filter(({ name }) => name === heating).flatMap((each) => heatingRows(dataset, each.rows).rows),
      );
    }
    if (kind === 'characterisation') factors.push(...factorsOf(dataset, await tablesOf(folder, dataset)));
    if (kind === 'budgets') budgets.set(dataset.name, budgetsOf(await tablesOf(folder, dataset)));
  }
  const counted = new Set([...rows, ...factors].map(({ indicator, method }) => countKey(indicator, method)));
  const { words } = (await readKits(folder)).value;
  const indicators = indicatorsOf([...budgets.values()]);
  const reuse = reuseKnowledge(words.tables);
  return { background: { rows, factors }, budgets, counted, indicators, heatingValues, reuse };
}

async function tablesOf(folder: string, { name, resources }: Descriptor): Promise<Tables> {
  const tables = resources.filter(({ format }) => format === 'csv');
  return Promise.all(
    tables.map(async (table) => ({
      name: table.name,
      rows: readTable(await readDatasetFile(folder, name, table.path), table).rows,
    })),
  );
}

function backgroundOf(dataset: Descriptor, tables: Tables): BackgroundRow[] {
  const { name, version } = dataset;
  return tables
    .flatMap((table) => backgroundRows(dataset, table.rows).rows)
    .map((figure) => ({
      dataset: name,
      version,
      row: figure.row,
      name: figure.name,
      stage: figure.stage ?? undefined,
      indicator: figure.indicator,
      method: figure.method,
      unit: figure.unit,
      value: figure.value,
      low: figure.low ?? undefined,
      high: figure.high ?? undefined,
      status: figure.status,
      source: figure.source,
      origin: figure.origin ?? undefined,
    }));
}

function factorsOf({ name, throughflow }: Descriptor, tables: Tables): CharacterisationFactor[] {
  return tables
    .flatMap((table) => characterisationRows(table.rows, name).rows)
    .map(({ factor, origin, counted, ...row }) => {
      const method = throughflow.methods?.[row.indicator];
      assert(method !== undefined, 'a dataset states the method of its indicators', { name, ...row });
      const carbon = { origin: origin ?? undefined, counted: counted ?? undefined };
      return { ...row, ...carbon, value: factor, method, status: 'sourced' };
    });
}

function budgetsOf(tables: Tables): BudgetSet {
  const rows = (name: string) => tables.find((table) => table.name === name)?.rows ?? [];
  return { budgets: budgetRows(rows('budgets'), 'budgets').rows, basis: basisRows(rows('basis'), 'basis').rows };
}

/** What can be counted: whatever has a budget, in the method of that budget. */
const indicatorsOf = (sets: readonly BudgetSet[]): Indicator[] =>
  sets.flatMap(({ budgets }) =>
    budgets.map(({ indicator: id, name, method, version, unit }) => ({
      id,
      name,
      method: { id: method, version, unit },
    })),
  );
