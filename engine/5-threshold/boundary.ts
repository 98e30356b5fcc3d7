import { type Problem, problem } from '../0-base/problem.ts';

/** A control variable of the world: where it stands, where its boundary lies, and its natural state (0 unless given). */
export interface ControlVariable {
  readonly indicator: string;
  readonly value: number;
  readonly boundary: number;
  readonly natural?: number;
}

/**
 * How far a control variable has gone from its natural state, where the boundary is 1: ratio = (v - n) / (b - n), no unit.
 * The forms in use are all this one: v / b where n = 0, (1 - v / n) / (1 - b / n) for what falls below n.
 * Problem, with nothing returned: budget.none where the boundary is the natural state.
 * Source: A. Fanning and K. Raworth, doughnut of social and planetary boundaries (2025), 5_calculateRatios.R.
 */
export function boundaryRatio(given: ControlVariable): { readonly value?: number; readonly problems: Problem[] } {
  const { indicator, value, boundary, natural = 0 } = given;
  if (boundary === natural) return { problems: [problem('budget.none', '', { name: indicator })] };
  return { value: (value - natural) / (boundary - natural), problems: [] };
}
