import jsonld from 'jsonld';
import { Parser, Writer } from 'n3';

const canonize = (input: unknown, options: object): Promise<string> =>
  jsonld.canonize(
    input as never,
    { algorithm: 'URDNA2015', format: 'application/n-quads', ...options } as never,
  ) as never;

/** The statements of a document of linked data as others read it, in one order and with one name for each blank node. */
export const canonical = (document: object): Promise<string> => canonize(document, { safe: true });

/** The same of a Turtle text. */
export function canonicalTurtle(text: string): Promise<string> {
  const quads = new Parser({ format: 'text/turtle' }).parse(text);
  return canonize(new Writer({ format: 'N-Quads' }).quadsToString(quads), { inputFormat: 'application/n-quads' });
}
