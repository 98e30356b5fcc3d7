import { expect, test } from 'vitest';
import { describeProblem } from '../../../engine/0-base/problem.ts';
import type { Indicator } from '../../../engine/4-footprint/background.ts';
import { backgroundReader } from '../../../engine/4-footprint/background-reader.ts';
import { footprints } from '../../../engine/4-footprint/footprints.ts';
import { tableOf } from '../../../engine/3-flow/builder.ts';
import { factsOf, newYear, pool, process, record, row } from '../../support/flow-rows.ts';

/** What cannot be answered is told by name. */
const method = { id: 'ipcc', version: '2021', unit: 'kg CO2e' };
const indicator: Indicator = { id: 'climate', name: 'Climate change', method };
const network = { indicator, zone: 'UTC', invented: false };
const thing = (specification: string) => ({ specification, resource: undefined, unit: 'kilogram' });

test('a link to a row that its dataset does not have says which row and dataset', () => {
  const link = {
    of: 'flour',
    dataset: 'agribalyse',
    version: '3.2',
    row: 'flour T55',
    factor: '1',
    per: 'kilogram',
    match: 'exact',
  } as const;
  const facts = factsOf([], [record('BackgroundLink', 'urn:link:flour', link)]);
  const found = backgroundReader({ ...network, facts, background: { rows: [], factors: [] } }).bought(
    thing('flour'),
    newYear,
  );
  expect(found).toMatchObject({ problem: { code: 'dataset.row', record: 'flour' } });
  const { message } = describeProblem((found as { problem: Parameters<typeof describeProblem>[0] }).problem);
  expect(message).toBe('flour is linked to row flour T55, which agribalyse 3.2 does not have.');
});

test('a substance of which no method knows anything is no zero', () => {
  const facts = factsOf(
    [],
    [record('ElementaryLink', 'urn:link:xenon', { of: 'xenon', flow: 'xenon', compartment: 'air' })],
  );
  const reader = backgroundReader({ ...network, facts, background: { rows: [], factors: [] } });
  expect(reader.elementary(thing('xenon'), newYear)).toMatchObject({
    problem: { code: 'factor.missing', record: 'xenon' },
  });
});

test('a correction that falls in another period than what it corrects is told, not counted', () => {
  const rows = [row({ from: pool('bakery', 'flour'), to: process('bake'), quantity: -5 })];
  const background = { rows: [], factors: [] };
  const found = footprints({
    table: tableOf(rows),
    facts: factsOf(['bakery'], []),
    background,
    indicator,
    period: '2025',
  });
  expect(found.gaps.map(({ problem }) => problem.code)).toEqual(['correction.apart']);
});
