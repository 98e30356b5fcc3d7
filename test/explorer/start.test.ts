import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { readPlace } from '../../explorer/state/url.ts';
import { addressFor, foundingOf } from '../../explorer/views/start/found.ts';

test('the address of a new network is made from its name, and is one that nobody has', () => {
  expect(addressFor('Brood & Bier Gent', [])).toBe('brood-bier-gent');
  expect(addressFor('Café Zoë', ['cafe-zoe'])).toBe('cafe-zoe-2');
  expect(addressFor('食', ['network', 'network-2'])).toBe('network-3');
});

test('any name makes an address that leads to the network', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (name) => {
      const network = addressFor(name, []);
      expect(readPlace(`/${network}/record`, '')).toMatchObject({ network, view: 'record' });
    }),
  );
});

test('a new network has its founder as its first member', () => {
  const given = { name: ' Ring ', member: ' Bakery ', kind: 'Organization', zone: 'Europe/Brussels' } as const;
  expect(foundingOf(given, 'ring', 'urn:uuid:1')).toEqual({
    network: 'ring',
    name: 'Ring',
    zone: 'Europe/Brussels',
    members: ['urn:uuid:1'],
    records: [{ type: 'Organization', id: 'urn:uuid:1', name: 'Bakery' }],
  });
});
