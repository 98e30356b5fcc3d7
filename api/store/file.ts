import { constants } from 'node:fs';
import { type FileHandle, mkdir, open, rename, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Makes what is listed in a directory durable; file systems without it (Windows) have nothing to do. */
export async function syncDirectory(path: string): Promise<void> {
  const handle = await open(path, constants.O_RDONLY).catch(() => undefined);
  if (!handle) return;
  await handle.sync().catch(() => undefined);
  await handle.close();
}

const isDirectory = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );

/**
 * Makes a directory and every missing one above it, durably. Where the parent is there and yet nothing can be made in it
 * (/proc), Node's own recursive form never returns.
 */
export async function makeDirectory(path: string): Promise<void> {
  try {
    await mkdir(path);
  } catch (failure) {
    const { code } = failure as NodeJS.ErrnoException;
    if (code === 'EEXIST' && (await isDirectory(path))) return;
    if (code !== 'ENOENT' || (await isDirectory(dirname(path)))) throw failure;
    await makeDirectory(dirname(path));
    return makeDirectory(path);
  }
  await syncDirectory(dirname(path));
}

/** Opens a file for reading and writing, made durably when it is missing. */
export async function openDurably(path: string): Promise<FileHandle> {
  const handle = await open(path, constants.O_RDWR | constants.O_CREAT, 0o600);
  await syncDirectory(dirname(path));
  return handle;
}

/** Puts a file for the owner's eyes in the place of what is there: the old bytes or the new ones, never some of both. */
export async function replaceDurably(path: string, data: string | Uint8Array): Promise<void> {
  const draft = `${path}.draft`;
  await writeFile(draft, data, { mode: 0o600, flush: true });
  await rename(draft, path);
  await syncDirectory(dirname(path));
}

/** Writes all bytes at a position, however many calls it takes. */
export async function writeAll(handle: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  for (let done = 0; done < bytes.length;) {
    const { bytesWritten } = await handle.write(bytes, done, bytes.length - done, position + done);
    done += bytesWritten;
  }
}

/** Reads from a position until the buffer is full or the file ends; the bytes read. */
export async function readUpTo(handle: FileHandle, buffer: Uint8Array, position: number): Promise<number> {
  let done = 0;
  while (done < buffer.length) {
    const { bytesRead } = await handle.read(buffer, done, buffer.length - done, position + done);
    if (bytesRead === 0) break;
    done += bytesRead;
  }
  return done;
}
