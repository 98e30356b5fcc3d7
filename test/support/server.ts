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
  /** Ends it as Ctrl-C does, or by another signal; resolves with its exit code. */
  readonly stop: (signal?: NodeJS.Signals) => Promise<number | null>;
  /** Resolves with its exit code when it ends by itself. */
  readonly ended: Promise<number | null>;
}

/** What a command printed, and how it ended. */
export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs a command in a process of its own to its end, as a person at a terminal would. */
export function runAlone(args: readonly string[], input = ''): Promise<Ended> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'api/cli.ts', ...args], { cwd: root });
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    err += chunk.toString();
  });
  child.stdin.end(input);
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, out, err })));
}

/** Starts `throughflow serve` with these arguments on a free port and waits until it prints its link. */
export const startServer = (...args: string[]): Promise<RunningServer> => startServerUnder([], ...args);

/** The same, run by another program that puts itself around it. */
export function startServerUnder(wrap: readonly string[], ...args: string[]): Promise<RunningServer> {
  const command = [...wrap, process.execPath, '--import', 'tsx', 'api/cli.ts', 'serve', '--port', '0', ...args];
  const child = spawn(command[0]!, command.slice(1), { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  const ended = new Promise<number | null>((done) => child.once('close', done));
  const stop = (signal: NodeJS.Signals = 'SIGINT') => {
    child.kill(signal);
    return ended;
  };
  return new Promise((resolve, reject) => {
    const take = (chunk: Buffer) => {
      printed += chunk.toString();
      const link = /https?:\/\/[^\s/]+\/sign-in\?token=[\w-]+/.exec(printed)?.[0];
      if (link) resolve({ origin: new URL(link).origin, link, printed: () => printed, child, stop, ended });
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    void ended.then((code) => reject(new Error(`the server ended with ${code}:\n${printed}`)));
  });
}
