import type { Body } from '../1-record/kind.ts';
import type { CarbonLine } from './carbon.ts';

/** A method of characterisation, and what its amounts are counted in (kg CO2e, m3 world-eq ...): figures add, compare and divide only when all three agree. */
export interface Method {
  readonly id: string;
  readonly version: string;
  readonly unit: string;
}

/** Whether figures of two methods may be added or divided. */
export const sameMethod = (a: Method, b: Method): boolean =>
  a.id === b.id && a.version === b.version && a.unit === b.unit;

/** A method as a message names it. */
export const methodName = ({ id, version, unit }: Method): string => `${id} ${version} (${unit})`;

/** What a footprint counts: climate change, water use ... with the method that its figures must share. */
export interface Indicator {
  readonly id: string;
  readonly name: string;
  readonly method: Method;
}

/** A figure of an indicator per one `unit` of something. */
export interface Factor {
  readonly indicator: string;
  readonly method: Method;
  /** What it is per: kg, kWh, piece ... */
  readonly unit: string;
  readonly value: number;
  readonly low?: number | undefined;
  readonly high?: number | undefined;
  readonly status: 'sourced' | 'assumed';
  readonly source: string;
  /** Where the carbon comes from that the whole of the figure counts; undefined where it is not told apart. */
  readonly origin?: CarbonLine | undefined;
}

/** A row of a background dataset: the footprint of something bought, per unit of it. */
export interface BackgroundRow extends Factor {
  readonly dataset: string;
  readonly version: string;
  readonly row: string;
  readonly name: string;
  /** Part of its life (agriculture, transformation ...); rows without one are the whole. */
  readonly stage?: string | undefined;
  /** Of a product of a model: the category of it that counts the figure. */
  readonly category?: string | undefined;
}

/** What one unit of an elementary flow counts for: 27 kg CO2e per kg of methane to air. */
export interface CharacterisationFactor extends Factor {
  readonly flow: string;
  readonly compartment: Body<'ElementaryLink'>['compartment'];
  /** What a unit counts for where biogenic carbon is counted -1 when it is taken up and +1 when it is given off; else `value`. */
  readonly counted?: number | undefined;
  /** Only there; factors of a place do not serve the ledger's own flows yet. */
  readonly place?: string | undefined;
}

/** Background datasets and characterisation factors, as many as there are. */
export interface Background {
  readonly rows: readonly BackgroundRow[];
  readonly factors: readonly CharacterisationFactor[];
}
