import { assert } from '../../engine/0-base/assert.ts';

/** An element of markup, or a text. */
export type Node = Element | string;

export interface Element {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly Node[];
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
const decode = (text: string): string => text.replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => entities[name]!);

const token = /<!--[\s\S]*?-->|<\/([\w:-]+)>|<([\w:-]+)((?:\s+[\w:-]+(?:="[^"]*")?)*)\s*(\/?)>|[^<]+/g;

/** Reads what a component rendered on the server: elements that are all closed, attributes in double quotes, comments. */
export function readMarkup(markup: string): Node[] {
  const root: Node[] = [];
  const open: { name: string; children: Node[] }[] = [{ name: '', children: root }];
  let read = 0;
  for (const [whole, closed, name, attributes = '', alone] of markup.matchAll(token)) {
    read += whole.length;
    const parent = open.at(-1)!;
    if (closed !== undefined) {
      assert(parent.name === closed, 'markup closes what it opened', { closed, open: parent.name });
      open.pop();
    } else if (name !== undefined) {
      const element = { name, attributes: readAttributes(attributes), children: [] as Node[] };
      parent.children.push(element);
      if (!alone) open.push(element);
    } else if (!whole.startsWith('<!--') && whole !== '') parent.children.push(decode(whole));
  }
  assert(read === markup.length && open.length === 1, 'markup is read whole', { read, length: markup.length });
  return root;
}

const readAttributes = (text: string): Map<string, string> =>
  new Map([...text.matchAll(/([\w:-]+)(?:="([^"]*)")?/g)].map(([, name, value = '']) => [name!, decode(value)]));

/** What XML 1.0 cannot hold, not even escaped. */
const forbidden = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;
const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const encode = (text: string): string =>
  text.replace(forbidden, '\ufffd').replace(/[&<>"]/g, (character) => escapes[character]!);

/** Writes a node as XML. */
export function writeXml(node: Node): string {
  if (typeof node === 'string') return encode(node);
  const { name, attributes, children } = node;
  const given = [...attributes].map(([key, value]) => ` ${key}="${encode(value)}"`).join('');
  return children.length === 0 ? `<${name}${given}/>` : `<${name}${given}>${children.map(writeXml).join('')}</${name}>`;
}
