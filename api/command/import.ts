import { access, constants } from 'node:fs/promises';
import type { Problem } from '../../engine/0-base/problem.ts';
import { importChunks } from '../interchange/import-chunks.ts';
import { readRecordsFile } from '../interchange/records-file.ts';
import { addressForm, isAddress } from '../store/book.ts';
import type { House } from '../store/house.ts';
import { command } from './command.ts';
import { dataOption, networkOption, withHouse } from './house.ts';
import { printProblems, type Terminal } from './terminal.ts';

/** Records a file of records. */
export const importCommand = command(
  {
    summary: 'record a file of ValueFlows JSON, JSON Lines, JSON-LD or Turtle',
    help: `throughflow import FILE --network N [--skip] [--strictness structural] [--data DIR]

Records the file in the network, in batches: ValueFlows JSON or JSON-LD (a list, or {"@graph": [...]}), JSON Lines, or
Turtle when its name ends in .ttl; - reads the standard input (no Turtle). A network that does not exist yet is founded when the file's first record is its Network record.
A batch with a problem is refused whole and ends the import; what was recorded before stays. With --skip the rows with a
problem are told and left out, and the others recorded. With --strictness structural the records of another system are
taken as far as they can be read: what they have beside, what they lack, and what they only name is told and stops
nothing. The same file again records nothing twice: mend it and start
again. Ends with 0 when all was recorded, with 1 when not.`,
    options: {
      ...dataOption,
      ...networkOption,
      skip: { type: 'boolean', default: false },
      strictness: { type: 'string', default: 'behavioural' },
    },
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
    const { strictness } = values;
    if (strictness !== 'structural' && strictness !== 'behavioural') {
      terminal.note(`--strictness is ${strictness}; give structural or behavioural.`);
      return 2;
    }
    await access(file!, constants.R_OK).catch((failure) => (file === '-' ? undefined : Promise.reject(failure)));
    return withHouse({ directory: values.data, terminal }, (house) =>
      importFile({ house, network, file: file!, leaveOut: values.skip, strictness, terminal }),
    );
  },
);

interface Import {
  readonly house: House;
  readonly network: string;
  readonly file: string;
  readonly leaveOut: boolean;
  readonly strictness: 'structural' | 'behavioural';
  readonly terminal: Terminal;
}

async function importFile({ file, terminal, ...importing }: Import): Promise<0 | 1> {
  let [admitted, refused, stopped] = [0, 0, false];
  for await (const step of importChunks(importing, readRecordsFile(file))) {
    ({ admitted, refused, stopped } = step);
    for (const { row, problems } of step.refusals)
      printProblems(
        terminal,
        problems.map((each) => (row === undefined ? each : { ...each, record: nameOf(each, row) })),
      );
    printProblems(terminal, step.warnings);
    terminal.progress(`Recording ${file}`, step.rows, 0);
  }
  if (stopped) {
    terminal.note(`Stopped; ${admitted} records of ${file} are recorded.`);
    return 1;
  }
  const left = refused === 0 ? '' : `; ${refused} rows are left out, for the reasons above`;
  terminal.print(`${admitted} records of ${file} are recorded in ${importing.network}${left}.`);
  return refused === 0 ? 0 : 1;
}

/** A record by its row, and by its own id where it has one. */
const nameOf = ({ record = '' }: Problem, row: number): string =>
  record.startsWith('#') ? `#${row}` : `#${row} ${record}`;
