import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { problem } from '../../engine/0-base/problem.ts';
import { DamagedJournal, entriesOf } from '../interchange/journal-entries.ts';
import { UnreadPage, wholeDocument, type WholeForm, wholeForms } from '../interchange/linked/whole.ts';
import type { House } from '../store/house.ts';
import { command } from './command.ts';
import { dataOption, networkOption, withHouse } from './house.ts';
import { printProblems, type Terminal } from './terminal.ts';

/** Writes out what a network has recorded. */
export const exportCommand = command(
  {
    summary: 'write out a network as JSON Lines, JSON-LD or Turtle, or its journal',
    help: `throughflow export --network N [--out FILE] [--format jsonl | jsonld | turtle] [--journal] [--data DIR]

Writes every entry of the network's journal as one line of ValueFlows JSON, in the order of recording; import takes it
again. --format jsonld or turtle, or an --out that ends in .jsonld or .ttl, writes every record as it stands as one document
of linked data; import takes that again too. --journal writes the journal's own bytes instead, with its times, authors and hashes. Without --out it goes to
the standard output.`,
    options: {
      ...dataOption,
      ...networkOption,
      out: { type: 'string' },
      format: { type: 'string' },
      journal: { type: 'boolean', default: false },
    },
  },
  async ({ values }, terminal) => {
    const { network, out, journal, data } = values;
    const format = values.format ?? formOf(out);
    if (network === undefined) {
      terminal.note('--network is missing: name the network to write out.');
      return 2;
    }
    if (!isFormat(format)) {
      terminal.note(`--format is ${format}; give jsonl, jsonld or turtle.`);
      return 2;
    }
    return withHouse({ directory: data, terminal, existing: true }, async (house) => {
      if (house.sequence(network) === undefined) {
        printProblems(terminal, [problem('network.unknown', '', { value: network })]);
        return 1;
      }
      const damage = house.status().networks.find((each) => each.network === network)?.problem;
      if (damage) {
        printProblems(terminal, [damage]);
        return 1;
      }
      const source = journal ? house.exportJournal(network) : written({ house, network, terminal, format });
      try {
        return (await isWritten(source, out)) ? 0 : 1;
      } catch (failure) {
        if (!(failure instanceof DamagedJournal || failure instanceof UnreadPage)) throw failure;
        printProblems(terminal, failure instanceof UnreadPage ? failure.problems : [failure.problem]);
        return 1;
      }
    });
  },
);

/** Writes to a file or the standard output; whether all of it was taken there: who reads a pipe may have had enough. */
async function isWritten(source: AsyncIterable<string | Uint8Array>, out: string | undefined): Promise<boolean> {
  try {
    await pipeline(source, out === undefined ? process.stdout : createWriteStream(out));
    return true;
  } catch (failure) {
    if (out !== undefined || (failure as NodeJS.ErrnoException).code !== 'EPIPE') throw failure;
    return false;
  }
}

type Format = WholeForm | 'jsonl';

const isFormat = (format: string): format is Format => format === 'jsonl' || Object.hasOwn(wholeForms, format);

/** The form that the name of a file asks for. */
const formOf = (out = ''): string =>
  Object.entries(wholeForms).find(([, ending]) => out.endsWith(ending))?.[0] ?? 'jsonl';

interface Written {
  readonly house: House;
  readonly network: string;
  readonly terminal: Terminal;
  readonly format: Format;
}

function written({ house, network, terminal, format: form }: Written): AsyncIterable<string> {
  if (form === 'jsonl') return lines(house, network, terminal);
  const progress = (done: number) => terminal.progress(`Writing ${network}`, done, house.sequence(network) ?? done);
  return wholeDocument({ house, network, form, progress });
}

/** Each entry as a line, with progress. */
async function* lines(house: House, network: string, terminal: Terminal): AsyncIterable<string> {
  const total = house.sequence(network) ?? 0;
  let done = 0;
  for await (const entry of entriesOf(house, network)) {
    yield `${JSON.stringify(entry)}\n`;
    done += 1;
    if (done % 1000 === 0 || done === total) terminal.progress(`Writing ${network}`, done, total);
  }
}
