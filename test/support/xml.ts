import { DOMParser, type Element, onErrorStopParsing } from '@xmldom/xmldom';

/** Reads XML by a parser that stops at the first error, and gives its root. */
export const readXml = (text: string): Element =>
  new DOMParser({ onError: onErrorStopParsing }).parseFromString(text, 'text/xml').documentElement!;

/** The text of every element of a name. */
export const textsOf = (root: Element, name: string): string[] =>
  Array.from(root.getElementsByTagName(name), (each) => each.textContent ?? '');
