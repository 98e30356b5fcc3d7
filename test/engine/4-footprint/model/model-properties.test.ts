import fc from 'fast-check';
import { expect, test } from 'vitest';
import { assembleModel } from '../../../../engine/4-footprint/model/assemble-model.ts';
import { modelBackground } from '../../../../engine/4-footprint/model/model-background.ts';
import { prepareSystem } from '../../../../engine/4-footprint/system/prepared-system.ts';
import type { Exchange, Model, ModelAllocation, ModelProcess } from '../../../../engine/4-footprint/model/model.ts';
import {
  answerOf,
  elementary,
  entriesOf,
  input,
  modelOf,
  output,
  process,
  product,
  solveModel,
} from '../../../support/models.ts';

const size = 5;
const amount = fc.integer({ min: 1, max: 1000 }).map((each) => each / 100);
const ids = Array.from({ length: size }, (_, i) => `g${i}`);

/** Processes that make a good each, some also a second one, take little of one another and put out two flows. */
const systems: fc.Arbitrary<Model> = fc
  .tuple(
    fc.array(fc.record({ second: fc.option(amount), own: amount, flows: fc.tuple(amount, amount) }), {
      minLength: size,
      maxLength: size,
    }),
    fc.array(fc.tuple(fc.nat(size - 1), fc.nat(size - 1), amount), { maxLength: 12 }),
    fc.array(amount, { minLength: 2 * size, maxLength: 2 * size }),
  )
  .map(([makers, uses, prices]) =>
    modelOf({
      flows: [
        ...ids.map((id, i) => product(id, { properties: { price: prices[i]! } })),
        ...ids.map((id, i) => product(`${id}'`, { properties: { price: prices[size + i]! } })),
        elementary('CO2'),
        elementary('CH4'),
      ],
      processes: makers.map(({ own, second, flows: [co2, ch4] }, j) =>
        process(`P${j}`, [
          output(ids[j]!, own),
          ...(second === null ? [] : [output(`${ids[j]!}'`, second)]),
          ...uses.filter(([to]) => to === j).map(([, from, share]) => input(ids[from]!, (share * own) / 1000)),
          output('CO2', co2),
          output('CH4', ch4),
        ]),
      ),
      categories: [
        {
          id: 'climate',
          name: 'climate',
          method: { id: 'm', version: '1' },
          unit: 'kg CO2e',
          factors: [
            { flow: 'CO2', value: { value: 1 } },
            { flow: 'CH4', value: { value: 27 } },
          ],
        },
      ],
    }),
  );

const rules: fc.Arbitrary<ModelAllocation> = fc.constantFrom<ModelAllocation>(
  { rule: 'property', property: 'price' },
  { rule: 'property', property: 'mass' },
  { rule: 'equal' },
  { rule: 'cut-off' },
);

const near = (given: Readonly<Record<string, number>>) =>
  Object.fromEntries(Object.entries(given).map(([name, value]) => [name, expect.closeTo(value, 8)]));

const withProcesses = (model: Model, change: (given: ModelProcess) => ModelProcess): Model => ({
  ...model,
  processes: model.processes.map(change),
});

test('shares sum to 1, and the burdens of all products of a process are together those of the process', () => {
  fc.assert(
    fc.property(systems, rules, (model, all) => {
      const { system, coverage } = assembleModel(model, { allocation: { all } });
      for (const { shares } of coverage.shared)
        expect(shares.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12);
      const burdens = entriesOf(system.biosphere, system.flows, system.processes);
      model.processes.forEach(({ id, exchanges }) => {
        for (const flow of ['CO2', 'CH4']) {
          const own = Object.entries(burdens).filter(
            ([name]) => name === `${flow} / ${id}` || name.startsWith(`${flow} / ${id}|`),
          );
          const whole = exchanges.find((each) => each.flow === flow)!.amount.value;
          expect(own.reduce((sum, [, value]) => sum + value, 0)).toBeCloseTo(whole, 10);
        }
      });
    }),
  );
});

test('what all products of a system carry is what the system puts out, however they are shared', () => {
  fc.assert(
    fc.property(systems, rules, (model, all) => {
      const choices = { allocation: { all } };
      const { system } = assembleModel(model, choices);
      // Every process runs once: what it makes is asked for, less what the others take of it.
      const demand: Record<string, number> = {};
      for (const [name, value] of Object.entries(entriesOf(system.technosphere, system.products, system.processes))) {
        const row = name.split(' / ')[0]!;
        demand[row] = (demand[row] ?? 0) + value;
      }
      const { inventory } = answerOf(system, demand);
      const whole = (flow: string) =>
        model.processes.reduce(
          (sum, { exchanges }) => sum + exchanges.find((each) => each.flow === flow)!.amount.value,
          0,
        );
      expect(inventory['CO2']).toBeCloseTo(whole('CO2'), 8);
      expect(inventory['CH4']).toBeCloseTo(whole('CH4'), 8);
    }),
  );
});

test('substitution is what solving with the co-product in the column gives: as if it were an avoided product', () => {
  fc.assert(
    fc.property(systems, fc.tuple(amount, amount), (model, [own, emission]) => {
      const others = ids.map((id) => process(`other ${id}`, [output(`${id}'`, own), output('CO2', emission)]));
      const whole = { ...model, processes: [...model.processes, ...others] };
      const avoided = withProcesses(whole, (each) =>
        each.id.startsWith('P')
          ? {
              ...each,
              exchanges: each.exchanges.map((line) => (line.flow.endsWith("'") ? { ...line, avoided: true } : line)),
            }
          : each,
      );
      const substituted = solveModel(whole, { g0: 1 }, { allocation: { all: 'substitution' } });
      expect(substituted.codes).toEqual([]);
      const plain = solveModel(avoided, { g0: 1 });
      expect(substituted.inventory).toEqual(near(plain.inventory));
      expect(substituted.scaling).toEqual(near(plain.scaling));
    }),
  );
});

test('the order of exchanges and of processes changes no answer', () => {
  fc.assert(
    fc.property(systems, rules, fc.infiniteStream(fc.nat()), (model, all, stream) => {
      const shuffled = <T>(list: readonly T[]) =>
        list
          .map((each) => ({ each, key: stream.next().value as number }))
          .sort((a, b) => a.key - b.key)
          .map(({ each }) => each);
      const mixed = withProcesses({ ...model, processes: shuffled(model.processes) }, (each) => {
        const exchanges = shuffled(each.exchanges);
        return { ...each, exchanges, reference: exchanges.indexOf(each.exchanges[each.reference]!) };
      });
      const choices = { allocation: { all } };
      expect(solveModel(mixed, { g0: 1 }, choices).inventory).toEqual(
        near(solveModel(model, { g0: 1 }, choices).inventory),
      );
    }),
  );
});

test('counting a good in another unit changes no answer', () => {
  fc.assert(
    fc.property(systems, fc.nat(size - 1), fc.constantFrom(0.001, 1000, 3.6), (model, which, factor) => {
      const id = ids[which]!;
      const rescaled = (each: Exchange): Exchange =>
        each.flow === id ? { ...each, amount: { value: each.amount.value * factor } } : each;
      const other = withProcesses(
        {
          ...model,
          flows: model.flows.map((flow) =>
            flow.id === id
              ? { ...flow, unit: 'own', properties: { mass: 1 / factor, price: flow.properties!['price']! / factor } }
              : flow,
          ),
        },
        (each) => ({ ...each, exchanges: each.exchanges.map(rescaled) }),
      );
      for (const all of ['price', 'mass']) {
        const before = solveModel(model, { [id]: 1 }, { allocation: { all } }).inventory;
        expect(solveModel(other, { [id]: factor }, { allocation: { all } }).inventory).toEqual(near(before));
      }
    }),
  );
});

test('each product of a model stands in as background by its intensity, for indicators of the same method only', () => {
  fc.assert(
    fc.property(systems, (model) => {
      const { system } = assembleModel(model, { allocation: { all: 'price' } });
      const method = { id: 'm', version: '1', unit: 'kg CO2e' };
      const indicators = [
        { id: 'climate-change', name: 'Climate change', method },
        { id: 'other', name: 'Other', method: { ...method, version: '2' } },
      ];
      const prepared = prepareSystem(system);
      const { rows: all, problems } = modelBackground({ model, prepared, indicators });
      const rows = all.filter(({ indicator }) => indicator === 'climate-change');
      expect(problems).toEqual([]);
      expect(rows.map(({ row }) => row)).toEqual(system.products.map(({ id }) => id));
      expect(all.filter(({ indicator }) => indicator === 'other')).toEqual([]);
      const [last] = system.products.slice(-1).map(({ id }) => id);
      const { rows: one } = modelBackground({ model, prepared, indicators, products: [last!, 'nowhere'] });
      expect(one).toEqual(all.filter(({ row }) => row === last));
      for (const { row, value, ...rest } of rows) {
        expect(value).toBeCloseTo(answerOf(system, { [row]: 1 }).impacts['climate']!, 7);
        expect(rest).toMatchObject({
          dataset: 'test',
          version: '1',
          indicator: 'climate-change',
          method,
          unit: 'kg',
          status: 'sourced',
        });
      }
    }),
    { numRuns: 20 },
  );
});
