import { boundaryRatio } from '../../../engine/5-threshold/boundary.ts';
import { type CaseResult, differencesOf } from './check.ts';

interface Row {
  readonly indicator: string;
  readonly value: number;
  readonly boundary: number;
  readonly preindustrial?: number | null;
  readonly ratio?: number;
  readonly overshoot_percent?: number;
}

export interface ThresholdCase {
  readonly rows: readonly Row[];
  readonly tolerance?: number;
}

function differencesOfRow(row: Row, tolerance?: number): string[] {
  const { indicator, value, boundary, preindustrial } = row;
  const { value: ratio } = boundaryRatio({ indicator, value, boundary, natural: preindustrial ?? 0 });
  const found = { ratio, overshoot_percent: ratio === undefined ? undefined : (ratio - 1) * 100 };
  return Object.entries(found).flatMap(([key, number]) => {
    const expected = row[key as keyof typeof found];
    return expected === undefined ? [] : differencesOf(expected, number, `${indicator}/${key}`, tolerance);
  });
}

export function run({ rows, tolerance }: ThresholdCase): CaseResult {
  const differences = rows.flatMap((row) => differencesOfRow(row, tolerance));
  return { passed: differences.length === 0, differences, unknownKeys: [] };
}
