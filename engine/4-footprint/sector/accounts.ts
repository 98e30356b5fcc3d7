import type { Problem } from '../../0-base/problem.ts';
import { carriedBy, runFor } from '../system/technosphere.ts';
import type { InputOutputTable } from './input-output.ts';
import { denseOf, eachEntry } from './matrix.ts';
import type { SectorCoefficients } from './sector.ts';
import { leontiefSystem } from './sector-system.ts';

/** Numbers row by row, `width` to a row. */
export interface Rows {
  readonly width: number;
  readonly value: Float64Array;
}

/** M = S L by sector, sectors x flows row by row, by the adjoint: one solve a flow and no inverse. Problems: those of carriedBy. */
export function multipliersOf(coefficients: SectorCoefficients): Rows & { readonly problems: readonly Problem[] } {
  const { sectors, requirements, interventions, flows } = coefficients;
  const solved = carriedBy(leontiefSystem(sectors, requirements), directOf(coefficients));
  return { width: interventions.rows || flows.length, value: solved.value, problems: solved.problems };
}

/** S by sector, sectors x flows row by row. */
function directOf({ interventions, sectors }: SectorCoefficients): Float64Array {
  const direct = new Float64Array(sectors.length * interventions.rows);
  eachEntry(interventions, (flow, sector, value) => {
    direct[sector * interventions.rows + flow] = value;
  });
  return direct;
}

/** The regions and kinds of sectors by which accounts are told. */
export interface AccountIndex {
  /** Regions of final demand, in the order of its columns; '' where the table has none. */
  readonly regions: readonly string[];
  /** Names of sectors, each once, in the order of the table. */
  readonly names: readonly string[];
}

/**
 * Who causes and who makes the interventions of an economy. Consumption D_cba and imports D_imp: flows x (regions x names); production D_pba
 * and exports D_exp: flows x sectors; households F_Y: flows x regions. All in the units of the flows.
 */
export interface SectorAccounts extends AccountIndex {
  readonly consumption: Rows;
  readonly production: Rows;
  readonly imports: Rows;
  readonly exports: Rows;
  readonly households: Rows;
  readonly problems: readonly Problem[];
}

interface Indexed extends AccountIndex {
  readonly nameOf: Int32Array;
  /** Place of each sector's region among the regions of demand; -1 where nobody there demands anything. */
  readonly regionOf: Int32Array;
  readonly demandRegion: Int32Array;
  /** Y by region, sectors x regions row by row. */
  readonly demand: Float64Array;
}

const distinct = (values: readonly string[]): string[] => [...new Set(values)];

function indexOf({ sectors, demands, demand }: InputOutputTable): Indexed {
  const regions = distinct(demands.map(({ region = '' }) => region));
  const names = distinct(sectors.map(({ name }) => name));
  const places = new Map(regions.map((region, place) => [region, place]));
  const seats = new Map(names.map((name, place) => [name, place]));
  const demandRegion = Int32Array.from(demands, ({ region = '' }) => places.get(region)!);
  const byRegion = new Float64Array(sectors.length * regions.length);
  eachEntry(demand, (sector, column, value) => {
    byRegion[sector * regions.length + demandRegion[column]!]! += value;
  });
  return {
    regions,
    names,
    nameOf: Int32Array.from(sectors, ({ name }) => seats.get(name)!),
    regionOf: Int32Array.from(sectors, ({ region = '' }) => places.get(region) ?? -1),
    demandRegion,
    demand: byRegion,
  };
}

/** S with all columns (first), then with those of one region at a time: sectors x (flows x (1 + regions)) row by row. */
function directByRegion(coefficients: SectorCoefficients, { regions, regionOf }: Indexed): Rows {
  const flows = coefficients.interventions.rows;
  const width = flows * (1 + regions.length);
  const value = new Float64Array(coefficients.sectors.length * width);
  eachEntry(coefficients.interventions, (flow, sector, amount) => {
    value[sector * width + flow] = amount;
    const region = regionOf[sector]!;
    if (region >= 0) value[sector * width + (1 + region) * flows + flow] = amount;
  });
  return { width, value };
}

/** D_cba and D_imp: sum over the sectors of a name of M y, without what the region's own sectors put out for it. */
function caused(coefficients: SectorCoefficients, index: Indexed, multipliers: Rows) {
  const { regions, names, nameOf, demand } = index;
  const flows = coefficients.interventions.rows;
  const width = regions.length * names.length;
  const [all, domestic] = [new Float64Array(flows * width), new Float64Array(flows * width)];
  coefficients.sectors.forEach((_, i) => {
    regions.forEach((__, r) => {
      const amount = demand[i * regions.length + r]!;
      if (amount === 0) return;
      const column = r * names.length + nameOf[i]!;
      for (let flow = 0; flow < flows; flow++) {
        const at = i * multipliers.width + flow;
        all[flow * width + column]! += multipliers.value[at]! * amount;
        domestic[flow * width + column]! += multipliers.value[at + (1 + r) * flows]! * amount;
      }
    });
  });
  return {
    consumption: { width, value: all },
    imports: { width, value: all.map((each, k) => each - domestic[k]!) },
  };
}

/** D_pba = S diag(L Y 1) and D_exp = S diag(what of L Y is for other regions). */
function made(coefficients: SectorCoefficients, { regions, regionOf }: Indexed, outputs: Float64Array) {
  const { interventions, sectors } = coefficients;
  const [width, count] = [sectors.length, regions.length];
  const direct = denseOf(interventions);
  const abroad = new Float64Array(width);
  const all = new Float64Array(width);
  outputs.forEach((output, at) => {
    const sector = Math.floor(at / count);
    all[sector]! += output;
    if (at % count !== regionOf[sector]) abroad[sector]! += output;
  });
  const times = (by: Float64Array): Rows => ({ width, value: direct.map((each, at) => each * by[at % width]!) });
  return { production: times(all), exports: times(abroad) };
}

/** F_Y by region of demand. */
function householdsOf({ households }: InputOutputTable, flows: number, { regions, demandRegion }: Indexed): Rows {
  const width = regions.length;
  const value = new Float64Array(flows * width);
  if (households)
    eachEntry(households, (flow, column, amount) => {
      value[flow * width + demandRegion[column]!]! += amount;
    });
  return { width, value };
}

/**
 * D_cba = S L Y^, D_pba = S diag(L Y 1), D_imp and D_exp the parts of both that cross a border, by adjoint solves for each flow and region and
 * one forward solve a region; no inverse is made. Over all columns D_cba and D_pba sum to the same.
 * Problems: those of carriedBy. Source: pymrio, iomath.py calc_accounts; K. Stadler, Journal of Open Research Software 9 (2021).
 */
export function accountsOf(table: InputOutputTable, coefficients: SectorCoefficients): SectorAccounts {
  const index = indexOf(table);
  const system = leontiefSystem(coefficients.sectors, coefficients.requirements);
  const direct = directByRegion(coefficients, index);
  const multipliers = carriedBy(system, direct.value);
  const outputs = runFor(system, index.demand);
  return {
    regions: index.regions,
    names: index.names,
    ...caused(coefficients, index, { width: direct.width, value: multipliers.value }),
    ...made(coefficients, index, outputs.value),
    households: householdsOf(table, coefficients.interventions.rows, index),
    problems: multipliers.problems,
  };
}
