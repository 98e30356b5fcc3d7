import { functionOf } from './functions.ts';

/** A formula as read: the names that it uses, in lower case, and its value once these are known. */
export interface Formula {
  readonly names: readonly string[];
  readonly value: (of: (name: string) => number) => number;
}

/** A formula, or the character (from 1) at which it cannot be read. */
export type FormulaReading = { readonly formula: Formula } | { readonly at: number };

type Value = Formula['value'];

interface Token {
  readonly text: string;
  readonly at: number;
}

const tokens =
  /\s*(?:(\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?)|([A-Za-z_$][\w$]*)|(<=|>=|<>|!=|==|&&|\|\||[-+*/^()<>=&|;,]))/y;

/** Takes a formula apart; the last token is '' and stands behind the end, or where no token can be. */
function tokensOf(text: string): Token[] {
  const found: Token[] = [];
  tokens.lastIndex = 0;
  let end = 0;
  for (let match = tokens.exec(text); match; match = tokens.exec(text)) {
    const part = (match[1] ?? match[2] ?? match[3])!;
    end = tokens.lastIndex;
    found.push({ text: match[2] ? part.toLowerCase() : part, at: end - part.length + 1 });
  }
  const rest = text.slice(end);
  return [...found, { text: rest.trim() === '' ? '' : '\0', at: end + (rest.length - rest.trimStart().length) + 1 }];
}

const truth = (holds: boolean): number => (holds ? 1 : 0);

type Binary = (a: number, b: number) => number;

/** Operators by rank, the loosest first. All of them take from the left, the power too, as in spreadsheets and openLCA. */
const ranks: readonly Readonly<Record<string, Binary>>[] = [
  {
    '|': (a, b) => truth(a !== 0 || b !== 0),
    '||': (a, b) => truth(a !== 0 || b !== 0),
    or: (a, b) => truth(a !== 0 || b !== 0),
  },
  { xor: (a, b) => truth((a !== 0) !== (b !== 0)) },
  {
    '&': (a, b) => truth(a !== 0 && b !== 0),
    '&&': (a, b) => truth(a !== 0 && b !== 0),
    and: (a, b) => truth(a !== 0 && b !== 0),
  },
  {
    '<': (a, b) => truth(a < b),
    '<=': (a, b) => truth(a <= b),
    '=': (a, b) => truth(a === b),
    '==': (a, b) => truth(a === b),
    '<>': (a, b) => truth(a !== b),
    '!=': (a, b) => truth(a !== b),
    '>': (a, b) => truth(a > b),
    '>=': (a, b) => truth(a >= b),
  },
  { '+': (a, b) => a + b, '-': (a, b) => a - b },
  { '*': (a, b) => a * b, '/': (a, b) => a / b, div: (a, b) => Math.trunc(a / b), mod: (a, b) => a % b },
  { '^': (a, b) => a ** b },
];

/** Words that are operators and so name nothing. */
const operators = new Set(ranks.flatMap((rank) => Object.keys(rank)));

/** Parentheses within parentheses that are read. */
const deepest = 100;

/** Where reading stands. It stops at the first token that does not fit. */
interface Reader {
  readonly tokens: readonly Token[];
  readonly names: Set<string>;
  next: number;
  depth: number;
}

const textAt = (reader: Reader): string => reader.tokens[reader.next]!.text;

function readRank(reader: Reader, rank: number): Value | undefined {
  const operations = ranks[rank];
  if (!operations) return readSigned(reader);
  let left = readRank(reader, rank + 1);
  while (left && Object.hasOwn(operations, textAt(reader))) {
    const apply = operations[textAt(reader)]!;
    reader.next += 1;
    const first = left;
    const second = readRank(reader, rank + 1);
    left = second && ((of) => apply(first(of), second(of)));
  }
  return left;
}

/** A sign belongs to what stands behind it before any power does: -2^2 is 4, as in spreadsheets and openLCA. */
function readSigned(reader: Reader): Value | undefined {
  const sign = textAt(reader);
  if (sign !== '-' && sign !== '+') return readElement(reader);
  reader.next += 1;
  const value = readElement(reader);
  return value && (sign === '-' ? (of) => -value(of) : value);
}

function readElement(reader: Reader): Value | undefined {
  const text = textAt(reader);
  if (/^[\d.]/.test(text)) {
    reader.next += 1;
    const number = Number(text);
    return () => number;
  }
  if (text === '(') return readBetween(reader, () => readRank(reader, 0));
  const isCall = reader.tokens[reader.next + 1]?.text === '(';
  if (!/^[a-z_$]/.test(text) || (operators.has(text) && !isCall)) return undefined;
  if (isCall) return readCall(reader, text);
  reader.next += 1;
  reader.names.add(text);
  return (of) => of(text);
}

function readCall(reader: Reader, name: string): Value | undefined {
  const start = reader.next;
  reader.next += 1;
  const given = readBetween(reader, () => readItems(reader));
  const called = given && functionOf(name, given.length);
  if (!called) {
    if (given) reader.next = start;
    return undefined;
  }
  if (name === 'if') return (of) => (given[0]!(of) !== 0 ? given[1]!(of) : given[2]!(of));
  return (of) => called.value(given.map((each) => each(of)));
}

/** What stands between a parenthesis, at which the reader is, and its other half. */
function readBetween<T>(reader: Reader, read: () => T | undefined): T | undefined {
  if (reader.depth === deepest) return undefined;
  reader.depth += 1;
  reader.next += 1;
  const inner = read();
  if (inner === undefined || textAt(reader) !== ')') return undefined;
  reader.depth -= 1;
  reader.next += 1;
  return inner;
}

/** Items between semicolons or commas; none where the list is closed at once. */
function readItems(reader: Reader): Value[] | undefined {
  const items: Value[] = [];
  if (textAt(reader) === ')') return items;
  for (;;) {
    const item = readRank(reader, 0);
    if (!item) return undefined;
    items.push(item);
    if (!/^[;,]$/.test(textAt(reader))) return items;
    reader.next += 1;
  }
}

/**
 * Reads a formula: numbers, names, + - * / ^ div mod, comparisons, and or xor, parentheses, if(condition; then; else) and the functions of
 * functions.ts. Names and functions are the same in small and capital letters; items stand between semicolons or commas. Nothing of it is
 * ever run as a program. Rank, sign and direction are those of openLCA's formulas (GreenDelta/olca-formula, FormulaParser.jj).
 */
export function readFormula(text: string): FormulaReading {
  const reader: Reader = { tokens: tokensOf(text), names: new Set(), next: 0, depth: 0 };
  const value = readRank(reader, 0);
  const token = reader.tokens[reader.next]!;
  return value && token.text === '' ? { formula: { names: [...reader.names], value } } : { at: token.at };
}
