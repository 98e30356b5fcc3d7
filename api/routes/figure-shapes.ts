import { z } from './declare.ts';

/** A figure that is not known is null. */
export const figure = z.number().nullable();

/** A part of the figure; '' is what the list does not tell apart. */
const part = z.object({ of: z.string(), name: z.string(), value: figure, share: figure });

/** A node of the tree of supply: result = own + the results of its children + rest. */
const node = z.object({
  parent: z.number(),
  tier: z.number(),
  product: z.string(),
  process: z.string(),
  name: z.string(),
  supplier: z.string().optional(),
  place: z.string().optional(),
  amount: figure,
  unit: z.string(),
  result: figure,
  own: figure,
  rest: figure,
});

const path = z.object({ processes: z.array(z.string()), names: z.array(z.string()), value: figure, share: figure });

/** The lists of the account of a figure (FigureAccount), each of which sums to it; a table is one of them. */
export const accountTables = {
  tree: node,
  byProcess: part,
  bySupplier: part,
  byPlace: part,
  byFlow: part,
  byTier: part,
  paths: path,
};

/** What is told of a figure beside its lists. */
export const accountHead = {
  product: z.string(),
  name: z.string(),
  amount: figure,
  unit: z.string(),
  total: figure,
  certificate: z.object({ remainder: figure, bound: figure, residual: figure }),
  pathRest: figure,
};
