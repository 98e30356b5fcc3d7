import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isId, uuidv5, uuidv7 } from '../../../engine/0-base/id.ts';

const sha1 = (bytes: Uint8Array) => createHash('sha1').update(bytes).digest();
const bytesOf = (hex: string) => Uint8Array.from(Buffer.from(hex.replaceAll('-', ''), 'hex'));

test('version 5 gives the UUID that RFC 9562 prints for www.example.com', () => {
  const dns = bytesOf('6ba7b810-9dad-11d1-80b4-00c04fd430c8');
  // Our namespace stands in the first 16 bytes; the example has another one.
  const inDns = (bytes: Uint8Array) => createHash('sha1').update(dns).update(bytes.subarray(16)).digest();
  expect(uuidv5('www.example.com', inDns)).toBe('urn:uuid:2ed6657d-e927-568b-95e1-2665a8aea6a2');
});

test('version 7 gives the UUID that RFC 9562 prints for 22 February 2022', () => {
  const random = bytesOf('0cc318c4dc0c0c07398f');
  expect(uuidv7(0x017f22e279b0, random)).toBe('urn:uuid:017f22e2-79b0-7cc3-98c4-dc0c0c07398f');
});

test('every UUID that is made is an id of its version and variant, and the same name gives the same one', () => {
  const form = (version: number) =>
    new RegExp(`^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-${version}[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`);
  fc.assert(
    fc.property(fc.string(), fc.string(), (one, other) => {
      const made = uuidv5(one, sha1);
      expect(made).toMatch(form(5));
      expect(isId(made)).toBe(true);
      expect(uuidv5(other, sha1) === made).toBe(Buffer.from(one).equals(Buffer.from(other)));
    }),
  );
  fc.assert(
    fc.property(fc.nat({ max: 2 ** 48 - 1 }), fc.uint8Array({ minLength: 10, maxLength: 10 }), (moment, random) => {
      expect(uuidv7(moment, random)).toMatch(form(7));
    }),
  );
});

test('UUIDs of version 7 sort by their moment', () => {
  const random = fc.uint8Array({ minLength: 10, maxLength: 10 });
  const moments = fc.nat({ max: 2 ** 48 - 1 });
  fc.assert(
    fc.property(moments, moments, random, random, (a, b, first, second) => {
      fc.pre(a !== b);
      expect(uuidv7(a, first) < uuidv7(b, second)).toBe(a < b);
    }),
  );
});

test('an id is an absolute IRI without blanks, of at most 512 characters', () => {
  const ids = [
    'https://example.org/a?b=c#d',
    'urn:uuid:017f22e2-79b0-7cc3-98c4-dc0c0c07398f',
    'did:key:z6Mk',
    'urn:brouwzaal:é🦠',
  ];
  for (const id of ids) expect(isId(id), id).toBe(true);
  const wrong = [
    '',
    'malt',
    ':a',
    '1a:b',
    'urn:',
    'urn:a b',
    'urn:a\u0000',
    'urn:a\n',
    'urn:<a>',
    'urn:{a}',
    'urn:\ud800',
  ];
  for (const text of [...wrong, `urn:${'x'.repeat(509)}`]) expect(isId(text), text).toBe(false);
  expect(isId(`urn:${'x'.repeat(508)}`)).toBe(true);
});
