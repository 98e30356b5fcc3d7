/** A small mistake, put into a copy of the house, that some test must notice. */
export interface Mutant {
  readonly name: string;
  readonly file: string;
  /** Text that stands exactly once in the file, and what stands there instead. */
  readonly from: string;
  readonly to: string;
  /** The tests of which one must fail. */
  readonly tests: readonly string[];
}

const model = 'test/engine/2-ledger/model.test.ts';
const properties = 'test/engine/2-ledger/properties.test.ts';
const stories = 'test/engine/2-ledger/stories.test.ts';
const corrections = 'test/engine/2-ledger/corrections.test.ts';

/** Mistakes that other systems of the kind make, and those that would be easy to make here. */
export const mutants: readonly Mutant[] = [
  {
    name: 'sums in floating point',
    file: 'engine/0-base/decimal.ts',
    from: 'return normal(a.coefficient * power(scale - a.scale) + b.coefficient * power(scale - b.scale), scale);',
    to: 'return normal(BigInt(Math.round((Number(a.coefficient) / 10 ** a.scale + Number(b.coefficient) / 10 ** b.scale) * 10 ** scale)), scale);',
    tests: ['test/engine/0-base/decimal.test.ts', model],
  },
  {
    name: 'an input takes twice where goods change hands first',
    file: 'engine/2-ledger/leg.ts',
    from: 'return [transfer, { row, giver: taker, taker }];',
    to: 'return [transfer, acting];',
    tests: [stories, model],
  },
  {
    name: 'an output is handed over and never made',
    file: 'engine/2-ledger/leg.ts',
    from: "if (row.inputOutput === 'output') return [acting, transfer];",
    to: "if (row.inputOutput === 'output') return [transfer];",
    tests: [stories, model],
  },
  {
    name: 'a correction replaces instead of adding its difference',
    file: 'engine/2-ledger/correction.ts',
    from: 'resourceTotal: add(root.resourceTotal, amount?.quantity ?? zero),',
    to: 'resourceTotal: amount?.quantity ?? zero,',
    tests: [corrections, model],
  },
  {
    name: 'a correction happens when it is recorded, not when the mistake happened',
    file: 'engine/2-ledger/observe.ts',
    from: 'happened: root?.event.happened ?? moment.happened',
    to: 'happened: moment.happened',
    tests: [corrections, model],
  },
  {
    name: 'a correction of a correction starts a chain of its own',
    file: 'engine/2-ledger/correction.ts',
    from: 'return event && ledger.events.get(event.event.root);',
    to: 'return event;',
    tests: [corrections, model],
  },
  {
    name: 'more may be taken back than was recorded',
    file: 'engine/2-ledger/correction.ts',
    from: 'if (!isNegative(add(total, delta.quantity))) return [];',
    to: 'if (delta) return [];',
    tests: [corrections, model],
  },
  {
    name: 'repeats are known by what is in memory, and not by what was recorded',
    file: 'api/store/sequencer.ts',
    from: 'const rows = await seekNeeded(book, entries, { keys });',
    to: 'await seekNeeded(book, entries, { keys }); const rows: Awaited<ReturnType<typeof seekNeeded>> = [];',
    tests: ['test/api/store/house.test.ts', 'test/api/store/restart.test.ts'],
  },
  {
    name: 'the same key with another body is taken for a repeat',
    file: 'api/store/sequencer.ts',
    from: 'else if (before.requestHash === book.vault.keyed(submission.requestHash))',
    to: 'else if (before)',
    tests: ['test/api/store/house.test.ts'],
  },
  {
    name: 'the same id with other content is taken for a repeat',
    file: 'engine/2-ledger/register.ts',
    from: 'return canonicalText(before.body) === canonicalText(entry.body);',
    to: 'return canonicalText(before.body) !== undefined;',
    tests: ['test/engine/2-ledger/admit.test.ts', model],
  },
  {
    name: 'stock is written outside of the transaction of its group',
    file: 'api/store/apply.ts',
    from: 'database.transaction(async (tx) => {\n    if (!(await insertGroup(database, group))) return;',
    to: 'insertGroup(database, group);\n  await database.transaction(async (tx) => {',
    tests: ['test/api/store/apply.test.ts'],
  },
  {
    name: 'a group that is applied again counts again',
    file: 'api/store/apply.ts',
    from: 'where (select frame from here) =',
    to: 'where (select frame from here) is not null or 1 =',
    tests: ['test/api/store/apply.test.ts'],
  },
  {
    name: 'sums of weeks go by when something was recorded',
    file: 'api/store/rows.ts',
    from: '[weekAt(happened), blockAt(sequence)]',
    to: '[weekAt(sequence * 100_000_000_000), blockAt(sequence)]',
    tests: ['test/agree/stock-as-of.test.ts', model],
  },
  {
    name: 'an answer as of a recorded time tells what came later',
    file: 'api/store/query-stock.ts',
    from: "{filtered('sequence')} <= ",
    to: '{0} <= ',
    tests: ['test/agree/stock-as-of.test.ts', model],
  },
  {
    name: 'whole sums of weeks hold what was recorded later',
    file: 'api/store/query-stock.ts',
    from: '{week} and block < ',
    to: '{week} and block <= ',
    tests: ['test/agree/stock-as-of.test.ts'],
  },
  {
    name: 'attributes go by the order of recording',
    file: 'engine/2-ledger/head.ts',
    from: 'a.happened - b.happened || a.sequence - b.sequence',
    to: 'a.sequence - b.sequence',
    tests: [corrections, properties],
  },
  {
    name: 'a refused batch leaves its first events behind',
    file: 'engine/2-ledger/admit.ts',
    from: '  rollBack(draft);\n',
    to: '',
    tests: [properties, model],
  },
  {
    name: 'a transfer within one place adds what it moves',
    file: 'engine/2-ledger/posting.ts',
    from: "(effect === 'decrementIncrement' && isInPlace(leg))",
    to: "(effect === 'decrementIncrement' && isInPlace(leg) && account === 'onhand')",
    tests: [stories, properties],
  },
  {
    name: 'one number for each resource, whoever holds it',
    file: 'engine/2-ledger/head.ts',
    from: 'if (accountable) return positions.get(accountable) ?? noPosition;',
    to: '',
    tests: [stories],
  },
  {
    name: 'stock below zero is looked for before the event, and not after it',
    file: 'engine/2-ledger/policy.ts',
    from: 'if (!isNegative(net) || !isNegative(value)) continue;',
    to: 'if (!isNegative(net) || !isNegative(subtract(value, net))) continue;',
    tests: ['test/engine/2-ledger/refusals.test.ts', model],
  },
  {
    name: 'an agent outside of the network is refused stock below zero',
    file: 'engine/2-ledger/policy.ts',
    from: "return isOutside || findRecord(draft, holder)?.class === 'EcologicalAgent';",
    to: "return findRecord(draft, holder)?.class === 'EcologicalAgent';",
    tests: ['test/engine/2-ledger/refusals.test.ts', model],
  },
  {
    name: 'kilograms and litres are added',
    file: 'engine/2-ledger/fit.ts',
    from: 'if (!amount || !expected || amount.dimension === expected) return [];',
    to: 'if (amount || !expected) return [];',
    tests: ['test/engine/2-ledger/refusals.test.ts', model],
  },
  {
    name: 'the recorded time follows a clock that jumps back',
    file: 'api/store/sequencer.ts',
    from: 'Math.max(submission.recorded ?? options.clock(), position.recorded + 1)',
    to: '(submission.recorded ?? options.clock())',
    tests: [model],
  },
  {
    name: 'what a count is resolved by counts as stock before it',
    file: 'engine/2-ledger/count.ts',
    from: 'const others = then.filter(({ resolves }) => resolves !== id);',
    to: 'const others = then;',
    tests: ['test/api/counts.test.ts'],
  },
  {
    name: 'what came back is what went out last',
    file: 'engine/2-ledger/loan.ts',
    from: 'const first = queue.parts.shift();',
    to: 'const first = queue.parts.pop();',
    tests: ['test/engine/2-ledger/every-action.test.ts'],
  },
  {
    name: 'events of one moment are below zero one after the other',
    file: 'engine/2-ledger/anomaly.ts',
    from: 'if (balances.at(-1)?.happened === line.happened) balances.pop();',
    to: '',
    tests: ['test/engine/2-ledger/anomalies.test.ts'],
  },
  {
    name: 'a kit that holds itself is let in',
    file: 'engine/2-ledger/fit.ts',
    from: 'if (at === from.id)',
    to: 'if (at === undefined)',
    tests: [stories],
  },
  {
    name: 'a part stays in its container when it is taken out',
    file: 'engine/2-ledger/change.ts',
    from: "if (row.containedEffect === 'remove') return [{ resource: from.id, attribute: 'container', value: null }];",
    to: "if (row.containedEffect === 'remove') return [];",
    tests: [stories],
  },
];
