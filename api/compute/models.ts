import { isError, type Problem, problem } from '../../engine/0-base/problem.ts';
import type { BackgroundRow, Indicator } from '../../engine/4-footprint/background.ts';
import { modelBackground } from '../../engine/4-footprint/model/model-background.ts';
import { accountOf } from '../../engine/4-footprint/system/account.ts';
import type { ModelChoices } from '../../engine/4-footprint/model/choices.ts';
import {
  type CategoryFigure,
  categoryFigures,
  type UncountedFlow,
} from '../../engine/4-footprint/system/category-figures.ts';
import { type EnergyReturn, energyReturn } from '../../engine/4-footprint/system/energy-return.ts';
import type { FigureAccount } from '../../engine/4-footprint/system/figure-account.ts';
import type { SystemProduct } from '../../engine/4-footprint/system/linked-system.ts';
import type { UncertainEntry } from '../../engine/4-footprint/system/spread.ts';
import { type PreparedSystem, prepareSystem } from '../../engine/4-footprint/system/prepared-system.ts';
import { bundledModels, readBundled } from '../interchange/bundled-model.ts';
import { type ModelFile, type ModelRead, readModelFile } from '../interchange/model-file.ts';
import { type ModelUnderstood, understood } from './model-understood.ts';

/** An answer, or the problems that stopped it. */
type Reply<T> = { readonly value: T } | { readonly problems: readonly Problem[] };

/** Where a model comes from: a file that a network keeps, or a dataset of the house. */
export type ModelOrigin = { readonly file: ModelFile } | { readonly bundled: string };

/** A product of a model, and who makes it where. */
export interface ModelProduct extends SystemProduct {
  /** The name of the process that makes it. */
  readonly process?: string;
  readonly supplier?: string;
  readonly place?: string;
}

/** Which figure is asked for; of the first category unless told. */
export interface FigureQuery {
  readonly product: string;
  readonly amount?: number | undefined;
  readonly category?: string | undefined;
  readonly nodes?: number | undefined;
  readonly choices?: ModelChoices | undefined;
}

/** Of which amount of a product all categories are asked for. */
export type FiguresQuery = Pick<FigureQuery, 'product' | 'amount' | 'choices'>;

/** What an amount of a product carries of every category. */
export interface FiguresAnswer {
  readonly product: SystemProduct;
  readonly amount: number;
  readonly figures: readonly CategoryFigure[];
  /** Flows that no category counts: the largest of them, and how many there are. */
  readonly uncounted: readonly UncountedFlow[];
  readonly uncountedCount: number;
  readonly problems: readonly Problem[];
}

/** A figure with what it is made of, and what stands in its way. */
export interface FigureAnswer extends FigureAccount {
  /** Of a carrier of energy whose cumulative energy demand is asked for: what it gives for what was spent on it, per unit. */
  readonly energyReturn?: EnergyReturn;
  readonly problems: readonly Problem[];
}

/** Products whose figures are wanted as rows of background data, under the name and version of the model. */
export interface RowsQuery {
  readonly dataset: string;
  readonly version: string;
  readonly products: readonly string[];
}

/** A model that is held, ready to be asked. */
interface Held {
  readonly read: ModelRead;
  readonly prepared: PreparedSystem;
  /** The same under other choices, as they were made. */
  readonly others: Map<string, Chosen>;
}

/** A system under some choices, and what was odd about them. */
interface Chosen {
  readonly prepared: PreparedSystem;
  readonly uncertain?: readonly UncertainEntry[] | undefined;
  readonly problems: readonly Problem[];
}

/** Models held at a time; the one that was asked longest ago goes first. */
const heldLimit = 4;
/** Choices of one model that are held at a time. */
const othersLimit = 3;
/** Flows without a factor that are told one by one with a figure. */
const mostUncounted = 100;
const held = new Map<string, Held>();

async function readOrigin(origin: ModelOrigin, folder: string) {
  if ('file' in origin) return readModelFile(origin.file, folder);
  const dataset = (await bundledModels(folder)).find(({ name }) => name === origin.bundled);
  return dataset
    ? readBundled(folder, dataset)
    : { problems: [problem('model.unknown', '', { value: origin.bundled })] };
}

/** Reads a model and holds it under a key, or says why it cannot; what is held is not read again. */
export async function holdModel(
  { key, origin }: { readonly key: string; readonly origin: ModelOrigin },
  folder: string,
): Promise<Reply<ModelUnderstood>> {
  const known = held.get(key);
  if (known) return { value: understood(known) };
  const read = await readOrigin(origin, folder);
  if (!read.system) return { problems: read.problems };
  const model: Held = { read, prepared: prepareSystem(read.system), others: new Map() };
  held.set(key, model);
  for (const oldest of [...held.keys()].slice(0, -heldLimit)) held.delete(oldest);
  return { value: understood(model) };
}

/** Asks a model that is held; undefined where it is not. */
function asking<Q, T>(answer: (model: Held, query: Q) => Reply<T>) {
  return ({ key, query }: { readonly key: string; readonly query: Q }): Reply<T> | undefined => {
    const model = held.get(key);
    if (!model) return undefined;
    held.delete(key);
    held.set(key, model);
    return answer(model, query);
  };
}

const matches = (
  words: readonly string[],
  { id, name, process = '', supplier = '', place = '' }: ModelProduct,
): boolean => {
  const text = `${id} ${name} ${process} ${supplier} ${place}`.toLowerCase();
  return words.every((word) => text.includes(word));
};

/** The products whose name, id, maker or place has all words of a search. */
export const modelProducts = asking(({ prepared: { system, square } }, search: string): Reply<ModelProduct[]> => {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const products = system.products.map((product, place) => {
    const { name: process, supplier, place: where } = system.processes[square.maker[place] ?? -1] ?? {};
    const made = process !== undefined && process !== product.name ? { process } : {};
    return {
      ...product,
      ...made,
      ...(supplier !== undefined && { supplier }),
      ...(where !== undefined && { place: where }),
    };
  });
  return { value: products.filter((each) => matches(words, each)) };
});

/** What choices can be wrong about; all else was told when the model was read. */
const ofChoices: ReadonlySet<string> = new Set(['choice.unknown', 'model.market', 'allocation.fallback']);

/** The system of a model under some choices; its own where none are made. Of a model of sectors nothing can be chosen. */
function under({ read, prepared, others }: Held, choices: ModelChoices | undefined): Chosen {
  if (choices === undefined || !read.processes) return { prepared, uncertain: read.processes?.uncertain, problems: [] };
  const key = JSON.stringify(choices);
  const known = others.get(key) ?? chosenOf(read.processes.chosen(choices));
  others.delete(key);
  others.set(key, known);
  for (const oldest of [...others.keys()].slice(0, -othersLimit)) others.delete(oldest);
  return known;
}

const chosenOf = ({ system, problems, processes }: ModelRead): Chosen => ({
  prepared: prepareSystem(system),
  uncertain: processes?.uncertain,
  problems: problems.filter(({ code }) => ofChoices.has(code)),
});

/** The system that a product is asked of, or why it cannot be asked. Problems: record.unknown, choice.unknown. */
function asked(model: Held, { product, choices }: FiguresQuery): Chosen | { readonly problems: readonly Problem[] } {
  const chosen = under(model, choices);
  const wrong = chosen.problems.filter(isError);
  if (wrong.length > 0) return { problems: wrong };
  if (chosen.prepared.places().has(product)) return chosen;
  return { problems: [problem('record.unknown', '', { class: 'product', value: product })] };
}

/** What an amount of a product carries of every category. Problems: record.unknown, choice.unknown. */
export const modelFigures = asking((model, query: FiguresQuery): Reply<FiguresAnswer> => {
  const found = asked(model, query);
  if (!('prepared' in found)) return found;
  const { prepared, uncertain, problems } = found;
  const { product, amount = 1 } = query;
  const place = prepared.places().get(product)!;
  const { figures, uncounted, problems: odd } = categoryFigures(prepared, { product: place, amount, uncertain });
  return {
    value: {
      product: prepared.system.products[place]!,
      amount,
      figures,
      uncounted: uncounted.slice(0, mostUncounted),
      uncountedCount: uncounted.length,
      problems: [...problems, ...odd],
    },
  };
});

/** One figure of a product with all that it is made of. Problems: record.unknown, choice.unknown, parameter.invalid. */
export const modelFigure = asking((model, query: FigureQuery): Reply<FigureAnswer> => {
  const found = asked(model, query);
  if (!('prepared' in found)) return found;
  const { prepared, problems: odd } = found;
  const { product, amount = 1, nodes } = query;
  const { categories } = prepared.system;
  const category = query.category ?? categories[0]?.id ?? '';
  if (!categories.some(({ id }) => id === category)) {
    const expected = `one of ${categories.map(({ id }) => id).join(', ')}`;
    return { problems: [problem('parameter.invalid', '', { field: 'category', value: category, expected })] };
  }
  const { value, problems } = accountOf(prepared, { product, amount, category, ...(nodes !== undefined && { nodes }) });
  return value ? { value: { ...value, ...returnOf(value), problems: [...odd, ...problems] } } : { problems };
});

/** The category that sums all of cumulative energy demand. */
const energyDemand = 'cumulative-energy';

function returnOf({ category: { method }, unit, total, amount }: FigureAccount): Pick<FigureAnswer, 'energyReturn'> {
  if (method.id !== energyDemand) return {};
  const found = energyReturn({ unit, demand: total / amount, demandUnit: method.unit });
  return found ? { energyReturn: found } : {};
}

/** What some products carry, as rows of background data. */
export const modelRows = (
  asked: { readonly key: string; readonly query: RowsQuery },
  indicators: readonly Indicator[],
) =>
  asking(({ prepared }, { dataset: name, version, products }: RowsQuery): Reply<readonly BackgroundRow[]> => {
    const { rows } = modelBackground({ model: { name, version }, prepared, indicators, products });
    return { value: rows };
  })(asked);
