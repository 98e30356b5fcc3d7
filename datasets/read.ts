import Papa from 'papaparse';
import { z } from 'zod';
import { type Problem, problem } from '../engine/0-base/problem.ts';

/** How a footprint was counted. Figures divide or add only when id, version and unit agree. */
export const method = z.object({
  id: z.string(),
  version: z.string(),
  unit: z.string(),
  /** What the indicator is called, where its id does not say. */
  name: z.string().optional(),
  note: z.string().optional(),
});
export type Method = z.infer<typeof method>;

const fieldType = z.enum(['string', 'number', 'integer', 'boolean']);
const field = z.object({
  name: z.string(),
  type: fieldType,
  unit: z.string().optional(),
  description: z.string().optional(),
});

const resource = z.object({
  name: z.string(),
  path: z.string().regex(/^[\w-]+(\.[\w-]+)+$/),
  title: z.string().optional(),
  format: z.enum(['csv', 'json', 'geojson']),
  schema: z.object({ fields: z.array(field) }).optional(),
});
export type Resource = z.infer<typeof resource>;

const kind = z.enum([
  'sample-network',
  'published-network',
  'background',
  'characterisation',
  'impact-factors',
  'sector-tables',
  'budgets',
  'places',
  'world',
  'words',
  'kit',
]);

const ours = z.object({
  kind,
  /** The method of each indicator that the tables hold. */
  methods: z.record(z.string(), method).optional(),
  attribution: z.string().optional(),
  /** The unit of which a background row's figures are per one, where the table has no column for it. */
  per: z.string().optional(),
  /** The currency of sector tables, and how many of it one of their amounts is. */
  currency: z.string().optional(),
  scale: z.number().optional(),
  /** The indicator that sums all of a dataset's own, where they are parts of a whole. */
  total: z.object({ indicator: z.string(), name: z.string() }).optional(),
  /** A network's address, its Network record, and the batches that make it, in the order of recording. */
  network: z.string().optional(),
  batches: z.array(z.object({ path: z.string(), recorded: z.string().optional() })).optional(),
  /** What a starter kit is called, by language. */
  names: z.object({ en: z.string(), nl: z.string() }).optional(),
});

const descriptorShape = z.object({
  name: z.string().regex(/^[a-z0-9][a-z0-9-]*$/),
  title: z.string(),
  version: z.string(),
  description: z.string().optional(),
  licenses: z.array(z.object({ name: z.string(), title: z.string().optional(), path: z.string().optional() })),
  sources: z.array(z.object({ title: z.string(), path: z.string().optional(), version: z.string().optional() })).min(1),
  resources: z.array(resource).min(1),
  throughflow: ours,
});

/** A dataset's datapackage.json: Data Package v2 with our `throughflow` object. */
export type Descriptor = z.infer<typeof descriptorShape>;

/** A cell is typed by its field; an empty cell is null. */
export type Row = Readonly<Record<string, string | number | boolean | null>>;

const invalid = (name: string, path: string, reason: string): Problem =>
  problem('dataset.invalid', path, { name, reason });

const pointer = (path: readonly PropertyKey[]): string => path.map((step) => `/${String(step)}`).join('');

function parsed<T>(shape: z.ZodType<T>, value: unknown, name: string): { value?: T; problems: Problem[] } {
  const result = shape.safeParse(value);
  if (result.success) return { value: result.data, problems: [] };
  return { problems: result.error.issues.map((issue) => invalid(name, pointer(issue.path), issue.message)) };
}

function parsedJson<T>(shape: z.ZodType<T>, text: string, name: string): { value?: T; problems: Problem[] } {
  try {
    return parsed(shape, JSON.parse(text), name);
  } catch (error) {
    return { problems: [invalid(name, '', error instanceof Error ? error.message : 'not JSON')] };
  }
}

/** Reads the text of a datapackage.json. Problems: dataset.invalid. */
export const readDescriptor = (text: string): { value?: Descriptor; problems: Problem[] } =>
  parsedJson(descriptorShape, text, 'datapackage.json');

function cell(text: string, type: z.infer<typeof fieldType>): string | number | boolean | null | undefined {
  if (text === '') return null;
  if (type === 'string') return text;
  if (type === 'boolean') return text === 'true' ? true : text === 'false' ? false : undefined;
  const value = Number(text);
  return Number.isFinite(value) && (type === 'number' || Number.isInteger(value)) ? value : undefined;
}

/**
 * Reads a CSV resource into rows typed by its schema; a row with a cell that is not of its field's type is left out and named.
 * Problems: dataset.invalid (columns that are not the schema's, damaged CSV), table.cell.
 */
export function readTable(text: string, of: Resource): { rows: Row[]; problems: Problem[] } {
  const fields = of.schema?.fields ?? [];
  const { data, errors } = Papa.parse<string[]>(text, { skipEmptyLines: true });
  const problems = errors.map((error) => invalid(of.path, `/${error.row ?? 0}`, error.message));
  const [header = [], ...body] = data;
  if (header.join() !== fields.map((each) => each.name).join())
    return { rows: [], problems: [...problems, invalid(of.path, '/0', `its columns are ${header.join()}`)] };
  const rows = body.flatMap((cells, index) => {
    const bad: Problem[] = [];
    const entries = fields.map(({ name, type }, column) => {
      const value = cell(cells[column] ?? '', type);
      if (value === undefined)
        bad.push(
          problem('table.cell', `/${index + 1}`, { value: cells[column] ?? '', field: name, expected: `a ${type}` }),
        );
      return [name, value ?? null] as const;
    });
    problems.push(...bad);
    return bad.length > 0 ? [] : [Object.fromEntries(entries)];
  });
  return { rows, problems };
}

/** One figure of a background dataset: `value` of the method's unit per one `unit` of the row (kg, J, m3, one ...). */
export interface BackgroundRow {
  readonly row: string;
  readonly name: string;
  readonly unit: string;
  readonly stage: string | null;
  readonly indicator: string;
  readonly method: Method;
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly status: 'sourced' | 'assumed';
  readonly source: string;
  /** Where the carbon comes from that it counts; null where that is not told apart. */
  readonly origin: z.infer<typeof carbonLine> | null;
}

const heatingShape = z.object({
  row: z.string(),
  basis: z.enum(['net', 'gross']),
  value: z.string().regex(/^\d+(\.\d+)?$/),
  unit: z.string(),
  per: z.string(),
  per_layer: z.literal('energy').nullish(),
  status: z.enum(['sourced', 'assumed']),
  source: z.string(),
});

/** Heating values of the rows of a background dataset, for things that have none of their own. Problems: dataset.invalid. */
export function heatingRows({ name, version }: Descriptor, rows: readonly Row[]) {
  const read = rows.map((given, index) => parsed(heatingShape, given, `${name} row ${index + 1}`));
  return {
    rows: read.flatMap(({ value }) => {
      if (!value) return [];
      const { per_layer: perLayer, ...figure } = value;
      return [{ dataset: name, version, ...figure, ...(perLayer && { perLayer }) }];
    }),
    problems: read.flatMap(({ problems }) => problems),
  };
}

const carbonLine = z.enum(['fossil', 'biogenic', 'land-use', 'none', 'soil']);

const figureShape = z.object({
  row: z.string(),
  name: z.string().nullish(),
  unit: z.string().optional(),
  stage: z.string().nullish(),
  status: z.enum(['sourced', 'assumed']).default('sourced'),
  source: z.string().nullish(),
  low: z.number().nullish(),
  high: z.number().nullish(),
  origin: carbonLine.nullish(),
});

/**
 * The figures of a background dataset. A long table has columns indicator and value; a wide one has a column per indicator.
 * The method of each indicator is the descriptor's. Problems: dataset.invalid.
 */
export function backgroundRows(of: Descriptor, rows: readonly Row[]): { rows: BackgroundRow[]; problems: Problem[] } {
  const methods = Object.entries(of.throughflow.methods ?? {});
  const problems: Problem[] = [];
  const figures: BackgroundRow[] = [];
  rows.forEach((given, index) => {
    const { value: shape, problems: bad } = parsed(figureShape, given, `${of.name} row ${index + 1}`);
    problems.push(...bad);
    if (!shape) return;
    const { row, name, unit, stage, status, source, low, high, origin } = shape;
    for (const [indicator, how] of methods) {
      const value =
        'indicator' in given ? (given['indicator'] === indicator ? given['value'] : null) : given[indicator];
      if (typeof value !== 'number') continue;
      // Written out field by field: spreading takes ten times as long, and there are a hundred thousand figures.
      figures.push({
        row,
        name: name ?? row,
        unit: unit ?? of.throughflow.per ?? 'one',
        stage: stage ?? null,
        indicator,
        method: how,
        value,
        low: low ?? null,
        high: high ?? null,
        status,
        source: source ?? of.sources[0]!.title,
        origin: origin ?? null,
      });
    }
  });
  return { rows: figures, problems };
}

const characterisationShape = z.object({
  flow: z.string(),
  compartment: z.enum(['air', 'water', 'soil', 'resource']),
  unit: z.string(),
  indicator: z.string(),
  factor: z.number(),
  /** Where the carbon comes from that is counted. */
  origin: carbonLine.nullish(),
  /** The factor where biogenic carbon dioxide counts -1 when it is taken up and +1 when it is given off. */
  counted: z.number().nullish(),
  source: z.string(),
});
/** One characterisation factor: `factor` of the indicator's unit per one `unit` of the flow into the compartment. */
export type CharacterisationRow = z.infer<typeof characterisationShape>;

const impactFactorShape = z.object({
  flow: z.string(),
  unit: z.string(),
  indicator: z.string(),
  factor: z.number(),
});
/** One factor of a method of impact assessment: `factor` of the indicator's unit per one `unit` of the flow, which is told by its id in openLCA's reference data. */
export type ImpactFactorRow = z.infer<typeof impactFactorShape>;

const sectorShape = z.object({
  kind: z.enum(['industry', 'commodity']),
  code: z.string(),
  name: z.string(),
  output: z.number(),
});
/** A sector of make and use tables with its output as published, in the amounts of its tables. */
export type SectorRow = z.infer<typeof sectorShape>;

const budgetShape = z.object({
  indicator: z.string(),
  name: z.string(),
  direction: z.enum(['ceiling', 'floor']),
  method: z.string(),
  version: z.string(),
  unit: z.string(),
  period: z.string(),
  value: z.number(),
  high: z.number().nullable(),
  world: z.number().nullable(),
  worldYear: z.number().nullable(),
  source: z.string(),
});
/** One budget of the world per period: value (boundary), high (high-risk line), world (what the world does in worldYear). */
export type BudgetRow = z.infer<typeof budgetShape>;

const basisShape = z.object({
  of: z.string(),
  value: z.number(),
  unit: z.string(),
  year: z.number().nullable(),
  status: z.enum(['sourced', 'assumed']),
  source: z.string(),
});
/** A figure that sharing rules need: the world's population, its value added ... */
export type BasisRow = z.infer<typeof basisShape>;

const controlVariableShape = z.object({
  indicator: z.string(),
  dimension: z.string(),
  controlVariable: z.string(),
  unit: z.string(),
  boundary: z.number(),
  preindustrial: z.number().nullable(),
  value: z.number(),
  years: z.string(),
  formula: z.enum(['ratio', 'rise', 'fall']),
  publishedOvershoot: z.number(),
  source: z.string(),
});
/** One control variable of the world's doughnut. ratio: v/b; rise: (v-p)/(b-p); fall: (1-v/p)/(1-b/p), p pre-industrial. */
export type ControlVariableRow = z.infer<typeof controlVariableShape>;

function typed<T>(shape: z.ZodType<T>) {
  return (rows: readonly Row[], name: string): { rows: T[]; problems: Problem[] } => {
    const results = rows.map((row, index) => parsed(shape, row, `${name} row ${index + 1}`));
    return {
      rows: results.flatMap(({ value }) => (value === undefined ? [] : [value])),
      problems: results.flatMap(({ problems }) => problems),
    };
  };
}

/** Rows of a characterisation dataset. Problems: dataset.invalid. */
export const characterisationRows = typed(characterisationShape);
/** Rows of a dataset of impact factors. Problems: dataset.invalid. */
export const impactFactorRows = typed(impactFactorShape);
/** Rows of the sectors of a dataset of sector tables. Problems: dataset.invalid. */
export const sectorRows = typed(sectorShape);
/** Rows of a budgets dataset. Problems: dataset.invalid. */
export const budgetRows = typed(budgetShape);
/** Rows of a basis table. Problems: dataset.invalid. */
export const basisRows = typed(basisShape);
/** Rows of control-variables.csv. Problems: dataset.invalid. */
export const controlVariableRows = typed(controlVariableShape);

const position = z.array(z.number()).min(2);
const geometry = z.discriminatedUnion('type', [
  z.object({ type: z.literal('Polygon'), coordinates: z.array(z.array(position)) }),
  z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(z.array(position))) }),
]);
const places = z.object({
  type: z.literal('FeatureCollection'),
  features: z.array(
    z.object({
      type: z.literal('Feature'),
      id: z.union([z.string(), z.number()]),
      properties: z.object({ name: z.string(), sector: z.string().optional(), centroid: position.optional() }),
      geometry,
    }),
  ),
});
/** Named areas in WGS 84 degrees, outer rings clockwise as d3-geo wants them. */
export type Places = z.infer<typeof places>;

/** Reads a GeoJSON resource of named areas. Problems: dataset.invalid. */
export const readPlaces = (text: string, name: string): { value?: Places; problems: Problem[] } =>
  parsedJson(places, text, name);
