import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { Parser, Store } from 'n3';
import Validator from 'rdf-validate-shacl';
import { expect, test } from 'vitest';
import { linkedDocument } from '../../api/interchange/linked/document.ts';
import { schemaDocument } from '../../api/interchange/linked/json-schema.ts';
import { shapesTurtle } from '../../api/interchange/linked/shapes.ts';
import { readTurtle } from '../../api/interchange/linked/turtle-in.ts';
import { turtleOf } from '../../api/interchange/linked/turtle.ts';
import { isError } from '../../engine/0-base/problem.ts';
import { readBatch } from '../../engine/1-record/batch.ts';
import { type ClassName, type Entry, schemas } from '../../engine/1-record/kind.ts';
import { fieldsOf } from '../../engine/1-record/shape.ts';
import { actionNamed } from '../../engine/2-ledger/action.ts';
import { recordSample } from '../support/sample.ts';
import { canonical, canonicalTurtle } from './support/canonical.ts';
import { recordFor } from './support/written.ts';

const classNames = Object.keys(schemas) as ClassName[];
const ajv = new Ajv2020({ strict: false });
const isValid = Object.fromEntries(classNames.map((name) => [name, ajv.compile(schemaDocument(name))]));

/** What a schema cannot tell, as it says of itself. */
const beyond = new Set(['number.order', 'unit.dimension', 'reading.shape']);

test.each(classNames)('the JSON Schema of %s takes what the engine takes, and refuses what it refuses', (name) => {
  let [taken, refused] = [0, 0];
  fc.assert(
    fc.property(recordFor(fieldsOf(name)), (fields) => {
      const record = JSON.parse(JSON.stringify(fields)) as Record<string, unknown>;
      const { problems } = readBatch([{ type: name, id: 'urn:test:one', ...record }], {
        makeId: () => 'urn:test:made',
      });
      const errors = problems.filter(
        (each) => isError(each) && !beyond.has(each.code) && !(each.code === 'unit.unknown' && each.path === '/unit'),
      );
      const isAction = typeof record['action'] !== 'string' || actionNamed(record['action']) !== undefined;
      const accepted = errors.length === 0 && isAction;
      if (accepted) taken += 1;
      else refused += 1;
      const valid = isValid[name]!({ '@type': name, '@id': 'urn:test:one', ...record });
      expect([valid, JSON.stringify(record), errors]).toEqual([accepted, JSON.stringify(record), errors]);
    }),
    { numRuns: 200, seed: 7 },
  );
  expect([taken > 5, refused > 20], `${taken} of 200`).toEqual([true, true]);
});

const sample = recordSample('grain-loop');
const rows = [...sample.ledger.records.values()].map(
  ({ class: name, id, body }) => ({ v: 1, op: 'record', class: name, id, body }) as Entry,
);
const storeOf = (turtle: string) => new Store(new Parser({ format: 'text/turtle' }).parse(turtle));
const validated = async (turtle: string, isWhole: boolean) => {
  const report = await new Validator(storeOf(shapesTurtle(isWhole)) as never).validate(storeOf(turtle) as never);
  return {
    conforms: report.conforms,
    results: report.results.map(({ focusNode, path }) => [
      focusNode?.value,
      (path as { value?: string } | null)?.value?.split(/[#:]/).at(-1),
    ]),
  };
};

const corrected = new Set(rows.flatMap(({ body }) => ('corrects' in body && body.corrects ? [body.corrects] : [])));

/** Every record of the sample but of its many events each tenth, and what is corrected. */
const representative = rows.filter(
  ({ class: name, id }, index) => name !== 'EconomicEvent' || index % 10 === 0 || corrected.has(id),
);

test('the sample network conforms to the shapes by an independent processor, link by link', async () => {
  const { conforms, results } = await validated(turtleOf(representative), true);
  expect([conforms, results.slice(0, 5)]).toEqual([true, []]);
}, 240_000);

const place = 'a vf:SpatialThing';
const vf =
  '@prefix vf: <https://w3id.org/valueflows/ont/vf#> . @prefix om2: <http://www.ontology-of-units-of-measure.org/resource/om-2/> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .';
test.each([
  ['an action that there is not', 'a vf:EconomicEvent ; vf:action vf:conjure', 'action'],
  ['no action', 'a vf:EconomicEvent ; vf:note "x"', 'action'],
  ['two actions', 'a vf:EconomicEvent ; vf:action vf:use, vf:work', 'action'],
  ['an agent that is a text', 'a vf:EconomicEvent ; vf:action vf:use ; vf:provider "the mill"', 'provider'],
  [
    'a unit of no ontology',
    'a vf:EconomicEvent ; vf:action vf:use ; vf:effortQuantity [ vf:hasNumericalValue 1.5 ; vf:hasUnit <urn:sack> ]',
    'effortQuantity',
  ],
  [
    'a number that is a text',
    'a vf:EconomicEvent ; vf:action vf:use ; vf:effortQuantity [ vf:hasNumericalValue "much" ; vf:hasUnit om2:hour ]',
    'effortQuantity',
  ],
  ['a place beyond the pole', `${place} ; vf:lat 91.0`, 'lat'],
  [
    'less than nothing promised',
    'a vf:Commitment ; vf:action vf:use ; vf:effortQuantity [ vf:hasNumericalValue -1.0 ; vf:hasUnit om2:hour ]',
    'effortQuantity',
  ],
  ['a word that nobody knows', `${place} ; vf:colour "green"`, 'colour'],
  ['a purpose that there is not', 'a vf:Proposal ; vf:purpose vf:gift', 'purpose'],
  ['a specification without a name', 'a vf:ResourceSpecification ; vf:note "x"', 'name'],
])('%s does not conform', async (_, said, path) => {
  expect(await validated(`${vf} <urn:test:x> ${said} .`, false)).toEqual({
    conforms: false,
    results: expect.arrayContaining([['urn:test:x', path]]) as unknown,
  });
});

test('in a whole network a link leads to a record of the right class', async () => {
  const event = `${vf} <urn:test:x> a vf:EconomicEvent ; vf:action vf:use ; vf:inputOf <urn:test:mill> . <urn:test:mill> a vf:Organization .`;
  expect((await validated(event, false)).conforms).toBe(true);
  expect(await validated(event, true)).toEqual({ conforms: false, results: [['urn:test:x', 'inputOf']] });
});

test('the sample network is the same statements in JSON-LD and Turtle, and the same records when it is read again', async () => {
  const some = rows.filter((_, index) => index % 7 === 0);
  expect(await canonicalTurtle(turtleOf(some))).toBe(await canonical(linkedDocument(some)));
  for (let start = 0; start < rows.length; start += 5000) {
    const batch = rows.slice(start, start + 5000);
    for (const input of [linkedDocument(batch), readTurtle(turtleOf(batch)).value]) {
      const { entries, problems } = readBatch(input, { makeId: () => '' });
      expect(problems).toEqual([]);
      expect(entries).toEqual(batch);
    }
  }
}, 120_000);
