import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';

/** Bytes that the parts of a workbook may take together when they are unpacked. */
export const unpackedLimit = 64 * 1024 * 1024;

/** A workbook whose parts would take too much room. */
export class TooLarge extends Error {}

/** A cell with content; one that closes itself holds nothing. */
const cellPattern = /<c\b([^>]*[^/>]|)>([\s\S]*?)<\/c>/g;

/** Writes a formula whose value was never worked out, or is an error, as a text: nothing here works it out. */
function tellFormulas(sheet: string): string {
  return sheet.replace(cellPattern, (cell: string, attributes: string, content: string) => {
    const formula = /<f\b[^>]*?(?:\/>|>([\s\S]*?)<\/f>)/.exec(content);
    const hasValue = /<v>[^<]/.test(content) && !/\bt="e"/.test(attributes);
    if (!formula || hasValue) return cell;
    const place = /\br="[A-Z]+\d+"/.exec(attributes)?.[0] ?? '';
    return `<c ${place} t="inlineStr"><is><t>=${formula[1] ?? ''}</t></is></c>`;
  });
}

/**
 * Takes a workbook apart as far as its tables go, and packs these parts anew without compression, so that whoever reads
 * them next finds nothing that grows. Each part gets the room that the directory promises, never more.
 */
export function unpack(bytes: Uint8Array): Uint8Array {
  let total = 0;
  const files = unzipSync(bytes, {
    filter: ({ name, originalSize }) => {
      if (!/\.(xml|rels)$/i.test(name)) return false;
      total += originalSize;
      if (total > unpackedLimit) throw new TooLarge();
      return true;
    },
  });
  for (const [name, content] of Object.entries(files))
    if (/\/worksheets\/[^/]+\.xml$/i.test(name)) files[name] = strToU8(tellFormulas(strFromU8(content)));
  return zipSync(files, { level: 0 });
}
