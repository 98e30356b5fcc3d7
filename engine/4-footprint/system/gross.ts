import { type Problem, problem } from '../../0-base/problem.ts';
import { unproductiveCircles } from './circles.ts';
import { intensityOf } from './intensity.ts';
import { namesOf } from './names.ts';
import type { PreparedSystem } from './prepared-system.ts';

/**
 * Circles in which the gross intensities do not converge, though the net ones do: their credits cannot be bounded. Of circles that use more than
 * they make that is said already. Problem: system.gross.
 */
export function grossProblems(prepared: PreparedSystem, category: number): Problem[] {
  if (unproductiveCircles(prepared).length > 0) return [];
  const { value, gross } = intensityOf(prepared, category);
  const bounds = gross();
  const names = prepared.system.products.flatMap(({ name }, i) =>
    Number.isNaN(bounds[i]!) && !Number.isNaN(value[i]!) ? [name] : [],
  );
  return names.length === 0 ? [] : [problem('system.gross', '', { name: namesOf(names) })];
}
