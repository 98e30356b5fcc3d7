import { type ChildProcess, spawn } from 'node:child_process';
import { root } from './checkout.ts';

/** A real server in a process of its own. */
export interface RunningServer {
  /** http://127.0.0.1:port */
  readonly origin: string;
  /** The link that signs the operator in. */
  readonly link: string;
  /** What it printed so far. */
  readonly printed: () => string;
  readonly child: ChildProcess;
  /** Ends it as Ctrl-C does; resolves with its exit code. */
  readonly stop: () => Promise<number | null>;
}

/** Starts `throughflow serve` with these arguments on a free port and waits until it prints its link. */
export function startServer(...args: string[]): Promise<RunningServer> {
  const command = ['--import', 'tsx', 'api/cli.ts', 'serve', '--port', '0', ...args];
  const child = spawn(process.execPath, command, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  const ended = new Promise<number | null>((done) => child.once('close', done));
  const stop = () => {
    child.kill('SIGINT');
    return ended;
  };
  return new Promise((resolve, reject) => {
    const take = (chunk: Buffer) => {
      printed += chunk.toString();
      const link = /http:\/\/[^\s/]+\/sign-in\?token=[\w-]+/.exec(printed)?.[0];
      if (link) resolve({ origin: new URL(link).origin, link, printed: () => printed, child, stop });
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    void ended.then((code) => reject(new Error(`the server ended with ${code}:\n${printed}`)));
  });
}
