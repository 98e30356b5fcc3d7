import { readFile } from 'node:fs/promises';
import { createSecureContext } from 'node:tls';
import type { Door } from '../access/door.ts';
import type { Credentials, Listening } from '../server.ts';
import type { Terminal } from './terminal.ts';

/** The files of a certificate and its key, and what stood in them at last. */
export interface Tls {
  readonly files: { readonly cert: string; readonly key: string };
  readonly credentials: Credentials;
}

interface Way {
  readonly door: Door;
  readonly tls?: Tls;
  readonly refusal?: string;
}

interface Named {
  readonly cert: string | undefined;
  readonly key: string | undefined;
}

/** How the server is to be reached by what the command line says; `refusal` when that does not fit together. */
export async function chooseDoor({ cert, key }: Named, behindProxy: boolean): Promise<Way> {
  const refusing = (refusal: string): Way => ({ door: 'loopback', refusal });
  if (cert === undefined && key === undefined) return { door: behindProxy ? 'proxy' : 'loopback' };
  if (cert === undefined || key === undefined) return refusing('--tls-cert and --tls-key belong together; give both.');
  if (behindProxy)
    return refusing(
      'With --behind-proxy the proxy speaks HTTPS; leave --tls-cert and --tls-key out, or --behind-proxy.',
    );
  const files = { cert, key };
  const credentials = await readCredentials(files);
  return typeof credentials === 'string' ? refusing(credentials) : { door: 'tls', tls: { files, credentials } };
}

/** A certificate and its key that fit together, or why there are none. */
async function readCredentials({ cert, key }: Tls['files']): Promise<Credentials | string> {
  try {
    const [certText, keyText] = await Promise.all([readFile(cert, 'utf8'), readFile(key, 'utf8')]);
    const read = { cert: certText, key: keyText };
    createSecureContext(read);
    return read;
  } catch (failure) {
    const { message } = failure as Error;
    return `The certificate ${cert} with the key ${key} cannot be used: ${message}. Give two PEM files that belong together.`;
  }
}

interface Renewing extends Tls {
  readonly server: Listening;
  readonly terminal: Terminal;
}

/** Reads the files again when the process is sent SIGHUP, as whoever renews certificates does; answers how to stop that. */
export function renewing({ files, server, terminal }: Renewing): () => void {
  const renew = async () => {
    const credentials = await readCredentials(files);
    if (typeof credentials === 'string') return terminal.note(`${credentials} The one before stays in use.`);
    server.renew(credentials);
    terminal.note('The certificate was read again.');
  };
  const onSignal = () => void renew();
  process.on('SIGHUP', onSignal);
  return () => process.off('SIGHUP', onSignal);
}
