import { constants } from 'node:fs';
import { type FileHandle, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { assert } from '../../engine/0-base/assert.ts';
import { tableBuilder } from '../../engine/3-flow/builder.ts';
import type { FlowRow, FlowTable } from '../../engine/3-flow/columns.ts';
import { decodeTable, encodeTable } from '../../engine/3-flow/encode.ts';
import { makeDirectory, syncDirectory, writeAll } from './file.ts';

/**
 * The flow rows of a network: in memory as columns, on disk as `<sequence>.table` (all rows up to that entry) and
 * `<sequence>.rows` (a line for every group since). Lines are written before the projection's transaction, so that the
 * file is never behind it: what is ahead is cut off at start.
 */
export interface FlowFile {
  /** The last entry whose rows are in. */
  readonly sequence: number;
  append(rows: readonly FlowRow[], sequence: number): Promise<void>;
  table(): FlowTable;
  /** Begins anew without a row. */
  clear(): Promise<void>;
  /** Closes the file; in order, it first writes what is only in lines into a table. */
  close(inOrder: boolean): Promise<void>;
}

interface Line {
  readonly sequence: number;
  readonly rows: readonly FlowRow[];
}

/** Lines are gathered into a table when they hold this many rows and a quarter of all. */
const fewestRows = 20_000;

/** Opens the rows up to an entry; `agrees` is false when the files do not reach it or are damaged (then they are empty). */
export async function openFlowFile(directory: string, upTo: number): Promise<{ file: FlowFile; agrees: boolean }> {
  await makeDirectory(directory);
  const found = await readFiles(directory, upTo);
  const file = await flowFile(directory, found);
  if (file.sequence === upTo) return { file, agrees: true };
  await file.clear();
  return { file, agrees: upTo === 0 };
}

interface Found {
  readonly start: FlowTable | undefined;
  readonly base: number;
  readonly lines: readonly Line[];
  /** Bytes of the lines that count. */
  readonly length: number;
}

async function readFiles(directory: string, upTo: number): Promise<Found> {
  const names = await readdir(directory);
  const bases = names.flatMap((name) => /^(\d+)\.table$/.exec(name)?.[1] ?? []).map(Number);
  const base = Math.max(0, ...bases.filter((each) => each <= upTo));
  const start = base === 0 ? undefined : await readTable(join(directory, `${base}.table`));
  if (base > 0 && !start) return { start: undefined, base: 0, lines: [], length: 0 };
  const text = await readFile(join(directory, `${base}.rows`), 'utf8').catch(() => '');
  return { start, base, ...readLines(text, upTo) };
}

async function readTable(path: string): Promise<FlowTable | undefined> {
  const bytes = await readFile(path);
  return decodeTable(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer).table;
}

function readLines(text: string, upTo: number): { lines: Line[]; length: number } {
  const lines: Line[] = [];
  let length = 0;
  for (const each of text.split('\n').slice(0, -1)) {
    const line = parseLine(each);
    if (!line || line.sequence > upTo) break;
    lines.push(line);
    length += Buffer.byteLength(each) + 1;
  }
  return { lines, length };
}

function parseLine(text: string): Line | undefined {
  try {
    const line = JSON.parse(text) as Line;
    return typeof line.sequence === 'number' && Array.isArray(line.rows) ? line : undefined;
  } catch {
    return undefined;
  }
}

async function flowFile(directory: string, found: Found): Promise<FlowFile> {
  let { base, length } = found;
  let builder = tableBuilder(found.start);
  for (const { rows } of found.lines) builder.append(rows);
  let sequence = found.lines.at(-1)?.sequence ?? base;
  let loose = found.lines.reduce((sum, { rows }) => sum + rows.length, 0);
  let handle = await openLines(base);
  await handle.truncate(length);

  function openLines(at: number): Promise<FileHandle> {
    return open(join(directory, `${at}.rows`), constants.O_RDWR | constants.O_CREAT, 0o600);
  }

  /** The files of one base take the place of all others. */
  async function moveTo(next: number): Promise<void> {
    await handle.close();
    base = next;
    length = 0;
    loose = 0;
    handle = await openLines(base);
    await handle.truncate(0);
    for (const name of await readdir(directory))
      if (name !== `${base}.rows` && name !== `${base}.table`) await rm(join(directory, name), { force: true });
    await syncDirectory(directory);
  }

  async function gather(): Promise<void> {
    if (sequence === base) return;
    const draft = join(directory, 'draft');
    const file = await open(draft, 'w', 0o600);
    await writeAll(file, encodeTable(builder.table()), 0);
    await file.sync();
    await file.close();
    await rename(draft, join(directory, `${sequence}.table`));
    await syncDirectory(directory);
    await moveTo(sequence);
  }

  return {
    get sequence() {
      return sequence;
    },
    async append(rows, upTo) {
      assert(upTo >= sequence, 'flow rows are appended in order', { upTo, sequence });
      if (loose >= Math.max(fewestRows, builder.count / 4)) await gather();
      const line = Buffer.from(`${JSON.stringify({ sequence: upTo, rows } satisfies Line)}\n`);
      await writeAll(handle, line, length);
      length += line.length;
      builder.append(rows);
      sequence = upTo;
      loose += rows.length;
    },
    table: () => builder.table(),
    async clear() {
      builder = tableBuilder();
      sequence = 0;
      for (const name of await readdir(directory))
        if (name.endsWith('.table')) await rm(join(directory, name), { force: true });
      await moveTo(0);
    },
    async close(inOrder) {
      try {
        if (inOrder) await gather();
      } finally {
        await handle.close();
      }
    },
  };
}
