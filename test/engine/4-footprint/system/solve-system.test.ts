import fc from 'fast-check';
import { expect, test } from 'vitest';
import { solveDense } from '../../../../engine/0-base/matrix/dense.ts';
import { exactDot } from '../../../../engine/0-base/matrix/sum.ts';
import { intensityOf } from '../../../../engine/4-footprint/system/intensity.ts';
import { loopFactors, upstreamTotals } from '../../../../engine/4-footprint/system/loop-factors.ts';
import { prepareSystem } from '../../../../engine/4-footprint/system/prepared-system.ts';
import { certificateOf, directShares, scalingOf } from '../../../../engine/4-footprint/system/scaling.ts';
import { identity, product, systemOf, type Tables, transposed } from '../../../support/cases/matrix.ts';
import { productive } from '../../../support/productive.ts';

const prepared = (tables: Tables) => prepareSystem(systemOf(tables));
const close = (a: number, b: number, scale = Math.abs(b)): void => {
  expect(Math.abs(a - b), `${a} for ${b}`).toBeLessThanOrEqual(1e-9 * scale + 1e-13);
};
const demandLike = ({ A }: Tables, seed: number) => Float64Array.from(A, (_, i) => (i * 7 + seed) % 4);

/** Lambda by elimination: A^T x = (C B)^T. */
function plainIntensity({ A, B, C }: Tables): number[][] {
  const direct = product(C!, B!);
  const solved = solveDense(
    Float64Array.from(transposed(A).flat()),
    Float64Array.from(transposed(direct).flat()),
    A.length,
  )!;
  return direct.map((_, k) => A.map((__, i) => solved[i * direct.length + k]!));
}

test('the intensities are those of plain elimination', () => {
  fc.assert(
    fc.property(productive, (tables) => {
      const system = prepared(tables);
      const plain = plainIntensity(tables);
      for (const k of [0, 1]) {
        const { value, problems, residual } = intensityOf(system, k);
        expect(problems).toEqual([]);
        expect(residual).toBeLessThan(1e-11);
        value.forEach((each, i) => {
          close(each, plain[k]![i]!);
        });
      }
    }),
  );
});

test('the score of a demand is the same forward and by the adjoint', () => {
  fc.assert(
    fc.property(productive, fc.nat(100), (tables, seed) => {
      const system = prepared(tables);
      const demand = demandLike(tables, seed);
      const scaling = scalingOf(system, demand);
      expect(scaling.problems).toEqual([]);
      const forward = directShares(system, scaling.value, 1).reduce((sum, each) => sum + each, 0);
      close(forward, exactDot(intensityOf(system, 1).value, demand));
    }),
  );
});

test('a rough scaling misses exactly what its certificate says, and never more than its bound', () => {
  fc.assert(
    fc.property(productive, fc.nat(100), fc.double({ min: -0.5, max: 0.5, noNaN: true }), (tables, seed, off) => {
      const system = prepared(tables);
      const demand = demandLike(tables, seed);
      const exact = scalingOf(system, demand).value;
      const scaling = exact.map((each, j) => each * (1 + off * Math.sin(j)));
      const score = (s: Float64Array) => exactDot(directShares(system, s, 0), new Float64Array(s.length).fill(1));
      const certificate = certificateOf(system, 0, { demand, scaling });
      close(certificate.remainder, score(exact) - score(scaling), score(exact));
      expect(certificate.bound).toBeGreaterThanOrEqual(Math.abs(certificate.remainder) * (1 - 1e-12));
    }),
  );
});

test('other units of products and processes change no score', () => {
  fc.assert(
    fc.property(productive, fc.nat(100), (tables, seed) => {
      const row = tables.A.map((_, i) => 10 ** (((i * 5 + seed) % 13) - 6));
      const column = tables.A.map((_, j) => 10 ** (((j * 3 + seed) % 7) - 3));
      const scaled: Tables = {
        ...tables,
        A: tables.A.map((values, i) => values.map((each, j) => each * row[i]! * column[j]!)),
        B: tables.B!.map((values) => values.map((each, j) => each * column[j]!)),
      };
      const [one, other] = [intensityOf(prepared(tables), 0).value, intensityOf(prepared(scaled), 0).value];
      one.forEach((each, i) => {
        close(other[i]! * row[i]!, each);
      });
      const demand = demandLike(tables, seed);
      const [s, t] = [
        scalingOf(prepared(tables), demand).value,
        scalingOf(
          prepared(scaled),
          demand.map((amount, i) => amount * row[i]!),
        ).value,
      ];
      s.forEach((each, j) => {
        close(t[j]! * column[j]!, each);
      });
    }),
  );
});

test('the order of products and processes changes no intensity', () => {
  fc.assert(
    fc.property(productive, fc.nat(), (tables, seed) => {
      const size = tables.A.length;
      const turn = (i: number) => (i + seed) % size;
      const flip = (j: number) => size - 1 - j;
      const turned: Tables = {
        ...tables,
        A: tables.A.map((_, i) => tables.A.map((__, j) => tables.A[turn(i)]![flip(j)]!)),
        B: tables.B!.map((values) => values.map((_, j) => values[flip(j)]!)),
      };
      const [one, other] = [intensityOf(prepared(tables), 0).value, intensityOf(prepared(turned), 0).value];
      other.forEach((each, i) => {
        close(each, one[turn(i)]!);
      });
    }),
  );
});

test('a process that is split in two of half its size, with a market of both, carries the same', () => {
  fc.assert(
    fc.property(productive, (tables) => {
      const plain = plainIntensity(tables)[0]!;
      const system = systemOf(tables);
      const whole = 0;
      const made = system.production[whole]!;
      const size = tables.A.length;
      const output = tables.A[made]![whole]!;
      const inputs = (i: number) => (i === made ? 0 : tables.A[i]![whole]!);
      const A = tables.A.map((values, i) => [
        ...values.map((each, j) => (j === whole ? (i === made ? 1 : 0) : each)),
        inputs(i),
        inputs(i),
      ]);
      const halves = [0, 1].map((half) =>
        Array.from({ length: size + 2 }, (_, j) => (j === whole ? -0.5 : j === size + half ? output : 0)),
      );
      const B = tables.B!.map((values) => [
        ...values.map((each, j) => (j === whole ? 0 : each)),
        values[whole]!,
        values[whole]!,
      ]);
      const split = intensityOf(prepared({ ...tables, A: [...A, ...halves], B }), 0).value;
      plain.forEach((each, i) => {
        close(split[i]!, each);
      });
    }),
  );
});

test('the score is linear in the demand', () => {
  fc.assert(
    fc.property(productive, fc.double({ min: -3, max: 3, noNaN: true }), (tables, factor) => {
      const system = prepared(tables);
      const [f, g] = [demandLike(tables, 1), demandLike(tables, 2)];
      const both = f.map((each, i) => each + factor * g[i]!);
      const [s, t, u] = [f, g, both].map((demand) => scalingOf(system, demand).value) as [
        Float64Array,
        Float64Array,
        Float64Array,
      ];
      u.forEach((each, j) => {
        close(each, s[j]! + factor * t[j]!, s[j]! + Math.abs(factor) * t[j]!);
      });
    }),
  );
});

test('loop factors are those of the inverse, and the maker of all that is demanded has the whole score', () => {
  fc.assert(
    fc.property(productive, fc.nat(), (tables, seed) => {
      const system = prepared(tables);
      const { production } = system.system;
      const size = tables.A.length;
      const inverse = solveDense(Float64Array.from(tables.A.flat()), Float64Array.from(identity(size).flat()), size)!;
      const processes = tables.A.map((_, j) => j);
      loopFactors(system, processes).forEach((each, j) => {
        close(each, 1 / (tables.A[production[j]!]![j]! * inverse[j * size + production[j]!]!));
      });
      const asked = seed % size;
      const demand = new Float64Array(size);
      demand[production[asked]!] = 3;
      const scaling = scalingOf(system, demand).value;
      const [total] = upstreamTotals(system, { category: 0, scaling, processes: [asked] });
      close(total!, 3 * intensityOf(system, 0).value[production[asked]!]!);
    }),
  );
});
