import { expect, test } from 'vitest';
import { describeProblem, type ProblemCode, problemKinds } from '../../engine/0-base/problem.ts';
import { statusOf } from '../../api/routes/status.ts';
import { filesBelow, read, sources } from '../support/checkout.ts';

const codes = Object.keys(problemKinds) as ProblemCode[];
const list = 'engine/0-base/problem.ts';
const tables = new Set([list, 'api/routes/status.ts', 'api/routes/answer.ts']);

test('every problem of the closed list is raised somewhere', () => {
  const raising = sources()
    .filter((file) => !tables.has(file))
    .map(read);
  expect(codes.filter((code) => !raising.some((text) => text.includes(`'${code}'`)))).toEqual([]);
});

/** Circles up to 1,200 members are solved directly, and no larger one was found on which the solver stops short. */
const untested: readonly ProblemCode[] = ['solver.stalled'];

test('every problem of the closed list is in a test', () => {
  const testing = filesBelow('test', '.ts')
    .filter((file) => file !== 'test/rules/problems.test.ts')
    .map(read);
  expect(codes.filter((code) => !testing.some((text) => text.includes(code)))).toEqual(untested);
});

test('every problem says what to do, and has a status of its own kind', () => {
  for (const code of codes) {
    const { message, remedy } = describeProblem({ code, path: '', values: {} });
    expect(message, code).toMatch(/[.]$/);
    expect(remedy, code).toMatch(/[.]$/);
    expect(statusOf(code), code).toBeGreaterThanOrEqual(400);
  }
});
