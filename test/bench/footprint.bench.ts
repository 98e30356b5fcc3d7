import { factsFrom, type StoredRecord } from '../../engine/1-record/facts.ts';
import type { Body } from '../../engine/1-record/kind.ts';
import { tableBuilder } from '../../engine/3-flow/builder.ts';
import { type FlowNode, type FlowRow, type FlowTable, noCorrection } from '../../engine/3-flow/columns.ts';
import { footprints } from '../../engine/4-footprint/footprints.ts';
import { seeded } from '../support/random.ts';

/*
 * From flow columns in memory to the footprints of all lots of a year, and of a year of twelve chained months. Seed 1. A batch is five events: two
 * inputs from lots, electricity bought, an emission, an output into a lot; a tenth of the lots go to customers, hot lots have 5 % of the inputs.
 * Run: node --import tsx test/bench/footprint.bench.ts [events]
 */
const day = 20_089;
const members = 40;

function flows(events: number): FlowTable {
  const next = seeded(1);
  const lots = Math.ceil(events / 25);
  const builder = tableBuilder();
  let sequence = 0;
  const add = (from: FlowNode, to: FlowNode, more: Partial<FlowRow>): void => {
    sequence += 1;
    const quantity = more.quantity ?? 1 + next() * 9;
    const usual = { process: '', unit: 'kilogram', status: 'measured', corrects: noCorrection, day } as const;
    const row = { ...usual, from, to, specification: '', role: 'in', burden: 'consumes', sequence, ...more } as const;
    builder.append([{ ...row, quantity, low: quantity, high: quantity }]);
  };
  const lot = (at: number): FlowNode => ({
    kind: 'pool',
    resource: `lot ${at}`,
    holder: `a${at % members}`,
    specification: `s${at % 60}`,
  });
  const some = (below: number) => Math.floor(next() * below);
  for (let batch = 0; batch * 5 < events; batch++) {
    const process = `p${batch}`;
    const node: FlowNode = { kind: 'process', process };
    const when = { process, day: day + Math.floor((batch * 5 * 364) / events) };
    const made = batch % lots;
    for (let input = 0; input < 2; input++) {
      const used = next() < 0.05 ? 0 : next() < 0.9 ? some(made + 1) : some(lots);
      add(lot(used), node, { ...when, specification: `s${used % 60}` });
    }
    add({ kind: 'pool', holder: 'grid', specification: 'electricity' }, node, {
      ...when,
      specification: 'electricity',
      unit: 'joule',
      quantity: 3.6e6,
    });
    add(
      node,
      { kind: 'pool', holder: 'air', specification: 'CO2' },
      { ...when, specification: 'CO2', role: 'out', burden: 'carries' },
    );
    add(node, lot(made), { ...when, specification: `s${made % 60}`, role: 'out', burden: 'carries', quantity: 20 });
    if (next() < 0.1)
      add(
        lot(made),
        { kind: 'pool', holder: 'shop', specification: `s${made % 60}` },
        { ...when, process: '', role: 'transfer', burden: 'carries', specification: `s${made % 60}` },
      );
  }
  return builder.table();
}

const method = { id: 'ipcc', version: '2021', unit: 'kg CO2e' };
const figure = { indicator: 'climate', method, status: 'sourced', source: 'bench' } as const;
const background = {
  rows: [{ ...figure, dataset: 'd', version: '1', row: 'r', name: 'electricity', unit: 'kWh', value: 0.15 }],
  factors: [{ ...figure, flow: 'CO2', compartment: 'air', unit: 'kg', value: 1 } as const],
};

function records(accountingPeriod: 'month' | 'year'): StoredRecord[] {
  const network: Body<'Network'> = {
    name: 'Bench',
    zone: 'UTC',
    members: Array.from({ length: members }, (_, at) => `a${at}`),
    accountingPeriod,
  };
  return [
    { class: 'Network', id: 'network', body: network },
    { class: 'EcologicalAgent', id: 'air', body: {} },
    { class: 'ElementaryLink', id: 'e', body: { of: 'CO2', flow: 'CO2', compartment: 'air' } },
    {
      class: 'BackgroundLink',
      id: 'b',
      body: { of: 'electricity', dataset: 'd', version: '1', row: 'r', factor: '1', per: 'kWh', match: 'exact' },
    },
  ];
}

const indicator = { id: 'climate', name: 'Climate change', method };
const asked = process.argv[2];
for (const events of [1_000, 100_000, 1_000_000].filter((each) => !asked || each === Number(asked))) {
  const table = flows(events);
  for (const step of ['year', 'month'] as const) {
    const facts = factsFrom(records(step));
    const rounds = events > 100_000 ? 3 : 7;
    let found = '';
    const times = Array.from({ length: rounds }, () => {
      const start = performance.now();
      const { pools, identity } = footprints({ table, facts, background, indicator, period: '2025' });
      found = `${pools.length} lots, in ${identity.sumIn.toFixed(1)} = out ${identity.sumOut.toFixed(1)}`;
      return performance.now() - start;
    }).sort((a, b) => a - b);
    console.log(
      `${events} events by ${step}: ${times[0]!.toFixed(0)} ms min, ${times[rounds >> 1]!.toFixed(0)} median; ${found}`,
    );
  }
}
