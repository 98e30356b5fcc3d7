import { expect, test } from 'vitest';
import { type Action, can, type Noun, type Role, type Subject } from '../../../api/access/can.ts';

const member = (role: Role): Subject => ({ kind: 'member', roles: new Map([['grain-loop', role]]) });
const subjects: Readonly<Record<string, Subject>> = {
  nobody: { kind: 'nobody' },
  reader: member('reader'),
  recorder: member('recorder'),
  steward: member('steward'),
  operator: { kind: 'operator' },
};

/** Who may do what: one line an action on an object in the network grain-loop; everything else is denied. */
const table: readonly [Action, Noun, string][] = [
  ['read', 'health', 'nobody reader recorder steward operator'],
  ['read', 'description', 'nobody reader recorder steward operator'],
  ['create', 'session', 'nobody reader recorder steward operator'],
  ['read', 'dataset', 'reader recorder steward operator'],
  ['read', 'networks', 'reader recorder steward operator'],
  ['create', 'networks', 'operator'],
  ['read', 'network', 'reader recorder steward operator'],
  ['record', 'network', 'recorder steward operator'],
];
const actions: readonly Action[] = ['read', 'record', 'create'];
const nouns: readonly Noun[] = ['health', 'description', 'session', 'dataset', 'networks', 'network'];

test('every subject may do on every object exactly what the table says', () => {
  for (const [name, subject] of Object.entries(subjects))
    for (const action of actions)
      for (const noun of nouns) {
        const row = table.find(([what, on]) => what === action && on === noun);
        const allowed = row?.[2].split(' ').includes(name) ?? false;
        expect(can(subject, action, noun, 'grain-loop'), `${name} ${action} ${noun}`).toBe(allowed);
      }
});

test('a role in one network opens no other', () => {
  for (const role of ['reader', 'recorder', 'steward'] as const)
    for (const action of actions) {
      expect(can(member(role), action, 'network', 'kalundborg')).toBe(false);
      expect(can(member(role), action, 'network')).toBe(false);
    }
});
