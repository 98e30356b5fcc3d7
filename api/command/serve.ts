import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Problem } from '../../engine/0-base/problem.ts';
import { type Gate, gateOn, openGate } from '../access/gate.ts';
import { noteKeeper } from '../access/note-keeper.ts';
import type { Door } from '../access/door.ts';
import { createApp } from '../app.ts';
import { startCompute } from '../compute/compute.ts';
import { buildExplorer, viewsFile } from '../explorer-build.ts';
import { serveExplorer } from '../explorer-files.ts';
import type { Progress } from '../routes/declare.ts';
import { isFirstStart, loadSamples } from '../samples.ts';
import { type Listening, listen, refuseHost, refuseListening } from '../server.ts';
import type { House } from '../store/house.ts';
import { openHouse } from '../store/open.ts';
import { command, type ExitCode } from './command.ts';
import { chooseDoor, renewing, type Tls } from './door.ts';
import { dataOption, databaseAddress, noticing, rebuilding } from './house.ts';
import { printProblems, type Terminal } from './terminal.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Serves the API and the explorer until it is told to stop. */
export const serveCommand = command(
  {
    summary: 'keep the ledger and show it in the browser',
    help: `throughflow serve [--data DIR] [--host 127.0.0.1] [--port 8787] [--no-samples]
                  [--tls-cert FILE --tls-key FILE | --behind-proxy]

Opens the data directory (default: data), serves API and explorer, and prints the link that signs you in.
With DATABASE_URL=postgresql://USER:PASSWORD@HOST:PORT/DATABASE in the environment everything is kept in that PostgreSQL
database instead, which several servers may share; that holds for every command.
The first start records the sample networks; --no-samples leaves them out. Port 0 takes any free one.
Another --host than this machine's own takes TLS: a certificate and its key (PEM; read again on SIGHUP), or a proxy in front
that speaks HTTPS and itself sets X-Forwarded-For and X-Forwarded-Host, which are believed with --behind-proxy only.
Control-C ends it when what is under way is recorded. Ends with 0, with 1 when it could not start, the disk failed or a
sample could not be loaded.`,
    options: {
      ...dataOption,
      host: { type: 'string', default: '127.0.0.1' },
      port: { type: 'string', default: '8787' },
      'no-samples': { type: 'boolean', default: false },
      'tls-cert': { type: 'string' },
      'tls-key': { type: 'string' },
      'behind-proxy': { type: 'boolean', default: false },
    },
  },
  async ({ values }, terminal) => {
    const files = { cert: values['tls-cert'], key: values['tls-key'] };
    const way = await chooseDoor(files, values['behind-proxy']);
    const refusal = way.refusal ?? refuseHost(values.host, way.door) ?? refusePort(values.port);
    if (refusal !== undefined) {
      terminal.note(refusal);
      return 2;
    }
    return serve({ ...values, ...way, port: Number(values.port), samples: !values['no-samples'] }, terminal);
  },
);

const refusePort = (port: string): string | undefined =>
  /^\d{1,5}$/.test(port) && Number(port) < 65_536 ? undefined : `--port is ${port}; give a number from 0 to 65535.`;

interface Serving {
  readonly data: string;
  readonly host: string;
  readonly port: number;
  readonly samples: boolean;
  readonly door: Door;
  readonly tls?: Tls | undefined;
}

async function serve(options: Serving, terminal: Terminal): Promise<ExitCode> {
  const stop = new AbortController();
  const end = endOf(stop);
  let fatal: Problem | undefined;
  const opened = await openHouse({
    directory: options.data,
    database: databaseAddress(),
    onProgress: rebuilding(terminal),
    onNotice: noticing(terminal),
    onFatal: (problem) => {
      fatal = problem;
      stop.abort();
    },
  });
  if (!opened.value) {
    printProblems(terminal, opened.problems);
    return 1;
  }
  const house = opened.value;
  let code: ExitCode;
  try {
    const explorer = await prepareExplorer(terminal);
    code = await run({ house, options, explorer, stop: stop.signal, end, terminal });
  } finally {
    await house.close();
  }
  if (fatal) printProblems(terminal, [fatal]);
  return fatal ? 1 : code;
}

/** The folder of the built explorer; without it the API serves alone. */
async function prepareExplorer(terminal: Terminal): Promise<string | undefined> {
  try {
    return await buildExplorer(root, (line) => terminal.note(line));
  } catch (failure) {
    terminal.note(`The explorer could not be built, so only the API is served: ${(failure as Error).message}`);
    return undefined;
  }
}

/** Resolves when the process is told to stop; a second time ends it at once. */
function endOf(stop: AbortController): Promise<void> {
  const tell = () => (stop.signal.aborted ? process.exit(1) : stop.abort());
  process.on('SIGINT', tell);
  process.on('SIGTERM', tell);
  return new Promise((resolve) => stop.signal.addEventListener('abort', () => resolve()));
}

interface Run {
  readonly house: House;
  readonly options: Serving;
  readonly explorer: string | undefined;
  readonly stop: AbortSignal;
  readonly end: Promise<void>;
  readonly terminal: Terminal;
}

const packageFile = new URL('../../package.json', import.meta.url);
const datasets = fileURLToPath(new URL('../../datasets', import.meta.url));

async function run(given: Run): Promise<ExitCode> {
  const { house, options, explorer, terminal } = given;
  const isShared = databaseAddress() !== undefined;
  const gate = await (isShared ? gateOn(noteKeeper(house.notes)) : openGate(options.data));
  const { version } = JSON.parse(await readFile(packageFile, 'utf8')) as { version: string };
  const compute = startCompute({ house, datasets, views: explorer && viewsFile(root) });
  const news: News = { progress: undefined, trouble: [] };
  const told = { progress: () => news.progress, trouble: () => news.trouble };
  const note = (line: string) => terminal.note(line);
  const { door } = options;
  const app = createApp({
    house: () => house,
    ...told,
    gate,
    door,
    compute,
    stop: given.stop,
    datasets,
    version,
    note,
  });
  if (explorer !== undefined) app.use(await serveExplorer(explorer));
  try {
    const server = await tryToListen({ app, options, terminal });
    return server ? await comeUp(given, { server, gate, news }) : 1;
  } finally {
    await compute.close();
  }
}

/** What is told of the server's own doings. */
interface News {
  progress: Progress | undefined;
  trouble: readonly Problem[];
}

interface Listener extends Pick<Run, 'options' | 'terminal'> {
  readonly app: ReturnType<typeof createApp>;
}

/** The server, or undefined when it could not listen there, which is told. */
async function tryToListen({ app, options, terminal }: Listener): Promise<Listening | undefined> {
  try {
    return await listen(app, { ...options, tls: options.tls?.credentials });
  } catch (failure) {
    const reason = refuseListening(failure as NodeJS.ErrnoException, options);
    if (reason === undefined) throw failure;
    terminal.note(reason);
    return undefined;
  }
}

interface Opened {
  readonly server: Listening;
  readonly gate: Gate;
  readonly news: News;
}

/** Loads what is to be loaded, invites, and serves until it is told to stop. The server is closed whatever happens. */
async function comeUp({ house, options, stop, end, terminal }: Run, { server, gate, news }: Opened): Promise<ExitCode> {
  const onProgress = (what: string, done: number, total: number) => {
    news.progress = done < total ? { what, done, total } : undefined;
    terminal.progress(what, done, total);
  };
  const renewed = options.tls && renewing({ ...options.tls, server, terminal });
  try {
    const loading = { house, datasets, onProgress, signal: stop };
    if (options.samples && (await isFirstStart(loading))) {
      await house.ready();
      news.trouble = await loadSamples(loading);
      printProblems(terminal, news.trouble);
    }
    const whole = news.trouble.length === 0;
    void house.ready().then(() => printProblems(terminal, damageOf(house)));
    if (!stop.aborted) await invite(gate, { origin: server.origin, door: options.door, whole, terminal });
    await end;
    terminal.note('Finishing what is under way ...');
    return whole ? 0 : 1;
  } finally {
    renewed?.();
    await server.close();
  }
}

/** Why networks do not come up; the others are served. */
const damageOf = (house: House): Problem[] => house.status().networks.flatMap(({ problem }) => problem ?? []);

interface Invitation {
  readonly origin: string;
  readonly door: Door;
  /** Whether everything that was to be loaded is. */
  readonly whole: boolean;
  readonly terminal: Terminal;
}

const partial = `Throughflow is ready, but the samples are not: they were not loaded whole, for the reasons above. Start it again
to go on with them, or with --no-samples to go without. This link signs you in to what is there:`;

/** Where else the link is to be opened than at the address that this machine has for itself. */
const elsewhere: Readonly<Record<Exclude<Door, 'loopback'>, string>> = {
  tls: 'Open the link under a name that the certificate carries.',
  proxy:
    'Open the link at the address of the proxy, which must speak HTTPS. What it says in X-Forwarded-For and -Host is believed.',
};

/** Prints the link that signs the operator in. */
async function invite(gate: Gate, { origin, door, whole, terminal }: Invitation): Promise<void> {
  const token = await gate.issueLink();
  if (door !== 'loopback') terminal.print(elsewhere[door]);
  terminal.print(whole ? 'Throughflow is ready. This link signs you in:' : partial);
  terminal.print(`${origin}/sign-in?token=${token}`);
}
