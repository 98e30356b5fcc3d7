import { describeProblem, isError, type Problem } from '../../engine/0-base/problem.ts';

/** Where a command writes: results to `out`, everything else to `err`. */
export interface Terminal {
  print(line: string): void;
  note(line: string): void;
  /** Shows how far something has come: one line that changes on a terminal, a line now and then elsewhere. */
  progress(what: string, done: number, total: number): void;
}

const number = new Intl.NumberFormat('en-GB');
const amount = (done: number, total: number) =>
  total > 0 ? `${number.format(done)} of ${number.format(total)}` : number.format(done);

/** The terminal of this process. Elsewhere than on a terminal, progress is told at the start, each tenth, and the end. */
export function openTerminal(
  out: NodeJS.WriteStream = process.stdout,
  err: NodeJS.WriteStream = process.stderr,
): Terminal {
  // Whoever read what is written may have gone (a pipe into head): that ends no work.
  for (const stream of [out, err]) stream.on('error', () => undefined);
  let changing = false;
  let told = '';
  const settle = () => {
    if (changing) err.write('\n');
    changing = false;
  };
  return {
    print(line) {
      settle();
      out.write(`${line}\n`);
    },
    note(line) {
      settle();
      err.write(`${line}\n`);
    },
    progress(what, done, total) {
      const line = `${what}: ${amount(done, total)}`;
      if (err.isTTY) {
        err.write(`\r\u001b[2K${line}`);
        changing = total === 0 || done < total;
        if (!changing) err.write('\n');
        return;
      }
      const tenth = `${what} ${total > 0 ? Math.floor((10 * done) / total) : ''}`;
      if (tenth !== told) err.write(`${line}\n`);
      told = tenth;
    },
  };
}

/** Writes problems out: where, what is wrong with which value, and what to do about it. */
export function printProblems(terminal: Terminal, problems: readonly Problem[]): void {
  for (const each of problems) {
    const { message, remedy } = describeProblem(each);
    const place = [each.record, each.path].filter(Boolean).join(' ');
    const kind = isError(each) ? '' : 'warning: ';
    terminal.note(`${kind}${place ? `${place}: ` : ''}${message} (${each.code})\n    ${remedy}`);
  }
}
