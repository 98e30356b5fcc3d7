import { afterEach, expect, test } from 'vitest';
import { loadLanguage, speak } from '../../explorer/text/text.ts';
import { readQuery, writeQuery } from '../../explorer/state/url.ts';
import { traceAddresses, type TraceItem } from '../../explorer/views/ledger/trace/answer.ts';
import { layoutTrace } from '../../explorer/views/ledger/trace/layout.ts';
import { drawingOf, tracePicture } from '../../explorer/views/ledger/trace/picture.ts';
import { endColumns, traceFinding, traceNotes } from '../../explorer/views/ledger/trace/told.ts';
import { query } from '../../explorer/views/ledger/view.ts';
import { lotMethod } from '../../engine/1-record/network.ts';
import { factsOf } from '../support/flow-rows.ts';
import { placeName, traced } from '../support/trace.ts';

afterEach(() => speak('en'));

/** Amounts stand with a blank that does not break. */
const plain = (text: string | undefined): string => (text ?? '').replaceAll('\u00a0', ' ');

const { track, trace, facts } = traced(
  `
  action   | quantity | resource | into | from | to   | process | happened
  raise    | 1300 kg  | W2       |      | farm | farm |         | 2025-03-01
  raise    | 1000 kg  | W1       |      | farm | farm |         | 2025-03-01
  transfer | 700 kg   | W1       | silo | farm | mill |         | 2025-03-02
  transfer | 1300 kg  | W2       | silo | farm | mill |         | 2025-03-02
  consume  | 2000 kg  | silo     |      | mill | mill | grind   | 2025-03-03
  produce  | 1560 kg  | flour    |      | mill | mill | grind   | 2025-03-03
  produce  | 410 kg   | bran     |      | mill | mill | grind   | 2025-03-03
  transfer | 500 kg   | flour    | sold | mill | shop |         | 2025-03-04`,
  {
    setting: { specifications: { W1: 'wheat', W2: 'wheat', silo: 'wheat', sold: 'flour' } },
    members: ['farm', 'mill'],
  },
);

/** An answer of the engine as the API tells it: with names. */
function told(answer: ReturnType<typeof track>): TraceItem {
  const named = new Map(
    answer.nodes.map((node) => [
      node.id,
      { ...node, name: placeName(node.id).split(' ')[1]!, ...(node.holder && { holderName: placeName(node.holder) }) },
    ]),
  );
  const day = () => '2025-03-03';
  return {
    ...answer,
    name: placeName(answer.resource),
    nodes: [...named.values()],
    edges: answer.edges.map((edge) => ({ ...edge, first: day(), last: day() })),
    ends: answer.ends.map((end) => ({ ...end, name: named.get(end.node)!.name })),
  };
}

const recall = told(track('W2'));

test('the address holds what is asked: which stock, which way, by which method, as of when', () => {
  const { values } = readQuery(query, '?stock=urn:a:1&way=track&method=fifo&at=2025-10-14');
  expect(traceAddresses('grain', values)).toEqual({
    drawn:
      '/api/networks/grain/economic-resources/urn%3Aa%3A1/track?processes=kinds&nodes=18&method=fifo&happened=2025-10-14',
    listed:
      '/api/networks/grain/economic-resources/urn%3Aa%3A1/track?processes=kinds&nodes=1000&method=fifo&happened=2025-10-14',
  });
  expect(writeQuery(query, { ...values, way: 'trace', method: '', at: '' })).toContain('way=trace');
  expect(query.method.fallback).toBe('');
  const { values: near } = readQuery(query, '?stock=urn:a:1&way=track&depth=2');
  expect(traceAddresses('grain', near)).toEqual({
    drawn: '/api/networks/grain/economic-resources/urn%3Aa%3A1/track?processes=kinds&nodes=18&depth=2',
    listed: '/api/networks/grain/economic-resources/urn%3Aa%3A1/track?processes=kinds&nodes=1000',
  });
  expect(readQuery(query, '?depth=99').values.depth).toBe('');
});

test('what is further on than the steps that are drawn stands as one place that says how many it is, in the language of the reader', async () => {
  await loadLanguage('nl');
  const near = told(track('W2', { depth: 1 }));
  const drawn = () => drawingOf(near, 1280).nodes.map(({ name }) => name);
  expect(drawn()).toEqual(['W2', 'silo', 'and 4 more behind']);
  speak('nl');
  expect(drawn()).toEqual(['W2', 'silo', 'en nog 4 erachter']);
  const lost = { ...near.ends[0]!, node: 'loss', name: 'Lost' };
  const [, place] = endColumns(facts, {
    ...near,
    nodes: [{ id: 'loss', kind: 'loss', name: 'Lost', depth: 1, share: 1 }],
  });
  expect(place!.value(lost)).toBe('verloren');
});

test('a recall says in one sentence how much is where, and how that was reckoned', () => {
  expect(traceFinding(recall).map(plain)).toEqual(['Of 1.3 t of W2: 970 kg in stock, 330 kg delivered outside.']);
  expect(traceNotes(recall)[0]).toBe(
    'Reckoned as mixed: what is taken out is a part of all that is there at that moment.',
  );
  expect(traceFinding(told(trace('sold'))).map(plain)).toEqual(['500 kg of sold came from: 100 % opening stock.']);
});

test('every method and every end has its words, in Dutch too', async () => {
  await loadLanguage('nl');
  for (const language of ['en', 'nl'] as const) {
    speak(language);
    for (const method of lotMethod.options) expect(traceNotes({ ...recall, method })[0]).not.toBe('');
  }
  expect(traceFinding(recall).map(plain)).toEqual(['Van 1,3 t W2: 970 kg in voorraad, 330 kg buiten geleverd.']);
});

test('what was taken out and never written down coming in, what came back, and what is drawn as one are said', () => {
  const [, returned, missing] = traceFinding({ ...recall, unrecorded: 12, sums: { ...recall.sums, returned: 40 } });
  expect(plain(returned)).toBe('40 kg came back into it by a loop.');
  expect(plain(missing)).toBe('12 kg were taken out of it that nobody wrote down coming in.');
  const rest = { ...recall, remainder: { nodes: 1, share: 0.25, ends: {} } };
  expect(plain(traceNotes(rest).at(-1))).toBe('1 more place is drawn as one; 25 % of it begins or ends there.');
});

test.each([1280, 360])(
  'the picture at %i px: every ribbon as wide as its part of the lot, every place named with its amount',
  (width) => {
    const { layout, ribbon, bar, legend, tell } = tracePicture(recall, layoutTrace(drawingOf(recall, width)), facts);
    expect(layout.vertical).toBe(width < 600);
    const values = layout.links.map(({ from, to, value }) => [placeName(from), placeName(to), Math.round(value)]);
    expect(values).toContainEqual(['stock W2 farm', 'stock silo mill', 1300]);
    expect(values).toContainEqual(['process grind', 'stock flour mill', 1029]);
    const flour = layout.nodes.find(({ id }) => placeName(id) === 'stock flour mill')!;
    expect(flour.stubs.map(({ kind }) => kind)).toEqual(['rest']);
    expect(layout.labels.nodes.map(({ lines }) => lines[0])).toContain('grind');
    expect(plain(tell(flour.id))).toBe('flour: 1.03 t');
    expect(bar(flour.id).kind).toBe('member');
    expect(ribbon(layout.links[0]!).title).toMatch(/ to .*(kg|t), /);
    expect(legend.length).toBeGreaterThan(2);
  },
);

test('the table tells every end: how much of the lot, which part of it, and what else is there', () => {
  const columns = endColumns(facts, recall);
  const flour = recall.ends.find(({ node }) => placeName(node) === 'stock flour mill')!;
  const cells = Object.fromEntries(columns.map(({ id, value }) => [id, value(flour)]));
  expect(cells).toMatchObject({ kind: 'in stock', place: 'flour', unit: 'kg', there: 1060, thereUnit: 'kg' });
  expect(cells['amount']).toBeCloseTo((1300 * 1060) / 1970, 9);
  expect(cells['part']).toBeCloseTo(65, 9);
  const back = endColumns(factsOf([]), told(trace('sold')));
  expect(back.map(({ id }) => id)).toEqual(['kind', 'place', 'thing', 'holder', 'amount', 'unit', 'share']);
});
