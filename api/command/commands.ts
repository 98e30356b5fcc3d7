import type { Command } from './command.ts';
import { exportCommand } from './export.ts';
import { importCommand } from './import.ts';
import { modelsCommand } from './models.ts';
import { serveCommand } from './serve.ts';
import { verifyCommand } from './verify.ts';

/** The commands by name. */
export const commands: Readonly<Record<string, Command>> = {
  serve: serveCommand,
  import: importCommand,
  export: exportCommand,
  models: modelsCommand,
  verify: verifyCommand,
};

/** What `throughflow --help` says. */
export const help = `throughflow: one exact ledger of what goes in and out, and everything that follows from it

${Object.entries(commands)
  .map(([name, { summary }]) => `  throughflow ${name.padEnd(8)} ${summary}`)
  .join('\n')}

throughflow <command> --help tells more. Exit codes: 0 good, 1 refused or different, 2 not understood.`;
