import fc from 'fast-check';
import jsonld from 'jsonld';
import { expect, test } from 'vitest';
import { linkedDocument } from '../../api/interchange/linked/document.ts';
import { readTurtle } from '../../api/interchange/linked/turtle-in.ts';
import { turtleOf } from '../../api/interchange/linked/turtle.ts';
import { readBatch } from '../../engine/1-record/batch.ts';
import { type ClassName, type Entry, schemas } from '../../engine/1-record/kind.ts';
import { fieldsOf } from '../../engine/1-record/shape.ts';
import { canonical, canonicalTurtle } from './support/canonical.ts';
import { recordFor } from './support/written.ts';

const classNames = Object.keys(schemas) as ClassName[];
const read = (input: unknown) => {
  const { entries, problems } = readBatch(input, { makeId: () => '' });
  expect(problems).toEqual([]);
  return entries;
};

/** RDF keeps no order among several values, and says a thing once. */
const asSet = (value: unknown): unknown => {
  if (Array.isArray(value)) return [...new Set(value.map((each) => JSON.stringify(asSet(each))))].toSorted();
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, each]) => !(Array.isArray(each) && each.length === 0))
      .map(([name, each]) => [name, asSet(each)] as const)
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );
};

/** What hardly any record has by chance: of a class that is one of two things, the one; units that fit their layers. */
const needed: Partial<Record<ClassName, object>> = {
  Reading: {
    of: 'urn:test:meter',
    index: { hasNumericalValue: '12', hasUnit: 'kilowattHour' },
    hasPointInTime: '2025-03-12',
    digits: undefined,
    resourceQuantity: undefined,
  },
  Property: { layer: 'exergy', unit: 'megajoule', perLayer: 'energy', per: 'megajoule' },
};

/** A handful of records of a class that the engine takes. */
function recordsOf(name: ClassName, fields: readonly Record<string, unknown>[]): Entry[] {
  return fields.flatMap((each, place) => {
    const record = { type: name, id: `urn:test:${place}`, ...each, ...needed[name] };
    return readBatch([record], { makeId: () => '' }).entries;
  });
}

test.each(classNames)(
  'whatever stands in records of the class %s: out and in again it is the same, in every form',
  async (name) => {
    let checked = 0;
    const many = fc.array(recordFor(fieldsOf(name)), { minLength: 40, maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(many, async (given) => {
        const rows = recordsOf(name, given);
        if (rows.length === 0) return;
        checked += rows.length;
        const document = linkedDocument(rows);
        const turtle = turtleOf(rows);
        expect(read(JSON.parse(JSON.stringify(document)))).toEqual(rows);
        const fromTurtle = read(readTurtle(turtle).value);
        expect(asSet(fromTurtle)).toEqual(asSet(rows));
        expect(await canonicalTurtle(turtle)).toBe(await canonical(document));
        const statements = await jsonld.toRDF(document as never);
        expect(asSet(read(await jsonld.fromRDF(statements as never)))).toEqual(asSet(rows));
        expect(asSet(read(await jsonld.flatten(document as never)))).toEqual(asSet(rows));
      }),
      { numRuns: 3, seed: 11 },
    );
    expect(checked).toBeGreaterThan(3);
  },
);
