import { expect, test } from 'vitest';
import { type Action, can, type Noun, type Subject } from '../../../api/access/can.ts';
import type { Role, Scope } from '../../../api/access/register.ts';

const member = (role: Role, scope?: Scope): Subject => {
  const roles = new Map([['grain-loop', { network: 'grain-loop', role }]]);
  return { kind: 'member', id: 'ann', name: 'Ann', roles, ...(scope && { scope }) };
};
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
  ['read', 'self', 'nobody reader recorder steward operator'],
  ['read', 'token', 'reader recorder steward operator'],
  ['create', 'token', 'reader recorder steward operator'],
  ['read', 'dataset', 'reader recorder steward operator'],
  ['read', 'networks', 'reader recorder steward operator'],
  ['create', 'networks', 'operator'],
  ['read', 'network', 'reader recorder steward operator'],
  ['record', 'network', 'recorder steward operator'],
  ['steward', 'network', 'steward operator'],
];
const actions: readonly Action[] = ['read', 'record', 'create', 'steward'];
const nouns: readonly Noun[] = ['health', 'description', 'session', 'self', 'token', 'dataset', 'networks', 'network'];
const here = { network: 'grain-loop' };

test('every subject may do on every object exactly what the table says', () => {
  for (const [name, subject] of Object.entries(subjects))
    for (const action of actions)
      for (const noun of nouns) {
        const row = table.find(([what, on]) => what === action && on === noun);
        const allowed = row?.[2].split(' ').includes(name) ?? false;
        expect(can(subject, action, noun, here), `${name} ${action} ${noun}`).toBe(allowed);
      }
});

test('a role in one network opens no other', () => {
  for (const role of ['reader', 'recorder', 'steward'] as const)
    for (const action of actions) {
      expect(can(member(role), action, 'network', { network: 'kalundborg' })).toBe(false);
      expect(can(member(role), action, 'network')).toBe(false);
    }
});

test('a token does what its scope and its owner both may, in its networks, and makes no other token', () => {
  const reaching = (action: Scope['action'], networks?: string[]) => ({ action, ...(networks && { networks }) });
  const rows: readonly [Subject, Action, Noun, boolean][] = [
    [member('steward', reaching('read')), 'read', 'network', true],
    [member('steward', reaching('read')), 'record', 'network', false],
    [member('steward', reaching('record')), 'record', 'network', true],
    [member('steward', reaching('record')), 'steward', 'network', false],
    [member('steward', reaching('steward')), 'steward', 'network', true],
    [member('reader', reaching('steward')), 'record', 'network', false],
    [member('reader', reaching('steward')), 'steward', 'network', false],
    [member('steward', reaching('steward', ['kalundborg'])), 'read', 'network', false],
    [member('steward', reaching('steward', ['grain-loop'])), 'read', 'network', true],
    [member('steward', reaching('steward')), 'create', 'token', false],
    [member('steward', reaching('steward')), 'read', 'token', false],
    [{ kind: 'operator', scope: reaching('read') }, 'record', 'network', false],
    [{ kind: 'operator', scope: reaching('record') }, 'create', 'networks', false],
    [{ kind: 'operator', scope: reaching('steward', ['grain-loop']) }, 'create', 'networks', false],
    [{ kind: 'operator', scope: reaching('steward', ['grain-loop']) }, 'read', 'networks', true],
    [{ kind: 'operator', scope: reaching('steward') }, 'create', 'networks', true],
  ];
  for (const [subject, action, noun, allowed] of rows) {
    const place = noun === 'network' ? here : {};
    expect(can(subject, action, noun, place), `${JSON.stringify(subject)} ${action} ${noun}`).toBe(allowed);
  }
});

test('where a network lets everybody read, everybody reads it and does nothing else', () => {
  for (const action of actions)
    for (const noun of nouns) {
      const expected =
        can(subjects['nobody']!, action, noun, here) ||
        (action === 'read' && ['dataset', 'networks', 'network'].includes(noun));
      expect(can(subjects['nobody']!, action, noun, { ...here, isPublic: true }), `${action} ${noun}`).toBe(expected);
    }
});
