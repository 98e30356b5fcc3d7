import { type Problem, problem } from '../../../engine/0-base/problem.ts';
import type { Instant } from '../../../engine/0-base/time.ts';
import { type ClassName, kinds, schemas } from '../../../engine/1-record/kind.ts';
import { inversesOf, keepersOf } from '../../../engine/1-record/linked/vocabulary.ts';
import type { Answer, House, RecordFilter, RecordRow, Stock } from '../../store/house.ts';
import type { Extra } from './document.ts';

type Words = Record<string, unknown>;

/** Every class of record that a network has. */
export const allClasses = Object.keys(schemas) as ClassName[];

/** Every record of a filter, page by page, as of the number of the first page. */
export async function* pagesOf(
  house: House,
  network: string,
  filter: RecordFilter,
): AsyncIterable<Answer<readonly RecordRow[]>> {
  let cursor: string | undefined;
  do {
    const answer = await house.records(network, { ...filter, limit: 1000, cursor });
    if (!answer.value) return yield answer;
    yield { value: answer.value.items, problems: [] };
    cursor = answer.value.next;
  } while (cursor !== undefined);
}

/** The word by which a class names a link from its other end, for each field of a class that keeps one. */
const wordFor = (field: string, name: ClassName): string | undefined =>
  [...inversesOf(name)].find(([, inverse]) => inverse.isStated && inverse.field === field)?.[0];

/** The fields of a class that keep links which the vocabulary also says from the other end. */
const keptFields = (name: ClassName): readonly string[] =>
  Object.keys(kinds[name].references).filter((field) =>
    kinds[name].references[field]!.some((each) => wordFor(field, each) !== undefined),
  );

function addLink(extra: Map<string, Words>, to: string, word: string, from: string): void {
  const words = extra.get(to) ?? {};
  words[word] = [...((words[word] as readonly string[] | undefined) ?? []), from];
  extra.set(to, words);
}

/** What the vocabulary has of a resource that follows from its events. */
const derivedOf = (stock: Stock): Words => ({
  accountingQuantity: stock.accounting,
  onhandQuantity: stock.onhand,
  ...(stock.accountable !== undefined && { primaryAccountable: stock.accountable }),
  ...(stock.location !== undefined && { currentLocation: stock.location }),
  ...(stock.containedIn !== undefined && { containedIn: stock.containedIn }),
  ...(stock.stage !== undefined && { stage: stock.stage }),
  ...(stock.state !== undefined && { state: stock.state }),
});

function addStocks(extra: Map<string, Words>, stocks: readonly Stock[]): void {
  for (const stock of stocks) extra.set(stock.resource, { ...extra.get(stock.resource), ...derivedOf(stock) });
  for (const { resource, containedIn } of stocks)
    for (const container of containedIn ?? []) addLink(extra, container, 'contains', resource);
}

function addLinks(extra: Map<string, Words>, row: RecordRow): void {
  const body = row.body as Readonly<Record<string, string | readonly string[] | undefined>>;
  for (const field of keptFields(row.class)) {
    const named = body[field] ?? [];
    for (const to of typeof named === 'string' ? [named] : named)
      for (const name of kinds[row.class].references[field]!) {
        const word = wordFor(field, name);
        if (word !== undefined) addLink(extra, to, word, row.id);
      }
  }
}

interface Asked {
  readonly house: House;
  readonly network: string;
  readonly recorded?: Instant | undefined;
}

/** Entries of a network whose links are still gathered in memory. */
const mostInFull = 200_000;

/** The other direction of every link of a network, and what follows from its events for each resource. Problems: parameter.invalid, when there are too many. */
export async function extraOf({ house, network, recorded }: Asked): Promise<Answer<Extra>> {
  if ((house.sequence(network) ?? 0) > mostInFull) {
    const expected = `left out, or a page of at most ${fewRows} records: the network has more than ${mostInFull} entries`;
    return { problems: [problem('parameter.invalid', '', { field: 'full', value: 'true', expected })] };
  }
  const extra = new Map<string, Words>();
  const classes = allClasses.filter((name) => keptFields(name).length > 0);
  for await (const page of pagesOf(house, network, { classes, recorded })) {
    if (!page.value) return page;
    for (const row of page.value) addLinks(extra, row);
  }
  const stocks = await house.stocks(network, { recorded });
  if (!stocks.value) return stocks;
  addStocks(extra, stocks.value.items);
  return { value: extra, problems: [] };
}

/** Records of which each is asked for by itself; of more all links of the network are gathered. */
const fewRows = 20;

/** The same for some records, as of a recorded time. */
export async function extraFor(asked: Asked, rows: readonly RecordRow[]): Promise<Answer<Extra>> {
  if (rows.length > fewRows) return extraOf(asked);
  const extra = new Map<string, Words>();
  for (const row of rows) {
    const problems = await addInverses(extra, asked, row);
    if (problems.length > 0) return { problems };
  }
  if (!rows.some((row) => row.class === 'EconomicResource')) return { value: extra, problems: [] };
  const stocks = await asked.house.stocks(asked.network, { recorded: asked.recorded });
  if (!stocks.value) return stocks;
  addStocks(extra, stocks.value.items);
  return { value: extra, problems: [] };
}

/** The links that others keep to a record. */
async function addInverses(extra: Map<string, Words>, asked: Asked, { id, class: name }: RecordRow) {
  const { house, network, recorded } = asked;
  const problems: Problem[] = [];
  for (const [word, { field, isStated }] of inversesOf(name)) {
    if (!isStated) continue;
    const filter = { classes: [...keepersOf(field, name)], fields: { [field]: id }, recorded };
    for await (const page of pagesOf(house, network, filter)) {
      problems.push(...page.problems);
      for (const row of page.value ?? []) addLink(extra, id, word, row.id);
    }
  }
  return problems;
}
