import { parse } from 'svelte/compiler';
import { expect, test } from 'vitest';
import { type ProblemCode, problemKinds } from '../../engine/0-base/problem.ts';
import { english as shown } from '../../explorer/text/en.ts';
import { about as aboutInEnglish } from '../../explorer/text/en/about.ts';
import { balance as balanceInEnglish } from '../../explorer/text/en/balance.ts';
import { checks as checksInEnglish } from '../../explorer/text/en/checks.ts';
import { confirmation } from '../../explorer/text/en/confirmation.ts';
import { footprints as footprintsInEnglish } from '../../explorer/text/en/footprints.ts';
import { members as membersInEnglish } from '../../explorer/text/en/members.ts';
import { meters as metersInEnglish } from '../../explorer/text/en/meters.ts';
import { models as modelsInEnglish } from '../../explorer/text/en/models.ts';
import { plans as plansInEnglish } from '../../explorer/text/en/plans.ts';
import { reports as reportsInEnglish } from '../../explorer/text/en/reports.ts';
import { reuse as reuseInEnglish } from '../../explorer/text/en/reuse.ts';
import { trace as traceInEnglish } from '../../explorer/text/en/trace.ts';
import { dutch as shownInDutch } from '../../explorer/text/nl.ts';
import { about as aboutInDutch } from '../../explorer/text/nl/about.ts';
import { balance as balanceInDutch } from '../../explorer/text/nl/balance.ts';
import { checks as checksInDutch } from '../../explorer/text/nl/checks.ts';
import { confirmation as confirmationInDutch } from '../../explorer/text/nl/confirmation.ts';
import { footprints as footprintsInDutch } from '../../explorer/text/nl/footprints.ts';
import { members as membersInDutch } from '../../explorer/text/nl/members.ts';
import { meters as metersInDutch } from '../../explorer/text/nl/meters.ts';
import { models as modelsInDutch } from '../../explorer/text/nl/models.ts';
import { plans as plansInDutch } from '../../explorer/text/nl/plans.ts';
import { reports as reportsInDutch } from '../../explorer/text/nl/reports.ts';
import { reuse as reuseInDutch } from '../../explorer/text/nl/reuse.ts';
import { trace as traceInDutch } from '../../explorer/text/nl/trace.ts';
import { filesBelow, read } from '../support/checkout.ts';

/** Every sentence: those of all pages, and those that come with a view. */
const english = {
  ...shown,
  about: aboutInEnglish,
  balance: balanceInEnglish,
  checks: checksInEnglish,
  footprints: footprintsInEnglish,
  members: membersInEnglish,
  meters: metersInEnglish,
  models: modelsInEnglish,
  plans: plansInEnglish,
  reports: reportsInEnglish,
  reuse: reuseInEnglish,
  confirmation,
  trace: traceInEnglish,
};
const dutch = {
  ...shownInDutch,
  about: aboutInDutch,
  balance: balanceInDutch,
  checks: checksInDutch,
  footprints: footprintsInDutch,
  members: membersInDutch,
  meters: metersInDutch,
  models: modelsInDutch,
  plans: plansInDutch,
  reports: reportsInDutch,
  reuse: reuseInDutch,
  confirmation: confirmationInDutch,
  trace: traceInDutch,
};

/** Attributes that a reader sees or hears. */
const told = new Set(['aria-label', 'aria-description', 'title', 'placeholder', 'alt', 'label']);

interface Node {
  readonly type: string;
  readonly [key: string]: unknown;
}

const isNode = (given: unknown): given is Node => typeof (given as Node | null)?.type === 'string';

/** The words that stand in a template itself: its texts, and the attributes that are told. Symbols and arrows are no words. */
function wordsIn(node: Node): string[] {
  const isTold = node.type === 'Text' || (node.type === 'Attribute' && told.has(node['name'] as string));
  if (node.type === 'Attribute' && !isTold) return [];
  const own = node.type === 'Text' && /\p{L}{2}/u.test(node['data'] as string) ? [(node['data'] as string).trim()] : [];
  const below = Object.values(node).flatMap((value) => (Array.isArray(value) ? value : [value]));
  return [...own, ...below.filter(isNode).flatMap(wordsIn)];
}

test('every word of a page stands in a catalogue', () => {
  const wrong = filesBelow('explorer', '.svelte').flatMap((file) => {
    const { fragment } = parse(read(file), { modern: true });
    return wordsIn(fragment as unknown as Node).map((words) => `${file}: ${words}`);
  });
  expect(wrong).toEqual([]);
});

type Said = Map<string, Leaf>;
type Leaf = string | ((...given: string[]) => string);

/** Every sentence of a catalogue by its path. */
function sentences(catalogue: object, path = ''): Said {
  return new Map(
    Object.entries(catalogue).flatMap(([name, value]: [string, unknown]) =>
      typeof value === 'object' && value !== null
        ? [...sentences(value, `${path}/${name}`)]
        : [[`${path}/${name}`, value as Leaf] satisfies [string, Leaf]],
    ),
  );
}

const marks = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth'].map((each) => `«${each}»`);

/** The values that a sentence says: those of the marks it is given that it repeats. Lists are given as lists. */
function saidBy(sentence: (...given: never[]) => string): string[] {
  const say = sentence as (...given: unknown[]) => string;
  let spoken: string;
  try {
    spoken = say(...marks);
  } catch {
    spoken = say(...marks.map((mark) => [mark]));
  }
  return marks.filter((mark) => spoken.includes(mark));
}

test('each language has every sentence, and says the same values in it', () => {
  const [en, nl] = [english, dutch].map((each) => sentences({ ...each, problems: {} })) as [Said, Said];
  for (const path of nl.keys()) if (path.startsWith('/thresholds/names/')) nl.delete(path);
  expect([...nl.keys()].sort()).toEqual([...en.keys()].sort());
  const wrong = [...en].flatMap(([path, sentence]) => {
    const other = nl.get(path)!;
    if (typeof sentence === 'string' || typeof other === 'string')
      return typeof sentence === typeof other ? [] : [`${path}: one is a sentence with values, the other is not`];
    const [here, there] = [saidBy(sentence), saidBy(other)];
    return here.join() === there.join() ? [] : [`${path}: ${here.join(' ')} in English, ${there.join(' ')} in Dutch`];
  });
  expect(wrong).toEqual([]);
});

test('no sentence is left in English by oversight', () => {
  const nl = sentences(dutch);
  /** A single word may be the same in both languages; three words in a row are not. */
  const isSaid = /\p{L}+ \p{L}+ \p{L}+/u;
  const wrong = [...sentences(english)].flatMap(([path, sentence]) =>
    typeof sentence === 'string' && sentence === nl.get(path) && isSaid.test(sentence) && !sentence.startsWith('npm ')
      ? [`${path}: ${sentence}`]
      : [],
  );
  expect(wrong).toEqual([]);
});

test('every problem can be told in Dutch, with the values that its English sentences have', () => {
  const valuesOf = (sentences: readonly string[]) => [
    ...new Set(sentences.flatMap((sentence) => sentence.match(/\{\w+\}/g) ?? [])),
  ];
  const wrong = Object.entries(problemKinds).flatMap(([code, { message }]) => {
    const told = dutch.problems[code as ProblemCode];
    if (!told) return [`${code} is not told`];
    const [here, there] = [valuesOf([message]).sort(), valuesOf([told[0]]).sort()];
    return here.join() === there.join() ? [] : [`${code}: ${here.join(' ')} in English, ${there.join(' ')} in Dutch`];
  });
  expect(wrong).toEqual([]);
});
