import { type ChildProcess, spawn } from 'node:child_process';
import { root } from './checkout.ts';
import { databaseOf } from './test-database.ts';

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

/** The environment of a command: where the tests are run on a server, the database that stands for its data directory. */
function environment(args: readonly string[]): NodeJS.ProcessEnv {
  const database = args.includes('--data') ? databaseOf(args[args.indexOf('--data') + 1]!) : undefined;
  return { ...process.env, ...(database !== undefined && { DATABASE_URL: database }) };
}

/** What a command printed, and how it ended. */
export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs a command in a process of its own to its end, as a person at a terminal would. */
export function runAlone(args: readonly string[], input = '', more: NodeJS.ProcessEnv = {}): Promise<Ended> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'api/cli.ts', ...args], {
    cwd: root,
    env: { ...environment(args), ...more },
  });
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

/** The same on a PostgreSQL database. */
export const startServerOn = (database: string): Promise<RunningServer> =>
  launch([], ['--no-samples'], { DATABASE_URL: database });

/** The same, run by another program that puts itself around it. */
export const startServerUnder = (wrap: readonly string[], ...args: string[]): Promise<RunningServer> =>
  launch(wrap, args, {});

function launch(wrap: readonly string[], args: readonly string[], more: NodeJS.ProcessEnv): Promise<RunningServer> {
  const command = [...wrap, process.execPath, '--import', 'tsx', 'api/cli.ts', 'serve', '--port', '0', ...args];
  const child = spawn(command[0]!, command.slice(1), {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...environment(args), ...more },
  });
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
