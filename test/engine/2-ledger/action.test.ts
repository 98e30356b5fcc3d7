import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type ActionId, type ActionRow, actions, findAction, impliedRows } from '../../../engine/2-ledger/action.ts';

interface Published {
  readonly columns: readonly (keyof ActionRow)[];
  readonly rows: Readonly<Record<string, readonly string[]>>;
  readonly amended: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly impliedTransfer: Readonly<Record<'full' | 'custody', readonly string[]>>;
}

const published: Published = JSON.parse(readFileSync('test/fixtures/vf/action-table.json', 'utf8'));

test('the action table is the published one but for the five cells in which its documentation completes it', () => {
  const ours = Object.fromEntries(
    Object.entries(actions).map(([id, row]) => [id, published.columns.map((column) => row[column])]),
  );
  const expected = Object.fromEntries(
    Object.entries(published.rows).map(([id, cells]) => [
      id,
      published.columns.map((column, place) => published.amended[id]?.[column] ?? cells[place]),
    ]),
  );
  expect(ours).toEqual(expected);
  expect(Object.values(published.amended).flatMap((cells) => Object.keys(cells))).toHaveLength(5);
});

test('actions imply the transfers that the vocabulary says', () => {
  for (const kind of ['full', 'custody'] as const) {
    const ours = Object.entries(actions).filter(([, row]) => row.impliedTransfer === kind);
    expect(ours.map(([id]) => id).sort()).toEqual([...published.impliedTransfer[kind]].sort());
  }
  expect(impliedRows.full).toBe(actions['transfer']);
  expect(impliedRows.custody).toBe(actions['transferCustody']);
});

test('an action that pairs with another is what the other pairs with', () => {
  for (const [id, { pairsWith }] of Object.entries(actions))
    if (pairsWith !== 'notApplicable') expect(findAction(pairsWith)?.pairsWith).toBe(id);
});

test('an action is found with or without the prefix of the vocabulary, and by nothing else', () => {
  const written = ['produce', 'vf:produce', 'https://w3id.org/valueflows/ont/vf#produce'];
  for (const name of written) expect(findAction(name)).toBe(actions.produce);
  for (const name of ['', 'Produce', 'vf:', 'toString', '__proto__']) expect(findAction(name)).toBeUndefined();
});

test('no file of the ledger but the table names an action', () => {
  const names = new Set(Object.keys(actions) satisfies string[] as ActionId[] as string[]);
  const files = readdirSync('engine/2-ledger', { recursive: true }).map(String);
  for (const file of files.filter((each) => each.endsWith('.ts') && each !== 'action.ts')) {
    const literals = readFileSync(`engine/2-ledger/${file}`, 'utf8').match(/(['"`])(?:(?!\1).)*\1/g) ?? [];
    expect(
      literals.map((text) => text.slice(1, -1)).filter((text) => names.has(text)),
      file,
    ).toEqual([]);
  }
});
