import { z } from 'zod';
import { type Decimal, decimal, formatDecimal, multiply, subtract } from '../engine/0-base/decimal.ts';
import { type Problem, problem } from '../engine/0-base/problem.ts';
import type { Row } from './read.ts';

/** The languages in which the starter kits speak. */
export const kitLanguages = ['en', 'nl'] as const;
export type KitLanguage = (typeof kitLanguages)[number];

const text = z.string();
const optional = z.string().nullable();
const named = { en: text, nl: text };
const cited = { status: z.enum(['sourced', 'assumed']), source: text };
const range = { low: text, high: text };

const word = z.object({ word: text, ...named, unit: optional, effort: optional, grade: optional });
const content = z.object({
  word: text,
  layer: text,
  value: text,
  ...range,
  unit: text,
  per: z.enum(['kilogram', 'kilogram dry', 'litre', 'kilowattHour']),
  ...cited,
});
const keeping = z.object({ word: text, days: text, condition: optional, conditionNl: optional, ...cited });
const substitution = z.object({
  offered: text,
  needed: text,
  ...range,
  share: optional,
  condition: optional,
  conditionNl: optional,
  ...cited,
});
const carriage = z.object({ value: text, ...range, currency: text, ...cited });
const words = z.object({
  words: z.array(word),
  contents: z.array(content),
  keeping: z.array(keeping),
  substitutions: z.array(substitution),
  carriage: z.array(carriage),
});
/** The tables of the dataset of words, each row typed. */
export type KitWords = z.infer<typeof words>;

const kit = z.object({
  processes: z.array(
    z.object({ process: text, ...named, rule: z.enum(['mass', 'price', 'equal']), batch: text, batchNl: text }),
  ),
  roles: z.array(
    z.object({ process: text, word: text, role: z.enum(['product', 'co-product', 'recyclable', 'waste', 'emission']) }),
  ),
  recipe: z.array(z.object({ process: text, action: text, word: text, value: text, ...range, unit: text, ...cited })),
  expected: z.array(z.object({ process: text, kind: text, ...range, ...cited })),
  packs: z.array(
    z.object({ pack: text, ...named, word: text, content: text, unit: text, tare: text, tareUnit: text, ...cited }),
  ),
  links: z.array(
    z.object({ word: text, dataset: text, version: text, row: text, factor: text, per: text, match: text, ...cited }),
  ),
});
/** The tables of a starter kit, each row typed. */
export type KitTables = z.infer<typeof kit>;

type Tables = Readonly<Record<string, readonly Row[]>>;

function typed<T>(shape: z.ZodType<T>) {
  return (tables: Tables, name: string): { value?: T; problems: Problem[] } => {
    const result = shape.safeParse(tables);
    if (result.success) return { value: result.data, problems: [] };
    const reasons = result.error.issues.map(({ path, message }) => `${path.join(' ')}: ${message}`);
    return { problems: [problem('dataset.invalid', '', { name, reason: reasons.slice(0, 5).join('; ') })] };
  };
}

/** Reads the tables of the words. Problems: dataset.invalid. */
export const readWords = typed(words);
/** Reads the tables of a kit. Problems: dataset.invalid. */
export const readKit = typed(kit);

/** A starter kit as it is taken up. */
export interface Kit {
  /** The name of its dataset. */
  readonly name: string;
  readonly version: string;
  readonly names: Readonly<Record<KitLanguage, string>>;
  readonly tables: KitTables;
}

/** A record as it is sent: class, id and fields. */
export type KitRecord = Readonly<Record<string, unknown>> & { readonly '@type': string; readonly '@id': string };

/** What a kit is turned into records with. */
export interface KitMaking {
  readonly words: KitWords;
  readonly wordsVersion: string;
  readonly language: KitLanguage;
  /** The id of what a name stands for in this network: the same each time. */
  readonly idOf: (name: string) => string;
  /** The id of the specification of a word: one of the network's own, or a new one. */
  readonly specificationOf: (word: string) => string;
}

/** How a specification says which word of the kits it is. */
export const classOfWord = (name: string): string => `word:${name}`;

/** The words that a kit speaks of. */
export const wordsOf = ({ recipe, roles, packs, links }: KitTables): string[] => [
  ...new Set([...recipe, ...roles, ...packs, ...links].map((row) => row.word)),
];

/** The records of a kit in a language, each behind those that it names. */
export function kitRecords(kit: Kit, making: KitMaking): KitRecord[] {
  const used = new Set(wordsOf(kit.tables));
  return [...wordRecords(used, making), ...workRecords(kit, making), ...recipeRecords(kit, making)];
}

const kg = 'kilogram';

function wordRecords(used: ReadonlySet<string>, making: KitMaking): KitRecord[] {
  const { words, language, idOf, specificationOf, wordsVersion } = making;
  const specifications = words.words
    .filter((row) => used.has(row.word))
    .map((row) => ({
      '@type': 'ResourceSpecification',
      '@id': specificationOf(row.word),
      name: row[language],
      resourceClassifiedAs: [classOfWord(row.word)],
      ...(row.unit && { defaultUnitOfResource: row.unit }),
      ...(row.effort && { defaultUnitOfEffort: row.effort }),
    }));
  const properties = words.contents
    .filter((row) => used.has(row.word))
    .map((row) => ({
      '@type': 'Property',
      '@id': idOf(`content/${row.word}/${row.layer}/${row.value}/${row.unit}/${row.per}`),
      of: specificationOf(row.word),
      layer: row.layer,
      ...figures(row, words),
      source: `${row.source} (kit-words ${wordsVersion})`,
      status: row.status,
    }));
  return [...specifications, ...properties];
}

const hundred = decimal('100');
const percent = decimal('0.01');

/** A content as a Property has it: for each kilogram as it is, or litre, or kilowatt-hour. */
function figures(row: KitWords['contents'][number], { contents }: KitWords) {
  const wet = contents.find((each) => each.word === row.word && each.layer === 'water');
  const dry = multiply(subtract(hundred, decimal(wet?.value ?? '0')), percent);
  const isPart = row.unit === 'percent';
  const write = (value: string): string => {
    const part: Decimal = isPart ? multiply(decimal(value), percent) : decimal(value);
    return formatDecimal(row.per === 'kilogram dry' ? multiply(part, dry) : part);
  };
  return {
    value: write(row.value),
    unit: isPart ? kg : row.unit,
    per: row.per === 'kilogram dry' ? kg : row.per,
    uncertainty: { low: write(row.low), high: write(row.high) },
    ...(row.layer === 'energy' && { basis: 'gross' }),
    ...(row.layer === 'carbon' && { origin: fossil.has(row.word) ? 'fossil' : 'biogenic' }),
  };
}

const fossil = new Set(['gas', 'diesel', 'fertiliser']);

function workRecords({ tables }: Kit, { language, idOf, specificationOf }: KitMaking): KitRecord[] {
  const kinds = tables.processes.map((row) => ({
    '@type': 'ProcessSpecification',
    '@id': idOf(`process/${row.process}`),
    name: row[language],
    allocation: {
      rule: row.rule,
      roles: tables.roles
        .filter(({ process }) => process === row.process)
        .map(({ word: name, role }) => ({ specification: specificationOf(name), role })),
    },
  }));
  const gaps = tables.expected.map(({ process, kind, low, high, source }) => ({
    '@type': 'ExpectedUnmeasuredFlow',
    '@id': idOf(`expected/${process}/${kind}`),
    of: idOf(`process/${process}`),
    kind,
    low,
    high,
    source,
  }));
  const packs = tables.packs.map((row) => ({
    '@type': 'Pack',
    '@id': idOf(`pack/${row.pack}`),
    name: row[language],
    of: specificationOf(row.word),
    content: { hasNumericalValue: row.content, hasUnit: row.unit },
    tare: { hasNumericalValue: row.tare, hasUnit: row.tareUnit },
    source: row.source,
  }));
  const links = tables.links.map(({ word: name, status: _, source: __, ...rest }) => ({
    '@type': 'BackgroundLink',
    '@id': idOf(`link/${name}`),
    of: specificationOf(name),
    ...rest,
  }));
  return [...kinds, ...gaps, ...packs, ...links];
}

/** Outputs of the recipes; whatever else is said goes in. */
const outputs = new Set(['produce']);

function recipeRecords({ name, version, names, tables }: Kit, making: KitMaking): KitRecord[] {
  const { language, idOf, specificationOf } = making;
  const processes = tables.processes.map((row) => ({
    '@type': 'RecipeProcess',
    '@id': idOf(`recipe/${row.process}`),
    name: row[language],
    note: language === 'nl' ? row.batchNl : row.batch,
    processConformsTo: idOf(`process/${row.process}`),
  }));
  const flows = tables.recipe.map((row, place) => {
    const isOut = outputs.has(row.action);
    const quantity = { hasNumericalValue: row.value, hasUnit: row.unit };
    return {
      '@type': 'RecipeFlow',
      '@id': idOf(`recipe/${name}/${String(place).padStart(2, '0')}`),
      action: row.action,
      [isOut ? 'recipeOutputOf' : 'recipeInputOf']: idOf(`recipe/${row.process}`),
      resourceConformsTo: specificationOf(row.word),
      [row.unit === 'hour' ? 'effortQuantity' : 'resourceQuantity']: quantity,
      note: `${row.low}-${row.high}; ${row.source}`,
    };
  });
  // What one step makes for the next one is not what the whole is for.
  const isTaken = (word: string) => tables.recipe.some((row) => !outputs.has(row.action) && row.word === word);
  const product = tables.roles.find(({ role, word }) => role === 'product' && !isTaken(word));
  return [
    ...processes,
    ...flows,
    {
      '@type': 'Recipe',
      '@id': idOf(`recipe/${name}`),
      name: names[language],
      note: `${name} ${version}`,
      ...(product && { primaryOutput: specificationOf(product.word) }),
      recipeIncludes: processes.map((each) => each['@id']),
    },
  ];
}
