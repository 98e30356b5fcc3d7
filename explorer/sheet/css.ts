import type { Element } from './tree.ts';

/** One declaration of a style sheet, for the elements that its selector fits; the last of equal weight counts. */
export interface Rule {
  readonly selector: Selector;
  readonly declarations: ReadonlyMap<string, string>;
  readonly order: number;
}

/** What an element must be, and what it must stand in: the last compound is the element itself. */
export interface Selector {
  readonly compounds: readonly Compound[];
  /** Before each compound but the first: whether it is a child (`>`) or anywhere below. */
  readonly direct: readonly boolean[];
  /** Ids, classes, names (Selectors Level 4, section 17). */
  readonly weight: readonly [number, number, number];
}

interface Compound {
  readonly tests: readonly Test[];
  readonly weight: readonly [number, number, number];
}

type Test = (path: readonly Element[]) => boolean;

/** Splits at commas or blanks that stand in no bracket. */
function split(text: string, at: RegExp): string[] {
  const parts: string[] = [''];
  let depth = 0;
  for (const character of text) {
    if (/[([]/.test(character)) depth += 1;
    if (/[)\]]/.test(character)) depth -= 1;
    if (depth === 0 && at.test(character)) parts.push('');
    else parts[parts.length - 1] += character;
  }
  return parts.map((part) => part.trim()).filter(Boolean);
}

/** Declarations of a block: names and values. */
export function readDeclarations(text: string): Map<string, string> {
  const pairs = split(text, /;/).map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1)]);
  return new Map(pairs.map(([name, value]) => [name!.trim(), value!.replace(/!important/, '').trim()]));
}

/**
 * The rules of a style sheet that hold on a plain screen, those of a dark one if asked for. Rules for print, touch, narrow
 * pages and the reader's own colours do not.
 */
export function readRules(css: string, theme: 'light' | 'dark'): Rule[] {
  const rules: Rule[] = [];
  const plain = css.replace(/\/\*[\s\S]*?\*\//g, '');
  for (const { head, body } of blocksOf(plain)) {
    const isDark = /^@media screen and \(prefers-color-scheme:\s*dark\)$/.test(head);
    if (head.startsWith('@') && !(isDark && theme === 'dark')) continue;
    for (const each of isDark ? blocksOf(body) : [{ head, body }])
      for (const selector of split(each.head, /,/).flatMap((text) => readSelector(text) ?? []))
        rules.push({ selector, declarations: readDeclarations(each.body), order: rules.length });
  }
  return rules;
}

function blocksOf(css: string): { head: string; body: string }[] {
  const blocks: { head: string; body: string }[] = [];
  let [depth, from, head] = [0, 0, ''];
  for (let at = 0; at < css.length; at++) {
    if (css[at] === '{' && depth++ === 0) [head, from] = [css.slice(from, at).trim(), at + 1];
    if (css[at] === '}' && --depth === 0) {
      blocks.push({ head, body: css.slice(from, at) });
      from = at + 1;
    }
  }
  return blocks;
}

const sum = (weights: readonly (readonly [number, number, number])[]): [number, number, number] =>
  weights.reduce<[number, number, number]>(([a, b, c], [x, y, z]) => [a + x, b + y, c + z], [0, 0, 0]);

/** A selector; undefined for one that fits no element of a still picture, such as one under the pointer. */
export function readSelector(text: string): Selector | undefined {
  const parts = split(text.replace(/\s*>\s*/g, ' > '), /\s/);
  const compounds: Compound[] = [];
  const direct: boolean[] = [];
  for (const [place, part] of parts.entries()) {
    if (part === '>') continue;
    if (compounds.length > 0) direct.push(parts[place - 1] === '>');
    const compound = readCompound(part);
    if (!compound) return undefined;
    compounds.push(compound);
  }
  return compounds.length === 0 ? undefined : { compounds, direct, weight: sum(compounds.map(({ weight }) => weight)) };
}

const simple =
  /^(?:(\*)|([\w-]+)|\.([\w-]+)|#([\w-]+)|\[([\w-]+)(?:=['"]?([^'"\]]*)['"]?)?\]|:(root)|:(not|is|where)\()/;

function readCompound(text: string): Compound | undefined {
  const tests: Test[] = [];
  const weights: (readonly [number, number, number])[] = [];
  let rest = text;
  while (rest !== '') {
    const found = simple.exec(rest);
    if (!found) return undefined;
    const [whole, , name, kind, id, attribute, value, root, group] = found;
    rest = rest.slice(whole.length);
    if (group !== undefined) {
      const end = endOf(rest);
      const inner = split(rest.slice(0, end), /,/).flatMap((each) => readSelector(each) ?? []);
      rest = rest.slice(end + 1);
      tests.push((path) => inner.some((each) => fits(each, path)) !== (group === 'not'));
      if (group !== 'where') weights.push(heaviest(inner));
      continue;
    }
    if (name !== undefined) tests.push((path) => path.at(-1)!.name === name);
    if (kind !== undefined) tests.push((path) => classesOf(path.at(-1)!).includes(kind));
    if (id !== undefined) tests.push((path) => path.at(-1)!.attributes.get('id') === id);
    if (attribute !== undefined)
      tests.push((path) => {
        const given = path.at(-1)!.attributes.get(attribute);
        return value === undefined ? given !== undefined : given === value;
      });
    if (root !== undefined) tests.push((path) => path.length === 1);
    weights.push([id === undefined ? 0 : 1, (kind ?? attribute ?? root) ? 1 : 0, name === undefined ? 0 : 1]);
  }
  return { tests, weight: sum(weights) };
}

/** Where the bracket closes that was opened before the text. */
function endOf(text: string): number {
  let depth = 1;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '(') depth += 1;
    if (text[at] === ')' && --depth === 0) return at;
  }
  return text.length;
}

const heaviest = (selectors: readonly Selector[]) =>
  selectors.map(({ weight }) => weight).reduce((a, b) => (compareWeights(a, b) < 0 ? b : a), [0, 0, 0] as const);

const compareWeights = (a: Selector['weight'], b: Selector['weight']) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2];

const classesOf = ({ attributes }: Element): readonly string[] => (attributes.get('class') ?? '').split(/\s+/);

/** Whether a selector fits the last element of a path that begins at the root. */
export function fits({ compounds, direct }: Selector, path: readonly Element[]): boolean {
  const holds = (place: number, depth: number): boolean => {
    if (depth < 1 || !compounds[place]!.tests.every((test) => test(path.slice(0, depth)))) return false;
    if (place === 0) return true;
    if (direct[place - 1]) return holds(place - 1, depth - 1);
    for (let above = depth - 1; above > 0; above--) if (holds(place - 1, above)) return true;
    return false;
  };
  return holds(compounds.length - 1, path.length);
}

/** What the rules say of the last element of a path, the weightiest last. */
export const declarationsOf = (rules: readonly Rule[], path: readonly Element[]): Map<string, string> =>
  new Map(
    rules
      .filter(({ selector }) => fits(selector, path))
      .sort((a, b) => compareWeights(a.selector.weight, b.selector.weight) || a.order - b.order)
      .flatMap(({ declarations }) => [...declarations]),
  );
