import type { Body } from '../1-record/kind.ts';
import type { BackgroundRow, CharacterisationFactor } from './background.ts';
import type { CarbonLine } from './carbon.ts';

/** `zero`: biogenic carbon dioxide counts nothing. `counted`: -1 where it is taken up, +1 where it is given off. */
export type BiogenicRule = 'zero' | 'counted';

/** Part of the life of something bought, as its dataset tells it; in the indicator's unit per unit of the source. */
export interface SourceStage {
  readonly stage: string;
  readonly value: number;
}

/** What brings burden across the border of the network: a background row for something bought, or an elementary flow. */
export interface FigureSource {
  /** The same for the same row or flow, whoever draws on it. */
  readonly id: string;
  readonly kind: 'background' | 'elementary';
  readonly name: string;
  /** Of which one unit carries `value`, in the indicator's unit. */
  readonly unit: string;
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly status: 'sourced' | 'assumed';
  /** Line of the carbon; undefined where the source does not tell it apart. Of `soil`, `value` is 0 and `beside` what it counts for beside the figure. */
  readonly line?: CarbonLine | undefined;
  readonly beside: number;
  /** Of elementary flows. */
  readonly compartment?: string | undefined;
  /** Of background rows: which, for what, and how well it stands in for it. */
  readonly standIn?: StandIn | undefined;
}

/** A row of a dataset that stands in for a specification. */
export interface StandIn {
  readonly specification: string;
  readonly dataset: string;
  readonly version: string;
  readonly row: string;
  readonly match: Body<'BackgroundLink'>['match'];
  /** Empty where the dataset does not tell stages. */
  readonly stages: readonly SourceStage[];
}

const sumOf = (rows: readonly BackgroundRow[], read: (row: BackgroundRow) => number): number =>
  rows.reduce((sum, row) => sum + read(row), 0);

/** The rows that a link names as one source: what they count for adds up. */
export function rowsSource(link: Body<'BackgroundLink'>, rows: readonly BackgroundRow[]): FigureSource {
  const [first] = rows;
  const { of: specification, dataset, version, row, match } = link;
  const lines = new Set(rows.map(({ origin }) => origin));
  return {
    id: JSON.stringify([specification, dataset, version, row, ...(link.stages ?? [])]),
    kind: 'background',
    name: first!.name,
    unit: first!.unit,
    value: sumOf(rows, (each) => each.value),
    low: sumOf(rows, (each) => each.low ?? each.value),
    high: sumOf(rows, (each) => each.high ?? each.value),
    status: rows.some((each) => each.status === 'assumed') ? 'assumed' : 'sourced',
    line: lines.size === 1 ? first!.origin : undefined,
    beside: 0,
    standIn: {
      specification,
      dataset,
      version,
      row,
      match,
      stages: rows.flatMap(({ stage, value }) => (stage === undefined ? [] : [{ stage, value }])),
    },
  };
}

/** An elementary flow as a source: soil carbon counts beside the figure, biogenic carbon by the rule. */
export function factorSource(factor: CharacterisationFactor, biogenic: BiogenicRule): FigureSource {
  const { flow, compartment, unit, status, origin } = factor;
  const counted = biogenic === 'counted' && factor.counted !== undefined;
  const value = counted ? factor.counted : factor.value;
  const inFigure = origin === 'soil' ? 0 : 1;
  return {
    id: JSON.stringify([flow, compartment]),
    kind: 'elementary',
    name: flow,
    unit,
    value: value * inFigure,
    low: (counted ? value : (factor.low ?? value)) * inFigure,
    high: (counted ? value : (factor.high ?? value)) * inFigure,
    status,
    line: origin,
    beside: origin === 'soil' ? value : 0,
    compartment,
  };
}

/** A flow that the method knows for other indicators only: it counts nothing. */
export const countsNothing = (flow: string, compartment: string, unit: string): FigureSource => ({
  id: JSON.stringify([flow, compartment]),
  kind: 'elementary',
  name: flow,
  unit,
  value: 0,
  low: 0,
  high: 0,
  status: 'sourced',
  beside: 0,
  compartment,
});
