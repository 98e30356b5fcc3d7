import { type ParseArgsConfig, parseArgs } from 'node:util';
import type { Terminal } from './terminal.ts';

/** How a command ends: 0 good, 1 refused or different, 2 not understood. */
export type ExitCode = 0 | 1 | 2;

/** A command of the command line. */
export interface Command {
  readonly summary: string;
  readonly help: string;
  run(argv: readonly string[], terminal: Terminal): Promise<ExitCode>;
}

/** What the system says of a file that was named, in words. */
const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'is not there; check the path',
  EISDIR: 'is a folder; name a file',
  EEXIST: 'is a file; name a folder',
  ENOTDIR: 'lies below a file; name a folder',
  EACCES: 'may not be read or written by you; change its permissions or name another',
  EPERM: 'may not be read or written by you; change its permissions or name another',
  EROFS: 'cannot be written to; name another',
  ENOSPC: 'cannot be written: there is no room left on the disk',
};

const reasonOf = ({ syscall, code = '' }: NodeJS.ErrnoException): string | undefined =>
  syscall === 'mkdir' && code === 'ENOENT' ? 'cannot be made there; name another folder' : reasons[code];

type Options = NonNullable<ParseArgsConfig['options']>;

/** Makes a command from its options and what it does with them; --help and what is not understood are dealt with here. */
export function command<O extends Options>(
  about: { summary: string; help: string; options: O; positionals?: number | readonly number[] },
  run: (
    given: ReturnType<typeof parseArgs<{ options: O; allowPositionals: true }>>,
    terminal: Terminal,
  ) => Promise<ExitCode>,
): Command {
  const { summary, help, options, positionals = 0 } = about;
  const counts = [positionals].flat();
  return {
    summary,
    help,
    async run(argv, terminal) {
      if (argv.includes('--help') || argv.includes('-h')) {
        terminal.print(help);
        return 0;
      }
      const read = () => parseArgs({ args: [...argv], options, allowPositionals: true } as const);
      let given: ReturnType<typeof parseArgs<{ options: O; allowPositionals: true }>>;
      try {
        given = read() as typeof given;
      } catch (failure) {
        return misunderstood((failure as Error).message);
      }
      if (!counts.includes(given.positionals.length))
        return misunderstood(
          `It takes ${counts.join(' or ')} argument${counts.at(-1) === 1 ? '' : 's'} beside its options.`,
        );
      return run(given, terminal).catch((failure: NodeJS.ErrnoException) => {
        const reason = failure.syscall === undefined ? undefined : reasonOf(failure);
        if (reason === undefined) throw failure;
        terminal.note(`${failure.path ?? 'What was named'} ${reason}.`);
        return 1;
      });

      function misunderstood(reason: string): ExitCode {
        terminal.note(`${reason}\n\n${help}`);
        return 2;
      }
    },
  };
}
