import type { FlowNode } from '../../engine/3-flow/columns.ts';
import { loss, newYear, opening, pool, process, record, row } from './flow-rows.ts';
import { air, emission, factor, figure, type Given, link } from './footprints.ts';
import { seeded } from './random.ts';

/** Durables in kilometres. */
const durable = (of: string) =>
  record('Durable', `urn:durable:${of}`, {
    of,
    lifetimeEffort: { hasNumericalValue: '2', hasUnit: 'kilometre' },
    source: 'test',
  });

/** Networks of three members over four months with whatever may be recorded: loops, overdraws, openings, losses, wear beyond a lifetime. */
export function* anyRecords(seed: number, rounds: number): Generator<Given> {
  const next = seeded(seed);
  const below = (limit: number) => Math.floor(next() * limit);
  const any = (list: readonly string[]) => list[below(list.length)]!;
  const stock = () =>
    pool(any(['a', 'b', 'c', 'outside']), any(['x', 'y', 'z']), next() < 0.5 ? `lot ${below(4)}` : undefined);
  const work = () => process(`p${below(8)}`);
  const ends: (() => [FlowNode, FlowNode])[] = [
    () => [stock(), stock()],
    () => [stock(), work()],
    () => [work(), stock()],
    () => [opening, stock()],
    () => [stock(), loss],
    () => [work(), pool('air', 'CO2')],
  ];
  const day = () => newYear + below(120);
  const use = () => {
    const van = any(['V', 'W']);
    const effort = { unit: 'metre', role: 'effort', burden: 'wears' } as const;
    return row({ from: pool('a', 'van', van), to: work(), quantity: 1 + below(300), day: day(), ...effort });
  };
  for (let round = 0; round < rounds; round++) {
    const moves = Array.from({ length: 110 }, () => {
      const [from, to] = ends[below(ends.length)]!();
      return row({ from, to, quantity: 1 + next() * 100, day: day() });
    });
    yield {
      rows: [...moves, ...Array.from({ length: 10 }, use)],
      members: ['a', 'b', 'c'],
      records: [
        emission('CO2'),
        air,
        link('x', 'kg'),
        link('y', 'kg'),
        link('van', 'piece'),
        durable('V'),
        durable('W'),
      ],
      background: {
        factors: [factor('CO2', 1)],
        rows: [figure('x', 'kg', 1), figure('y', 'kg', 2), figure('van', 'piece', 900)],
      },
      network: { accountingPeriod: 'month', allocation: 'mass' },
    };
  }
}
