import { entries } from '../engine/0-base/matrix/entries.ts';
import type { MakeUseTables } from '../engine/4-footprint/sector/make-use.ts';
import type { Sector } from '../engine/4-footprint/sector/sector.ts';
import { type Row, type SectorRow, sectorRows } from './read.ts';

/** The tables of a dataset of make and use tables, by name, and the currency of their amounts. */
interface Given {
  readonly tables: Readonly<Record<string, readonly Row[]>>;
  readonly currency: string;
  /** How many of the currency an amount is. */
  readonly scale: number;
}

const seatsOf = (sectors: readonly Sector[]) => new Map(sectors.map(({ id }, place) => [id, place]));

/** A matrix from rows of a long table: row, column and amount by the names of its columns. */
function matrixFrom(
  rows: readonly Row[],
  [row, column]: readonly [string, string],
  seats: readonly Map<string, number>[],
  scale: number,
) {
  const matrix = entries();
  for (const each of rows)
    matrix.add(
      seats[0]!.get(each[row] as string)!,
      seats[1]!.get(each[column] as string)!,
      (each['amount'] as number) * scale,
    );
  return matrix.matrix(seats[0]!.size, seats[1]!.size);
}

/** Make and use tables of a dataset, in its currency, with outputs as published. */
export function makeUseOf({ tables, currency, scale }: Given): MakeUseTables {
  const { rows } = sectorRows(tables['sectors'] ?? [], 'sectors');
  const of = (kind: SectorRow['kind']) => rows.filter((each) => each.kind === kind);
  const sectors = (kind: SectorRow['kind']): Sector[] => of(kind).map(({ code, name }) => ({ id: code, name }));
  const outputs = (kind: SectorRow['kind']) => Float64Array.from(of(kind), ({ output }) => output * scale);
  const [industries, commodities] = [sectors('industry'), sectors('commodity')];
  const [byIndustry, byCommodity] = [seatsOf(industries), seatsOf(commodities)];
  const demandRows = tables['demand'] ?? [];
  const demands = [...new Map(demandRows.map((row) => [row['category'], row['name']]))];
  const byDemand = new Map(demands.map(([id], place) => [id as string, place]));
  const added = new Float64Array(industries.length);
  for (const row of tables['value-added'] ?? [])
    added[byIndustry.get(row['industry'] as string)!]! += (row['amount'] as number) * scale;
  return {
    industries,
    commodities,
    currency,
    make: matrixFrom(tables['make'] ?? [], ['industry', 'commodity'], [byIndustry, byCommodity], scale),
    use: matrixFrom(tables['use'] ?? [], ['commodity', 'industry'], [byCommodity, byIndustry], scale),
    demands: demands.map(([id, name]) => ({ id: id as string, name: name as string })),
    demand: matrixFrom(demandRows, ['commodity', 'category'], [byCommodity, byDemand], scale),
    flows: [],
    interventions: entries().matrix(0, industries.length),
    valueAdded: added,
    industryOutput: outputs('industry'),
    commodityOutput: outputs('commodity'),
  };
}
