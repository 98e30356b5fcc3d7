import { readFile } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Problem, problem } from '../../engine/0-base/problem.ts';
import {
  aboutModel,
  keepingProblems,
  modelFileLimit,
  modelName,
  modelNameForm,
  type SaidOfModel,
} from '../compute/keeping.ts';
import type { ModelAbout } from '../compute/local-model.ts';
import { holdModel } from '../compute/models.ts';
import { bundledModels } from '../interchange/bundled-model.ts';
import type { ModelFile, ModelFileType } from '../interchange/model-file.ts';
import { addressForm, isAddress } from '../store/book.ts';
import type { House } from '../store/house.ts';
import { command, type ExitCode } from './command.ts';
import { dataOption, networkOption, withHouse } from './house.ts';
import { printProblems, type Terminal } from './terminal.ts';

const datasets = fileURLToPath(new URL('../../datasets', import.meta.url));

/** Brings models in, lists them and takes them away. */
export const modelsCommand = command(
  {
    summary: 'bring in, list or remove models that a network keeps for itself',
    help: `throughflow models import FILE --network N --version V --licence TERMS
                   [--name NAME] [--source TEXT] [--currency EUR] [--dry-run] [--data DIR]
throughflow models list --network N [--data DIR]
throughflow models remove NAME --network N [--data DIR]

A model tells what things carry that the network buys outside: an export of openLCA (JSON-LD, .zip), tables of sectors (make
and use, or Z, Y and F) or the inventory template (.csv, .xlsx, .zip). The network keeps it beside its journal: its members
compute with it, and it is never exported. What is wrong in the file is told with file, row and value; what can be computed
is. --dry-run only reads it. Without --name it is called by its file. A model of the same name is replaced.
Ends with 0 when it is kept, listed or removed, with 1 when not.`,
    options: {
      ...dataOption,
      ...networkOption,
      name: { type: 'string' },
      version: { type: 'string' },
      licence: { type: 'string' },
      source: { type: 'string' },
      currency: { type: 'string', default: 'currency' },
      'dry-run': { type: 'boolean', default: false },
    },
    positionals: [1, 2],
  },
  async ({ values, positionals: [act, what] }, terminal) => {
    const { network, data, 'dry-run': dryRun, ...said } = values;
    const refusal = refuseAct(act, what) ?? refuseNetwork(network);
    if (refusal !== undefined) return misunderstood(terminal, refusal);
    if (act !== 'import')
      return withNetwork({ data, network: network! }, terminal, (house) =>
        act === 'list' ? list(house, network!, terminal) : remove(house, network!, what!, terminal),
      );
    const read = await readModelFromDisk(what!, said, terminal);
    if (typeof read === 'number') return read;
    return dryRun
      ? 0
      : withNetwork({ data, network: network! }, terminal, (house) => keep(house, network!, read, terminal));
  },
);

function misunderstood(terminal: Terminal, reason: string): ExitCode {
  terminal.note(reason);
  return 2;
}

function refuseAct(act: string | undefined, what: string | undefined): string | undefined {
  if (act === 'list') return what === undefined ? undefined : 'models list takes no argument beside its options.';
  if (act === 'import') return what === undefined ? 'Name the file to bring in: models import FILE.' : undefined;
  if (act === 'remove') return what === undefined ? 'Name the model to remove: models remove NAME.' : undefined;
  return `There is no models ${act}; give import, list or remove.`;
}

function refuseNetwork(network: string | undefined): string | undefined {
  if (network === undefined) return '--network is missing: name the network whose models they are.';
  return isAddress(network) ? undefined : `--network is ${network}; give ${addressForm}.`;
}

interface Where {
  readonly data: string;
  readonly network: string;
}

/** Opens the house where a network is; one that is not there is told. */
const withNetwork = ({ data, network }: Where, terminal: Terminal, work: (house: House) => Promise<ExitCode>) =>
  withHouse({ directory: data, terminal, existing: true }, async (house) => {
    if (house.sequence(network) !== undefined) return work(house);
    printProblems(terminal, [problem('network.unknown', '', { value: network })]);
    return 1;
  });

const count = (about: Pick<ModelAbout, 'counts' | 'categories'>): string =>
  `${about.counts.products} products, ${about.counts.processes} processes, ${about.counts.flows} flows, ${about.categories.length} indicators`;

/** A file that was read and may be kept. */
interface ReadyModel {
  readonly file: ModelFile;
  readonly about: ModelAbout;
}

const types: Readonly<Record<string, ModelFileType>> = { '.csv': 'csv', '.xlsx': 'xlsx', '.zip': 'zip' };

type Options = Partial<Omit<SaidOfModel, 'currency'>> & Pick<SaidOfModel, 'currency'>;

/** Reads a file as a model and tells what is in it, or how the command ends. */
async function readModelFromDisk(path: string, given: Options, terminal: Terminal): Promise<ReadyModel | ExitCode> {
  const type = types[extname(path).toLowerCase()];
  if (!type) return misunderstood(terminal, `${path} is none of .zip, .xlsx and .csv; give one of these.`);
  const { version, licence, source, currency } = given;
  const name = given.name ?? basename(path, extname(path)).toLowerCase();
  if (!modelName.test(name)) return misunderstood(terminal, `--name is ${name}; give ${modelNameForm}.`);
  if (version === undefined)
    return misunderstood(terminal, '--version is missing: links name it, and so does who cites.');
  const said = { name, version, licence, source, currency };
  const bytes = new Uint8Array(await readFile(path));
  const large = bytes.length > modelFileLimit ? [problem('body.size', '', { limit: `${modelFileLimit}` })] : [];
  const refused = [...large, ...(await keepingProblems(datasets, said))];
  if (refused.length > 0) return stop(terminal, refused);
  terminal.progress(`Reading ${path}`, 0, 1);
  const file = { name, type, version, currency, bytes };
  const read = await holdModel({ key: path, origin: { file } }, datasets);
  terminal.progress(`Reading ${path}`, 1, 1);
  if ('problems' in read) return stop(terminal, read.problems);
  printProblems(terminal, read.value.problems);
  terminal.print(`${path}: ${count(read.value)}.`);
  return { file, about: aboutModel(read.value, said, type) };
}

function stop(terminal: Terminal, problems: readonly Problem[]): ExitCode {
  printProblems(terminal, problems);
  return 1;
}

async function keep(house: House, network: string, { file, about }: ReadyModel, terminal: Terminal): Promise<ExitCode> {
  const { name, bytes, version } = file;
  await house.models.keep(network, { name, about: JSON.stringify(about), bytes });
  terminal.print(`${name} ${version} is kept for ${network}; it is never exported.`);
  return 0;
}

async function list(house: House, network: string, terminal: Terminal): Promise<ExitCode> {
  const heads = await house.models.list(network);
  for (const { name, about: text, size } of heads) {
    const about = JSON.parse(text) as ModelAbout;
    const { kind, version, licence = 'not told' } = about;
    terminal.print(`${name} ${version}: ${kind}, ${count(about)}, ${size} bytes, licence: ${licence}, never exported`);
  }
  if (heads.length === 0) terminal.print(`${network} keeps no model of its own.`);
  for (const { name, version } of await bundledModels(datasets))
    terminal.print(`${name} ${version}: comes with the house`);
  return 0;
}

async function remove(house: House, network: string, name: string, terminal: Terminal): Promise<ExitCode> {
  if (!(await house.models.forget(network, name)))
    return stop(terminal, [problem('model.unknown', '', { value: name })]);
  terminal.print(`${name} is removed from ${network}.`);
  return 0;
}
