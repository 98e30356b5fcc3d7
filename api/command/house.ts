import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describeProblem, type Problem } from '../../engine/0-base/problem.ts';
import type { House } from '../store/house.ts';
import { openHouse } from '../store/open.ts';
import type { ExitCode } from './command.ts';
import { printProblems, type Terminal } from './terminal.ts';

export const dataOption = { data: { type: 'string', default: 'data' } } as const;
export const networkOption = { network: { type: 'string' } } as const;

/** The address of the PostgreSQL server where everything is kept, when one is given. */
export const databaseAddress = (): string | undefined => process.env['DATABASE_URL'];

/** Tells how far the rebuilding of a network has come; one that is founded or comes up whole has nothing to rebuild. */
export const rebuilding =
  (terminal: Terminal) =>
  ({ network, done, total }: { network: string; done: number; total: number }): void => {
    if (done > 0 && total > 0) terminal.progress(`Rebuilding ${network}`, done, total);
  };

/** Tells in one line that the database had to be given up. */
export const noticing =
  (terminal: Terminal) =>
  (found: Problem): void =>
    terminal.note(describeProblem(found).message);

/** Which house a command opens; one that only reads makes no new one. */
interface Opening {
  readonly directory: string;
  readonly terminal: Terminal;
  readonly existing?: boolean;
}

/** Opens the house for one command, waits until it is whole, does the work, and closes it whatever happens. */
export async function withHouse(
  { directory, terminal, existing = false }: Opening,
  work: (house: House) => Promise<ExitCode>,
): Promise<ExitCode> {
  const database = databaseAddress();
  if (existing && database === undefined) await readdir(join(directory, 'networks'));
  const opened = await openHouse({
    directory,
    database,
    onProgress: rebuilding(terminal),
    onNotice: noticing(terminal),
  });
  if (!opened.value) {
    printProblems(terminal, opened.problems);
    return 1;
  }
  const house = opened.value;
  try {
    await house.ready();
    return await work(house);
  } finally {
    await house.close();
  }
}
