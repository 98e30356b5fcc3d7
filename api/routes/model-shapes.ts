import { told } from './answer.ts';
import { z } from './declare.ts';
import { accountHead, accountTables, figure } from './figure-shapes.ts';

const method = z.object({ id: z.string(), version: z.string(), unit: z.string() });
const category = z.object({ id: z.string(), name: z.string(), method });

/** What is known of a model without opening it. */
export const modelHead = z.object({
  name: z.string(),
  kind: z.string(),
  /** Whether it comes with the house; else the network keeps it for itself. */
  bundled: z.boolean(),
  title: z.string().optional(),
  version: z.string(),
  licence: z.string().optional(),
  source: z.string().optional(),
  size: z.number().optional(),
  counts: z.object({ products: z.number(), processes: z.number(), flows: z.number(), entries: z.number() }),
  categories: z.array(category),
});

const cutOff = z.object({
  flow: z.string(),
  name: z.string(),
  count: z.number(),
  process: z.string(),
  at: z.string(),
  makers: z.array(z.string()),
});

/** How one category counts the elementary flows of a model: those that it counts, known by id or by name, and those for which the common factor stands in for one of their place. */
const coverage = z.object({
  category: z.string(),
  counted: z.number(),
  byId: z.number().optional(),
  byName: z.number().optional(),
  uncounted: z.number(),
  fallbackCount: z.number(),
  fallbacks: z.array(z.string()),
});

const parameter = z.object({
  name: z.string(),
  value: figure,
  formula: z.string().optional(),
  unit: z.string().optional(),
  process: z.string().optional(),
  processName: z.string().optional(),
});

/** A model with what was wrong when it was read. */
export const modelWhole = modelHead.extend({
  problems: z.array(told),
  /** Products that nobody in it supplies: the first of them, and how many there are. */
  cutOffs: z.array(cutOff),
  cutOffCount: z.number(),
  /** The ways in which its processes of several products can be shared. */
  allocations: z.array(z.string()),
  /** How each category counts its flows; the flows that none counts, the first of them by name. */
  coverage: z.array(coverage),
  uncounted: z.array(z.string()),
  uncountedCount: z.number(),
  /** What can be chosen: the first of them, and how many there are. */
  parameters: z.array(parameter),
  parameterCount: z.number(),
  /** Exchanges of all processes: how many there are, tell how uncertain they are, and are judged by quality. */
  exchanges: z.object({ all: z.number(), uncertain: z.number(), judged: z.number() }),
});

/** What was understood of a file, and whether it is kept now or could be. */
export const modelTaken = modelWhole.extend({ kept: z.boolean(), keepable: z.boolean() });

export const modelProduct = z.object({
  id: z.string(),
  name: z.string(),
  unit: z.string(),
  /** The process that makes it, where that is called otherwise. */
  process: z.string().optional(),
  supplier: z.string().optional(),
  place: z.string().optional(),
});

/** A product, how much of it, and the figure. */
export const figureHead = z.object({ total: figure, category });

const lists = Object.fromEntries(Object.entries(accountTables).map(([name, item]) => [name, z.array(item)]));

/** What a carrier of energy gives for what was spent on it, in joules per unit; the ratio is null where less was counted than it delivers. */
const energyReturn = z.object({ delivered: z.number(), invested: z.number(), ratio: figure });

/** A figure with all that it is made of, and its certificate. */
export const figureWhole = z.looseObject({
  model: z.string(),
  version: z.string(),
  ...accountHead,
  ...figureHead.shape,
  energyReturn: energyReturn.optional(),
  ...lists,
  warnings: z.array(told),
});

/** What an amount of a product carries of one category. */
export const categoryFigure = z.object({
  category,
  total: figure,
  certificate: accountHead.certificate,
  /** One standard deviation, to the first order, where exchanges tell how uncertain they are. */
  deviation: figure.optional(),
});

/** A flow that no category counts; a purchase is supplied by nobody in the model. */
export const uncountedFlow = z.object({
  flow: z.string(),
  name: z.string(),
  kind: z.string(),
  amount: figure,
  unit: z.string(),
});

/** What an amount of a product carries of every category. */
export const figuresWhole = z.object({
  model: z.string(),
  version: z.string(),
  product: z.string(),
  name: z.string(),
  unit: z.string(),
  amount: z.number(),
  figures: z.array(categoryFigure),
  /** What crosses the border and is counted by no category: the largest of them, and how many there are. */
  uncounted: z.array(uncountedFlow),
  uncountedCount: z.number(),
  warnings: z.array(told),
});
