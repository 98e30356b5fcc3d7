// Where it starts: flow columns in memory. Where it ends: every figure beside the one that closes all balances, suspects named.
// node --import tsx test/bench/reconcile.bench.ts [copies of the sample network, 12 unless told]
// The sample network again and again, its copies joined by deliveries, so that they are one system.
import { performance } from 'node:perf_hooks';
import { factsFrom, type StoredRecord } from '../../engine/1-record/facts.ts';
import { rowAt, tableOf } from '../../engine/3-flow/builder.ts';
import type { FlowNode, FlowRow, FlowTable } from '../../engine/3-flow/columns.ts';
import { reconcile } from '../../engine/3-flow/reconcile/reconcile.ts';
import { parsePeriod } from '../../engine/4-footprint/period.ts';
import { factsOf, flowsOf, recordSample } from '../support/sample.ts';
import { median } from './load.ts';

const copies = Number(process.argv[2] ?? 12);
const sample = recordSample('grain-loop');
const [table, facts] = [flowsOf(sample), factsOf(sample)];
const kept = new Set([
  'ResourceSpecification',
  'ProcessSpecification',
  'Property',
  'ExpectedUnmeasuredFlow',
  'Network',
]);

const named = (copy: number, id: string): string => (id === '' ? id : `${copy}:${id}`);

function nodeIn(copy: number, node: FlowNode): FlowNode {
  if (node.kind === 'process') return { ...node, process: named(copy, node.process) };
  if (node.kind !== 'pool') return node;
  const resource = node.resource === undefined ? {} : { resource: named(copy, node.resource) };
  return { ...node, holder: named(copy, node.holder), ...resource };
}

function rowsOf(copy: number): FlowRow[] {
  const last = table.columns.sequence.reduce((most, each) => Math.max(most, each), 0) + 1;
  return Array.from({ length: table.count }, (_, place): FlowRow => {
    const row = rowAt(table, place);
    const [from, to] = [nodeIn(copy, row.from), nodeIn(copy, row.to)];
    // Every tenth transfer goes to the same stock of the next copy.
    const isPassed = row.role === 'transfer' && place % 10 === 0;
    const other = isPassed ? nodeIn((copy + 1) % copies, row.to) : to;
    return { ...row, from, to: other, process: named(copy, row.process), sequence: row.sequence + copy * last };
  });
}

const many: FlowTable = tableOf(Array.from({ length: copies }, (_, copy) => rowsOf(copy)).flat());
const records = [...sample.ledger.records.values()].flatMap((record): StoredRecord[] => {
  if (kept.has(record.class)) return [record];
  return Array.from({ length: copies }, (_, copy) => ({ ...record, id: named(copy, record.id) }));
});
const network = [...facts.Network!.values()][0]!;
const manyFacts = {
  ...factsFrom(records),
  Network: new Map([
    [
      'n',
      {
        ...network,
        members: network.members.flatMap((id) => Array.from({ length: copies }, (_, at) => named(at, id))),
      },
    ],
  ]),
};

for (const period of ['2025-06', '2025']) {
  const times: number[] = [];
  let told = '';
  for (let turn = 0; turn < (period === '2025' ? 3 : 5); turn++) {
    const began = performance.now();
    const found = reconcile({
      table: many,
      facts: manyFacts,
      zone: 'Europe/Brussels',
      layer: 'mass',
      period: parsePeriod(period),
    });
    times.push(performance.now() - began);
    told = `${found.flows.length} flows, ${found.processes} processes, ${found.stocks} stocks, ${found.suspects.length} suspects`;
  }
  console.log(
    `${many.count} rows, ${period}: ${told}: ${Math.min(...times).toFixed(0)} / ${median(times).toFixed(0)} ms at least / median`,
  );
}
