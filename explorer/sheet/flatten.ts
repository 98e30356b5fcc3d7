import { readColour, writeColour } from './colour.ts';
import { declarationsOf, readDeclarations, readRules, type Rule } from './css.ts';
import type { Element, Node } from './tree.ts';

/** Properties that SVG knows as attributes, so that programs which read no style sheet draw the same. */
const painted = ['fill', 'stroke'];
const kept = [
  ...painted,
  'fill-opacity',
  'fill-rule',
  'stroke-width',
  'stroke-dasharray',
  'stroke-linecap',
  'stroke-linejoin',
  'stroke-opacity',
  'opacity',
  'overflow',
  'paint-order',
  'font-size',
  'font-weight',
  'font-style',
  'text-anchor',
];

/** Attributes that mean something in a page only. */
const ofPages = /^(class|style|role|tabindex|aria-.*|data-.*|on.*)$/;

type Values = ReadonlyMap<string, string>;

/** Resolves var(--name, fallback) by what is known at an element. */
function resolve(text: string, known: Values): string {
  const inner = /var\((--[\w-]+)(?:,\s*([^()]*))?\)/;
  let [resolved, rounds] = [text, 0];
  for (let found = inner.exec(resolved); found && rounds < 32; found = inner.exec(resolved), rounds++)
    resolved = resolved.replace(found[0], (known.get(found[1]!) ?? found[2] ?? '').trim());
  return resolved;
}

/**
 * Writes what a style sheet says of each element into attributes of it, with every colour worked out: what comes out looks
 * the same in a browser, in a text and in a program for drawing. What is not shown is left out.
 */
export function flatten(nodes: readonly Node[], css: string, theme: 'light' | 'dark'): Node[] {
  const rules = readRules(css, theme);
  return nodes.flatMap((node) => flattenNode(node, { rules, path: [], known: new Map() }));
}

interface Place {
  readonly rules: readonly Rule[];
  readonly path: readonly Element[];
  /** The custom properties that hold above. */
  readonly known: Values;
}

function flattenNode(node: Node, { rules, path, known }: Place): Node[] {
  if (typeof node === 'string') return /\S/.test(node) ? [node] : [];
  const here = [...path, node];
  const said = new Map([...declarationsOf(rules, here), ...readDeclarations(node.attributes.get('style') ?? '')]);
  if (said.get('display') === 'none') return [];
  const own = [...said].filter(([name]) => name.startsWith('--'));
  const inherited = new Map([...known, ...own]);
  const values = new Map([...inherited].map(([name, value]) => [name, resolve(value, inherited)]));
  const attributes = new Map([...node.attributes].filter(([name]) => !ofPages.test(name)));
  for (const name of kept) {
    const value = said.get(name);
    if (value !== undefined) put(attributes, name, resolve(value, values));
  }
  const children = node.children.flatMap((child) => flattenNode(child, { rules, path: here, known: values }));
  return [{ name: node.name, attributes, children }];
}

function put(attributes: Map<string, string>, name: string, value: string): void {
  const colour = painted.includes(name) ? readColour(value) : undefined;
  if (!colour) {
    attributes.set(name, lengthOf(value));
    return;
  }
  attributes.set(name, colour[3] === 0 ? 'none' : writeColour(colour));
  if (colour[3] > 0 && colour[3] < 1) attributes.set(`${name}-opacity`, String(Math.round(colour[3] * 1000) / 1000));
}

/** 12.5px as 12.5, 0.75rem as 12. */
const lengthOf = (value: string): string =>
  value.replace(/(\d*\.?\d+)(px|rem)\b/g, (_, number: string, unit: string) =>
    String(Number(number) * (unit === 'rem' ? 16 : 1)),
  );
