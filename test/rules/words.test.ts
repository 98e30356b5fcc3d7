import { expect, test } from 'vitest';
import { actions } from '../../engine/2-ledger/action.ts';
import { filesBelow, importsOf, read, sources } from '../support/checkout.ts';

const table = 'engine/2-ledger/action.ts';

/** Actions whose names are ordinary words of a program too; of the others no trace may be found, quoted or not. */
const ordinary = new Set([
  'use',
  'work',
  'move',
  'copy',
  'accept',
  'transfer',
  'lower',
  'raise',
  'separate',
  'combine',
]);

test('no file of engine or api names an action but the action table', () => {
  const all = Object.keys(actions);
  const plain = all.filter((name) => !ordinary.has(name)).join('|');
  const names = new RegExp(
    [
      `['"\`](vf:)?(${all.join('|')})['"\`]`,
      `\\b(actions|rows)(\\??\\.|\\[['"\`])(${all.join('|')})\\b`,
      `(?<![-\\w/])(${plain})(?=\\s*[:?.|\\])}])`,
    ].join('|'),
  );
  const wrong = [...filesBelow('engine', '.ts'), ...filesBelow('api', '.ts')]
    .filter((file) => file !== table)
    .flatMap((file) => {
      const code = read(file)
        .replace(/^import .*$/gm, '')
        .replace(/\/\*[\s\S]*?\*\//g, '')
        .replace(/(^|\s)\/\/.*$/gm, '');
      const found = code.match(names);
      return found ? [`${file}: ${found[0]}`] : [];
    });
  expect(wrong).toEqual([]);
  expect("if (action === 'consume')").toMatch(names);
  expect('{ produce: 1 }').toMatch(names);
  expect('actions.raise').toMatch(names);
});

test('every export of the engine says what it is', () => {
  const wrong = filesBelow('engine', '.ts').flatMap((file) => {
    const lines = read(file).split('\n');
    return lines.flatMap((line, place) => {
      const name = /^export (?:async )?(?:const|function\*?|class|interface|type) (\w+)/.exec(line)?.[1];
      const described = /\*\/\s*$/.test(lines[place - 1] ?? '');
      return name && !described ? [`${file}: ${name}`] : [];
    });
  });
  expect(wrong).toEqual([]);
});

/** What a view's folder gives to the pages and to the server, which find it by its place. */
const foundByPlace = /^explorer\/views\/\w+\/(?:view\.ts: view|sheet\.ts: sheet)$/;

test('nothing is exported that no other file uses', () => {
  const product = [...sources(), ...filesBelow('test', '.ts')];
  const texts = new Map(product.map((file) => [file, read(file)]));
  const importers = new Map<string, string[]>();
  for (const file of product)
    for (const name of importsOf(file)) importers.set(name, [...(importers.get(name) ?? []), file]);
  /** Whether a file takes all that another one exports. */
  const takesWhole = (user: string, file: string) =>
    new RegExp(`import \\* as \\w+ from '[^']*/${file.split('/').at(-1)!.replace('.', '\\.')}'`).test(texts.get(user)!);
  const wrong = sources()
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => {
      const named = [...texts.get(file)!.matchAll(/^export (?:async )?(?:const|function\*?|class) (\w+)/gm)].map(
        ([, name]) => name!,
      );
      return named
        .filter((name) => {
          const word = new RegExp(`\\b${name}\\b`);
          return !(importers.get(file) ?? []).some((user) => word.test(texts.get(user)!) || takesWhole(user, file));
        })
        .map((name) => `${file}: ${name}`);
    })
    .filter((found) => !foundByPlace.test(found));
  expect(wrong).toEqual([]);
});

test('no file is over 400 lines unless it is a table', () => {
  const tables = new Set(['engine/0-base/problem.ts', 'explorer/text/nl/problems.ts', table]);
  const wrong = sources().filter((file) => !tables.has(file) && read(file).split('\n').length > 400);
  expect(wrong).toEqual([]);
});

test('nobody escapes the type checker or the linter', () => {
  const wrong = sources().filter((file) =>
    /:\s*any\b|\bas any\b|@ts-ignore|@ts-expect-error|biome-ignore|eslint-disable/.test(read(file)),
  );
  expect(wrong).toEqual([]);
});

test('no markup goes round the text nodes', () => {
  const wrong = filesBelow('explorer', '.ts', '.svelte').filter((file) =>
    /\{@html|\.innerHTML|\.html\(|\beval\(|new Function/.test(read(file)),
  );
  expect(wrong).toEqual([]);
});
