import { access, constants } from 'node:fs/promises';
import { handIn, inFile } from '../interchange/hand-in.ts';
import { type RecordBatch, readRecordsFile } from '../interchange/records-file.ts';
import { addressForm, isAddress } from '../store/book.ts';
import type { Answer, House } from '../store/house.ts';
import { command } from './command.ts';
import { dataOption, networkOption, withHouse } from './house.ts';
import { printProblems, type Terminal } from './terminal.ts';

/** Records a file of records. */
export const importCommand = command(
  {
    summary: 'record a file of ValueFlows JSON or JSON Lines',
    help: `throughflow import FILE --network N [--data DIR]

Records the file in the network, in batches: ValueFlows JSON (a list, or {"@graph": [...]}) or JSON Lines; - reads the
standard input. A network that does not exist yet is founded when the file's first record is its Network record.
A batch with a problem is refused whole and ends the import; what was recorded before stays. The same file again
records nothing twice: mend it and start again. Ends with 0 when all was recorded, with 1 when not.`,
    options: { ...dataOption, ...networkOption },
    positionals: 1,
  },
  async ({ values, positionals: [file] }, terminal) => {
    const { network } = values;
    if (network === undefined) {
      terminal.note('--network is missing: name the network to record in.');
      return 2;
    }
    if (!isAddress(network)) {
      terminal.note(`--network is ${network}; give ${addressForm}.`);
      return 2;
    }
    await access(file!, constants.R_OK).catch((failure) => (file === '-' ? undefined : Promise.reject(failure)));
    return withHouse({ directory: values.data, terminal }, (house) =>
      importFile({ house, network, file: file!, terminal }),
    );
  },
);

interface Import {
  readonly house: House;
  readonly network: string;
  readonly file: string;
  readonly terminal: Terminal;
}

async function importFile({ house, network, file, terminal }: Import): Promise<0 | 1> {
  let recorded = 0;
  for await (const chunk of readRecordsFile(file)) {
    const answer: Answer<unknown> = 'batch' in chunk ? await record(house, network, chunk.batch) : chunk;
    printProblems(terminal, answer.problems);
    if (answer.value === undefined) {
      terminal.note(`Stopped; ${recorded} records of ${file} are recorded.`);
      return 1;
    }
    if ('batch' in chunk) recorded += chunk.batch.records.length;
    terminal.progress(`Recording ${file}`, recorded, 0);
  }
  terminal.print(`${recorded} records of ${file} are recorded in ${network}.`);
  return 0;
}

async function record(house: House, network: string, batch: RecordBatch): Promise<Answer<unknown>> {
  const answer = await handIn(house, network, batch);
  return { ...answer, problems: inFile(answer.problems, batch.first) };
}
