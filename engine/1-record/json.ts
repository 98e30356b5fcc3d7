import { type Problem, problem } from '../0-base/problem.ts';

/** Levels of nesting that a batch may have: a list of records with lists of objects in them needs seven. */
const depthLimit = 16;

/** Fields that one object may have: far more than any record, far fewer than stop a reader. */
const keyLimit = 10_000;

interface Level {
  readonly keys: Set<string> | undefined;
  key: string;
  index: number;
}

/**
 * Reads JSON text from outside. Refuses what JSON.parse would take silently or choke on later.
 * Problems: body.truncated, body.depth, body.key (`__proto__`, a key twice), body.keys, number.precision, body.syntax.
 */
export function readJson(given: string): { value?: unknown; problems: Problem[] } {
  const text = given.startsWith('\ufeff') ? given.slice(1) : given;
  const found = scan(text);
  if (found) return { problems: [found] };
  try {
    return { value: JSON.parse(text) as unknown, problems: [] };
  } catch (failure) {
    return { problems: [problem('body.syntax', '', { reason: (failure as Error).message })] };
  }
}

/** Walks the tokens once, without recursion; the first thing that is wrong, or nothing, also where it is for JSON.parse to say. */
function scan(text: string): Problem | undefined {
  const levels: Level[] = [];
  let at = 0;
  while (at < text.length) {
    const mark = text[at]!;
    const top = levels.at(-1);
    if (mark === '"') {
      const end = endOfString(text, at);
      if (end < 0) return truncated(text);
      if (top?.keys && isKey(text, end)) {
        const wrong = takeKey(top, text.slice(at, end), levels);
        if (wrong) return wrong;
      }
      at = end;
    } else if (mark === '{' || mark === '[') {
      if (levels.length === depthLimit) return problem('body.depth', pointer(levels), { limit: `${depthLimit}` });
      levels.push({ keys: mark === '{' ? new Set() : undefined, key: '', index: 0 });
      at += 1;
    } else if (mark === '}' || mark === ']') {
      if (top === undefined || (mark === '}') !== (top.keys !== undefined)) return undefined;
      levels.pop();
      at += 1;
    } else if (mark === ',') {
      if (top) top.index += 1;
      at += 1;
    } else if (mark === '-' || (mark >= '0' && mark <= '9')) {
      const end = endOfNumber(text, at);
      const wrong =
        inexact(text.slice(at, end)) && problem('number.precision', pointer(levels), { value: text.slice(at, end) });
      if (wrong) return wrong;
      at = end;
    } else at += 1;
  }
  return levels.length > 0 || text.trim() === '' ? truncated(text) : undefined;
}

const truncated = (text: string) => problem('body.truncated', '', { at: `${text.length}` });

function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === '"') return at + 1;
  }
  return -1;
}

function endOfNumber(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && '0123456789.eE+-'.includes(text[at]!)) at += 1;
  return at;
}

function isKey(text: string, after: number): boolean {
  let at = after;
  while (text[at] === ' ' || text[at] === '\n' || text[at] === '\r' || text[at] === '\t') at += 1;
  return text[at] === ':';
}

function takeKey(level: Level, quoted: string, levels: readonly Level[]): Problem | undefined {
  const plain = quoted.includes('\\') ? unquote(quoted) : quoted.slice(1, -1);
  if (plain === undefined) return undefined;
  if (plain === '__proto__' || level.keys!.has(plain))
    return problem('body.key', pointer(levels.slice(0, -1)), { key: plain });
  if (level.keys!.size === keyLimit)
    return problem('body.keys', pointer(levels.slice(0, -1)), { limit: `${keyLimit}` });
  level.keys!.add(plain);
  level.key = plain;
  return undefined;
}

function unquote(quoted: string): string | undefined {
  try {
    return JSON.parse(quoted) as string;
  } catch {
    return undefined;
  }
}

/** Whether a number loses digits when it becomes a double: more than 15 significant digits, too large, or too small to differ from 0. */
function inexact(text: string): boolean {
  if (text.length <= 15 && !/[eE]/.test(text)) return false;
  const digits = text
    .replace(/[eE].*$/, '')
    .replace(/[-.]/g, '')
    .replace(/^0+/, '')
    .replace(/0+$/, '');
  const double = Number(text);
  return digits.length > 15 || !Number.isFinite(double) || (double === 0 && digits !== '');
}

const pointer = (levels: readonly Level[]): string =>
  levels
    .map((level) => `/${level.keys ? level.key.replaceAll('~', '~0').replaceAll('/', '~1') : level.index}`)
    .join('');
