import type { Problem } from '../../engine/0-base/problem.ts';
import type { Gap } from '../../engine/4-footprint/assembly/draft.ts';
import { tell, told } from './answer.ts';
import { z } from './declare.ts';
import { figure } from './figure-shapes.ts';
import { described, period } from './parameter.ts';

const method = z.object({ id: z.string(), version: z.string(), unit: z.string() });

/** Of which period and indicator figures are. */
export const head = z.object({
  period: z.string(),
  indicator: z.object({ id: z.string(), name: z.string(), method }),
});

/** What a figure rests on: parts of it, the first seven of which sum to 1. */
export const shares = z.object({
  own: figure,
  exact: figure,
  near: figure,
  proxy: figure,
  raised: figure,
  unexplained: figure,
  assumed: figure,
  measured: figure,
  spread: figure,
});

/** A figure by the origin of its carbon, the first five of which sum to it; soil carbon is beside it. */
export const carbon = z.object({
  fossil: figure,
  biogenic: figure,
  landUse: figure,
  none: figure,
  untold: figure,
  soil: figure,
});

/** A row of a dataset that stands in for something bought, and the part of the figure that it brought. */
export const standInFields = {
  specification: z.string(),
  dataset: z.string(),
  version: z.string(),
  row: z.string(),
  name: z.string(),
  match: z.enum(['exact', 'near', 'proxy']),
  status: z.enum(['sourced', 'assumed']),
  raised: z.boolean(),
  unit: z.string(),
  value: figure,
  share: figure,
};

/** What should count and could not be counted. */
export const gap = z.object({
  kind: z.enum(['background', 'opening', 'factor', 'allocation', 'wear', 'quantity']),
  specification: z.string(),
  process: z.string(),
  quantity: figure,
  unit: z.string(),
  problem: told,
});

/** Which figure is asked for. */
export const inQuestion = {
  period,
  indicator: z.string().max(100).optional(),
  allocation: described(
    z.string().max(4000).optional(),
    'Rules of allocation that count for this answer instead of the recorded ones: a rule, or <process specification>=<rule>, between commas',
  ),
  model: described(
    z.string().max(200).optional(),
    'The dataset or model that stands in behind the border for whatever is linked to it; all else is as it was linked last',
  ),
  biogenic: described(
    z.enum(['zero', 'counted'], { error: 'zero or counted' }).optional(),
    'How biogenic carbon dioxide counts: as nothing (zero), or -1 where it is taken up and +1 where it is given off (counted)',
  ),
};

/** An answer with what is missing in it, and what stands in its way, in words. */
export const withGapsTold = <T extends { readonly gaps: readonly Gap[]; readonly problems: readonly Problem[] }>({
  gaps,
  problems,
  ...rest
}: T) => ({
  ...rest,
  gaps: gaps.map((each) => ({ ...each, problem: tell(each.problem) })),
  warnings: problems.map((each) => tell(each)),
});
