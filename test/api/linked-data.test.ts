import { rm } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { handIn } from '../../api/interchange/hand-in.ts';
import { entriesOf } from '../../api/interchange/journal-entries.ts';
import type { House } from '../../api/store/house.ts';
import { isObject } from '../../engine/1-record/linked.ts';
import { dataDirectory, open } from '../support/house.ts';
import { events, knowledge, network } from './support/brewery.ts';

const { network: slug, ...founding } = network;

/** The brewery without the person: the salt of private fields differs from house to house, and so would the roots. */
const plain = [
  { type: 'Network', ...founding },
  ...knowledge.filter(({ type }) => type !== 'Person'),
  ...events,
] as Record<string, unknown>[];

const vf = 'https://w3id.org/valueflows/ont/vf#';
const om2 = 'http://www.ontology-of-units-of-measure.org/resource/om-2/';
const links = ['inputOf', 'outputOf', 'provider', 'receiver', 'resourceInventoriedAs', 'conformsTo', 'basedOn'];

/** A spelling of a measure and of the names around it. */
interface Spelling {
  readonly term: (name: string) => string;
  readonly type: (name: string) => unknown;
  readonly action: (name: unknown) => unknown;
  readonly time: (text: unknown) => unknown;
  readonly measure: (number: string) => unknown;
}

const prefixed: Spelling = {
  term: (name) => `vf:${name}`,
  type: (name) => `vf:${name}`,
  action: (name) => `vf:${String(name)}`,
  time: (text) => text,
  measure: (number) => ({
    '@type': 'om2:Measure',
    'om2:hasNumericalValue': Number(number),
    'om2:hasUnit': 'om2:kilogram',
  }),
};

const expanded: Spelling = {
  term: (name) => `${vf}${name}`,
  type: (name) => [`${vf}${name}`],
  action: (name) => ({ '@id': `${vf}${String(name)}` }),
  time: (text) => ({ '@type': 'http://www.w3.org/2001/XMLSchema#dateTime', '@value': text }),
  measure: (number) => ({
    [`${om2}hasNumericalValue`]: { '@type': 'http://www.w3.org/2001/XMLSchema#decimal', '@value': number },
    [`${om2}hasUnit`]: { '@id': `${om2}kilogram` },
  }),
};

/** Vocabulary as others write it; our own kinds keep their names. */
function spelled({ type, id, ...fields }: Record<string, unknown>, spelling: Spelling): Record<string, unknown> {
  const value = (name: string, given: unknown): unknown => {
    if (name === 'action') return spelling.action(given);
    if (name.startsWith('has') && typeof given === 'string') return spelling.time(given);
    if (isObject(given) && 'hasNumericalValue' in given) return spelling.measure(String(given['hasNumericalValue']));
    return links.includes(name) ? { '@id': given } : given;
  };
  const entries = Object.entries(fields).map(([name, given]) => [spelling.term(name), value(name, given)]);
  return {
    '@type': spelling.type(String(type)),
    ...(id !== undefined && { '@id': id }),
    ...Object.fromEntries(entries),
  };
}

/** Founds the brewery in a house of its own from these records and tells what the house then is. */
async function stateAfter(records: readonly unknown[]) {
  const directory = await dataDirectory();
  const house: House = await open({ directory });
  const answer = await handIn(house, slug, { records, key: 'all', hash: 'all' });
  expect(answer.problems).toEqual([]);
  const exported: Record<string, unknown>[] = [];
  for await (const entry of entriesOf(house, slug)) exported.push(entry);
  const { value: verified } = await house.verify(slug);
  const { value: stocks } = await house.stocks(slug);
  await house.close();
  await rm(directory, { recursive: true });
  expect(verified?.difference).toBeUndefined();
  return { exported, root: verified!.root, compared: verified!.compared, stocks: stocks!.items };
}

test('the same records with prefixes, with full IRIs and plain are the same state, down to the root over all entries', async () => {
  const expected = await stateAfter(plain);
  expect(expected.stocks).toHaveLength(3);
  const mixed = plain.map((each, place) => spelled(each, place % 2 === 0 ? expanded : prefixed));
  expect(await stateAfter(mixed)).toEqual(expected);
  expect(await stateAfter(expected.exported)).toEqual(expected);
});
