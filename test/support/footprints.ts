import { expect } from 'vitest';
import type { StoredRecord } from '../../engine/1-record/facts.ts';
import { tableOf } from '../../engine/3-flow/builder.ts';
import type { FlowRow } from '../../engine/3-flow/columns.ts';
import type {
  Background,
  BackgroundRow,
  CharacterisationFactor,
  Indicator,
} from '../../engine/4-footprint/background.ts';
import { type FootprintRequest, type Footprints, footprints } from '../../engine/4-footprint/footprints.ts';
import { factsOf, record } from './flow-rows.ts';

/** Of the figures below. */
export const method = { id: 'ipcc', version: '2021', unit: 'kg CO2e' };
/** Climate change by the IPCC. */
const climate: Indicator = { id: 'climate', name: 'Climate change', method };

/** A row of a background dataset, per unit. */
export const figure = (
  name: string,
  unit: string,
  value: number,
  more: Partial<BackgroundRow> = {},
): BackgroundRow => ({
  dataset: 'background',
  version: '1',
  row: name,
  name,
  unit,
  indicator: 'climate',
  method,
  value,
  status: 'sourced',
  source: 'test',
  ...more,
});
/** A characterisation factor per kg to air. */
export const factor = (
  flow: string,
  value: number,
  more: Partial<CharacterisationFactor> = {},
): CharacterisationFactor => ({
  flow,
  compartment: 'air',
  unit: 'kg',
  indicator: 'climate',
  method,
  value,
  status: 'sourced',
  source: 'test',
  ...more,
});
/** The background link of a specification to the row of its name. */
export const link = (of: string, per: string, more = {}): StoredRecord =>
  record('BackgroundLink', `urn:link:${of}`, {
    of,
    dataset: 'background',
    version: '1',
    row: of,
    factor: '1',
    per,
    match: 'exact',
    ...more,
  });
/** A specification that is an elementary flow to air. */
export const emission = (of: string, flow = of): StoredRecord =>
  record('ElementaryLink', `urn:elementary:${of}`, { of, flow, compartment: 'air' });
/** Nature as an agent. */
export const air = record('EcologicalAgent', 'air', { name: 'Atmosphere' });
/** A process of a kind, in the scope of an agent. */
export const based = (id: string, on: string, agent: string): StoredRecord =>
  record('Process', id, { basedOn: on, inScopeOf: agent });

/** What footprints are asked of; the rest is as usual. */
export interface Given extends Pick<FootprintRequest, 'biogenic' | 'allocation'> {
  readonly rows: readonly FlowRow[];
  readonly members?: readonly string[];
  readonly records?: readonly StoredRecord[];
  readonly background?: Partial<Background>;
  readonly period?: string;
  readonly network?: object;
}

/** The footprints of 2025, or another period, of some rows. */
export const solve = (given: Given): Footprints => footprints(requestOf(given));

/** What is asked, as the engine takes it. */
export function requestOf({
  rows,
  members = [],
  records = [],
  background = {},
  period = '2025',
  network = {},
  ...more
}: Given): FootprintRequest {
  const facts = factsOf(members, records);
  const [id, body] = [...facts.Network!][0]!;
  const Network = new Map([[id, { ...body, ...network }]]);
  const whole = { rows: [], factors: [], ...background };
  return {
    table: tableOf(rows),
    facts: { ...facts, Network },
    background: whole,
    indicator: climate,
    period,
    ...more,
  };
}

/** What one unit of a specification carries. */
export const intensityOf = (given: Footprints, specification: string): number =>
  given.products.find((each) => each.specification === specification)!.intensity;
/** "kind specification quantity code" of each gap. */
export const gapsOf = (given: Footprints): string[] =>
  given.gaps.map((gap) => `${gap.kind} ${gap.specification} ${gap.quantity} ${gap.problem.code}`).sort();
/** What came in is what went out. */
export const balances = ({ identity }: Footprints): void => {
  expect(identity.sumOut).toBeCloseTo(identity.sumIn, 6);
};
