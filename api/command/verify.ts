import { command } from './command.ts';
import { dataOption, databaseAddress, networkOption, withHouse } from './house.ts';
import { printProblems } from './terminal.ts';

/** Proves that the database is the fold of the journal. */
export const verifyCommand = command(
  {
    summary: 'prove that what is shown is what was recorded',
    help: `throughflow verify [--network N] [--data DIR]

Folds the journal anew and compares it with what the database keeps; of every network, or of one.
Ends with 0 when they are equal, with 1 when they differ.`,
    options: { ...dataOption, ...networkOption },
  },
  ({ values }, terminal) =>
    withHouse({ directory: values.data, terminal, existing: true }, async (house) => {
      const all = house.status().networks.map(({ network }) => network);
      if (all.length === 0)
        terminal.print(`There is no network in ${databaseAddress() === undefined ? values.data : 'the database'}.`);
      const wanted = values.network === undefined ? all : [values.network];
      let code: 0 | 1 = 0;
      for (const network of wanted) {
        const { value, problems } = await house.verify(network);
        printProblems(terminal, problems);
        if (!value || value.difference) code = 1;
        if (!value) continue;
        const { heads, weeks, records, leaves } = value.compared;
        terminal.print(`${network}: ${value.frames} batches, ${value.sequence} entries, root ${value.root}`);
        terminal.print(`  state ${value.state}`);
        terminal.print(`  compared: ${records} records, ${heads} stocks, ${weeks} weekly sums, ${leaves} leaves`);
        const { difference } = value;
        terminal.print(
          difference
            ? `  DIFFERENT in ${difference.what}: the journal says ${difference.journal}, the database ${difference.projection}`
            : '  equal',
        );
      }
      return code;
    }),
);
