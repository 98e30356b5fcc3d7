import { assert } from '../engine/0-base/assert.ts';
import type { Descriptor } from '../datasets/read.ts';
import { drawSheet } from './sheet/draw.ts';
import { csvOf, jsonOf } from './sheet/files.ts';
import type { MakeSheet, Sheet, SheetTable } from './sheet/sheet.ts';
import { type BrokenParameter, type QuerySpec, readQuery, writeQuery } from './state/url.ts';
import { formatNumber } from './text/format.ts';
import type { Language } from './text/language.ts';
import { language, loadLanguage, speak, text } from './text/text.ts';
import { plainName } from './views/names.ts';
import type { ViewInfo } from './views/view.ts';
import type { Failure } from './worker/http.ts';
import { jobs } from './worker/jobs.ts';
import type { World } from './worker/world.ts';

const infos = import.meta.glob<{ view: ViewInfo }>('./views/*/view.ts', { eager: true });
const makers = import.meta.glob<{ sheet: MakeSheet<object> }>('./views/*/sheet.ts', { eager: true });

/** What is asked for: a view with its parameters as in the address of its page, and the kind of file. */
export interface ViewRequest {
  readonly view: string;
  /** The parameters of the page, as after the question mark. */
  readonly search: string;
  readonly as: 'csv' | 'json' | 'svg';
  /** Which of its tables; its first when left out. */
  readonly table?: string | undefined;
  /** Pixels of the picture. */
  readonly width: number;
  readonly theme: 'light' | 'dark';
  /** Where the pages stand: https://example.org */
  readonly origin: string;
  readonly version: string;
}

/** A file, or why there is none: parameters that cannot be read, or what the API answered. */
export type ServedView =
  | { readonly is: 'file'; readonly content: string; readonly name: string }
  | { readonly is: 'broken'; readonly parameters: readonly BrokenParameter[] }
  | { readonly is: 'failed'; readonly failure: Failure };

/** Speaks a language from now on; this file is loaded once for each. */
export async function speakOnly(wanted: string): Promise<void> {
  await loadLanguage(wanted as Language);
  speak(wanted as Language);
}

/** The views that can be served, by their part of the address. */
const served = new Map(
  Object.entries(makers).map(([path, { sheet }]) => {
    const info = infos[path.replace('sheet.ts', 'view.ts')]!.view;
    return [info.id, { info, sheet }] as const;
  }),
);

const broken = (name: string, given: string, reason: string): ServedView => ({
  is: 'broken',
  parameters: [{ name, text: given, reason }],
});

/** Serves a view of a network as a file, from the same functions and components as its page. */
export async function serveView(world: World, request: ViewRequest): Promise<ServedView> {
  const found = served.get(request.view);
  if (!found) return broken('view', request.view, `one of ${[...served.keys()].join(', ')}`);
  const { query } = found.info;
  const strange = [...new URLSearchParams(request.search).keys()].find((name) => !(name in query));
  if (strange !== undefined)
    return broken(
      strange,
      new URLSearchParams(request.search).get(strange)!,
      `one of ${Object.keys(query).join(', ')}`,
    );
  const { values, broken: parameters } = readQuery(query, request.search);
  if (parameters.length > 0) return { is: 'broken', parameters };
  const { ask } = world;
  const client = {
    get: ask.json,
    run: async (name: keyof typeof jobs, input: never) => jobs[name](world as never, input) as never,
  };
  const answer = await found.sheet({ client: client as never, opened: world, values, width: request.width });
  if (!answer.ok) return { is: 'failed', failure: answer };
  const table = answer.value.tables.find(({ id }) => id === (request.table ?? id));
  if (!table)
    return broken('table', request.table ?? '', `one of ${answer.value.tables.map(({ id }) => id).join(', ')}`);
  return write(answer.value, { world, request, info: found.info, values, table });
}

interface Given {
  readonly world: World;
  readonly request: ViewRequest;
  readonly info: ViewInfo;
  readonly values: object;
  readonly table: SheetTable;
}

async function write(sheet: Sheet, given: Given): Promise<ServedView> {
  const { world, request, info, values, table } = given;
  const search = writeQuery(info.query as QuerySpec, values);
  const address = `${request.origin}/${world.network}/${info.id}${search}`;
  const name = `${world.network}-${[...new Set([info.id, table.id])].join('-')}.${request.as}`;
  if (request.as === 'csv') return { is: 'file', name, content: csvOf(table) };
  const sources = await sourcesOf(sheet, world);
  if ('failure' in sources) return { is: 'failed', failure: sources.failure };
  const content =
    request.as === 'svg'
      ? drawSheet(sheet, {
          network: plainName(world.name),
          foot: [...footOf(sheet, sources.list, world), address],
          language,
          theme: request.theme,
        })
      : JSON.stringify(describe(sheet, { ...given, address, sources: sources.list }), null, 2);
  return { is: 'file', name, content };
}

interface Source {
  readonly title: string;
  readonly licence?: string;
  readonly path?: string;
}

/** Where a sheet is from: the records of the network, with the licence of the dataset that founded it, and the datasets used. */
async function sourcesOf(
  { datasets }: Sheet,
  { ask, name, network }: World,
): Promise<{ readonly list: readonly Source[] } | { readonly failure: Failure }> {
  const listed = await ask.json<{ items: readonly Descriptor[] }>('/api/datasets');
  if (!listed.ok) return { failure: listed };
  const known = new Map(listed.value.items.map((each) => [each.name, each]));
  const own = listed.value.items.find(({ throughflow }) => throughflow.network === network);
  const licenceOf = (dataset: Descriptor | undefined) =>
    dataset?.licenses?.map(({ title, name }) => title ?? name).join(', ');
  const source = (title: string, dataset: Descriptor | undefined): Source => {
    const licence = licenceOf(dataset);
    const path = dataset?.licenses?.find((each) => each.path)?.path;
    return { title, ...(licence && { licence }), ...(path && { path }) };
  };
  const used = datasets.flatMap((each) => known.get(each) ?? []);
  return {
    list: [
      source(text.sheet.records(name), own),
      ...used.map((each) =>
        source([each.title, each.version, each.throughflow.attribution].filter(Boolean).join(', '), each),
      ),
    ],
  };
}

const asOf = ({ sequence }: World) => text.sheet.asOf(formatNumber(sequence, 12));

function footOf({ cited }: Sheet, sources: readonly Source[], world: World): string[] {
  const say = text.sheet;
  const listed = sources.map(({ title, licence }) => `${title} (${licence ? say.licence(licence) : say.noLicence})`);
  return [
    `${say.sources}: ${listed.join('; ')}.`,
    ...(cited.length > 0 ? [`${say.cited}: ${cited.join('; ')}.`] : []),
    `${asOf(world)}.`,
  ];
}

/** A view for a program: what is found, the figures, where they are from, and how to cite them. */
function describe(
  sheet: Sheet,
  { world, request, info, values, table, address, sources }: Given & { address: string; sources: readonly Source[] },
) {
  const { network, name, invented, sequence } = world;
  assert(table !== undefined, 'a sheet has a table');
  return {
    title: sheet.finding.join(' '),
    view: { id: info.id, name: sheet.title },
    network: { id: network, name, invented },
    notes: sheet.notes,
    scope: values,
    asOf: { sequence },
    language,
    table: {
      id: table.id,
      name: table.caption,
      others: sheet.tables.filter((each) => each !== table).map(({ id }) => id),
    },
    ...jsonOf(table),
    sources,
    cited: sheet.cited,
    address,
    citation: text.sheet.citation(name, sheet.title, asOf(world), request.version, address),
  };
}
