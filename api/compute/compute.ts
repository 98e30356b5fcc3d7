import { type Problem, problem } from '../../engine/0-base/problem.ts';
import type { AsOf, House, Knowledge } from '../store/house.ts';
import { startThread, type Thread, ThreadEnded } from './thread.ts';
import { type AskApi, openLine } from './ask.ts';
import type { BalanceAnswer, BalanceQuery } from './balances.ts';
import { containmentChanges } from './containments.ts';
import type { AccountAnswer, AccountQuery } from './footprint-account.ts';
import type { FootprintAnswer, FootprintQuery } from './footprints.ts';
import type { ModelUnderstood } from './model-understood.ts';
import type { FigureAnswer, FigureQuery, FiguresAnswer, FiguresQuery, ModelProduct } from './models.ts';
import type { ReconciliationAnswer, ReconciliationQuery } from './reconciliations.ts';
import type { BackgroundRow } from '../../engine/4-footprint/background.ts';
import type { Body } from '../../engine/1-record/kind.ts';
import { bundledModel, bundledModels } from '../interchange/bundled-model.ts';
import { listDatasets } from '../interchange/dataset.ts';
import { localModel, type WantedModel } from './local-model.ts';
import type { ReuseAnswer, ReuseQuery } from './reuse.ts';
import type { ThresholdAnswer, ThresholdQuery } from './thresholds.ts';
import type { ToldTrace, TraceQuery } from './traces.ts';
import type { ViewFile, ViewQuery } from './views.ts';
import type { Asked, Questions, Reply } from './worker.ts';
import { pastKey } from './world.ts';

/** From whose view of a house something is computed: what one audience sees is held apart from what others do. */
export interface By {
  readonly key: string;
  readonly house: Pick<House, 'flows' | 'knowledge' | 'records' | 'sequence' | 'sequenceAt'>;
}

/** What is computed with models of product systems and sectors. */
export interface ModelCompute {
  /** Reads a model and tells what it is. */
  understand(wanted: WantedModel): Promise<Reply<ModelUnderstood>>;
  products(wanted: WantedModel, search: string): Promise<Reply<readonly ModelProduct[]>>;
  figure(wanted: WantedModel, query: FigureQuery): Promise<Reply<FigureAnswer>>;
  /** One figure of every category. */
  figures(wanted: WantedModel, query: FiguresQuery): Promise<Reply<FiguresAnswer>>;
}

/** What is computed from flows and facts, as of a moment: in a thread of its own, so that no solve keeps a request waiting. */
export interface Compute {
  balances(network: string, query: BalanceQuery, asOf?: AsOf, by?: By): Promise<Reply<BalanceAnswer>>;
  reconciliations(
    network: string,
    query: ReconciliationQuery,
    asOf?: AsOf,
    by?: By,
  ): Promise<Reply<ReconciliationAnswer>>;
  footprints(network: string, query: FootprintQuery, asOf?: AsOf): Promise<Reply<FootprintAnswer>>;
  footprintAccount(network: string, query: AccountQuery, asOf?: AsOf): Promise<Reply<AccountAnswer>>;
  thresholds(network: string, query: ThresholdQuery, asOf?: AsOf): Promise<Reply<ThresholdAnswer>>;
  reuse(network: string, query: ReuseQuery, asOf?: AsOf, by?: By): Promise<Reply<ReuseAnswer>>;
  traces(network: string, query: Omit<TraceQuery, 'containments'>, asOf?: AsOf, by?: By): Promise<Reply<ToldTrace>>;
  readonly models: ModelCompute;
  /** Draws a view as a file; it asks the API for the rest as whoever asks for it. */
  view(network: string, query: Omit<ViewQuery, 'file' | 'slug'>, ask: AskApi, by?: By): Promise<Reply<ViewFile>>;
  close(): Promise<void>;
}

type Question<Q, T> = (asked: Asked<Q>) => Promise<Reply<T> | undefined>;

/** A world to be held: of a network as of a moment, at this number of its journal or a later one. */
interface Wanted extends AsOf {
  readonly key: string;
  readonly network: string;
  readonly sequence: number;
  readonly house: By['house'];
}

/** As of when, and from whose view. */
interface Moment {
  readonly asOf: AsOf;
  readonly by: By;
}

/** Longest time of one answer. */
const limitMs = 60_000;

interface Computing {
  readonly house: House;
  readonly datasets: string;
  /** The file by which views are drawn, where there is one. */
  readonly views?: string | undefined;
}

/** Where a world that is held stands. */
interface Standing {
  readonly sequence: number;
  /** The mark of the network's own models as they were read; undefined where its links name none but those of the house. */
  readonly models: string | undefined;
}

/** A model under the name and version by which links know it. */
interface NamedModel {
  readonly name: string;
  readonly version: string;
  readonly wanted: WantedModel;
}

/** What links name beside the background data of the house. */
interface ModelRows {
  readonly background: readonly BackgroundRow[];
  readonly models: string | undefined;
}

/** Starts computing for a house; its thread starts at once, so that the first question need not wait for it. */
export function startCompute({ house, datasets, views }: Computing): Compute {
  let thread: Thread<Questions> | undefined;
  const held = new Map<string, Standing>();
  const loads = new Map<string, Promise<readonly Problem[]>>();

  function start(): Thread<Questions> {
    const fresh = startThread<Questions>(new URL('./worker.ts', import.meta.url), {
      limitMs,
      onEnd: () => {
        thread = undefined;
        held.clear();
      },
    });
    // When this fails, so does the question that needs it, which tells.
    fresh.call('shelve', datasets).catch(() => undefined);
    return fresh;
  }

  function current(): Thread<Questions> {
    thread ??= start();
    return thread;
  }

  async function load({ key, network, happened, recorded, house }: Wanted): Promise<readonly Problem[]> {
    const asOf = { happened, recorded };
    const [flows, knowledge] = await Promise.all([house.flows(network, asOf), house.knowledge(network, { recorded })]);
    if (!flows.value) return flows.problems;
    if (!knowledge.value) return knowledge.problems;
    const bytes = Uint8Array.from(flows.value.bytes).buffer;
    const sequence = Math.min(flows.value.sequence, knowledge.value.sequence);
    const { background, models } = await rowsOfModels(network, knowledge.value);
    const given = { network: key, bytes, sequence, knowledge: knowledge.value, background };
    const kept = await current().call('load', given, [bytes]);
    held.set(key, { sequence, models });
    for (const each of held.keys()) if (!kept.includes(each)) held.delete(each);
    return [];
  }

  /** What the products carry that links of a network name in models, its own and those of the house; one that cannot be read has no rows. */
  async function rowsOfModels(network: string, { records }: Knowledge): Promise<ModelRows> {
    const links = records.BackgroundLink ?? [];
    if (links.length === 0) return { background: [], models: undefined };
    const ofHouse = new Set((await listDatasets(datasets)).flatMap(({ value }) => value?.name ?? []));
    const isForeign = links.some(({ dataset }) => !ofHouse.has(dataset));
    // Before they are read: what changes meanwhile is read again.
    const models = isForeign ? await house.models.mark(network) : undefined;
    const own = isForeign ? await house.models.list(network) : [];
    const named: NamedModel[] = own.map((head) => {
      const { about, wanted } = localModel(house.models, network, head);
      return { name: head.name, version: about.version, wanted };
    });
    for (const { name, version } of await bundledModels(datasets))
      named.push({ name, version, wanted: bundledModel({ name, version }) });
    const background: BackgroundRow[] = [];
    for (const each of named) background.push(...(await rowsOfModel(each, links)));
    return { background, models };
  }

  async function rowsOfModel({ name: dataset, version, wanted }: NamedModel, links: readonly Body<'BackgroundLink'>[]) {
    const mine = links.filter((link) => link.dataset === dataset && link.version === version);
    if (mine.length === 0) return [];
    const query = { dataset, version, products: [...new Set(mine.map(({ row }) => row))] };
    const answer = await askModel(wanted, (key) => current().call('modelRows', { key, query }));
    return 'value' in answer ? answer.value : [];
  }

  /** Whether the thread holds a world as it now is: as many records, and the models that its links name. */
  async function isCurrent({ key, network, sequence }: Wanted): Promise<boolean> {
    const standing = held.get(key);
    if (!standing || standing.sequence < sequence) return false;
    return standing.models === undefined || standing.models === (await house.models.mark(network));
  }

  /** Brings the thread at least to where the world that is asked for stands; those who ask meanwhile share the way. */
  async function bringUp(wanted: Wanted): Promise<readonly Problem[]> {
    const { key } = wanted;
    while (!(await isCurrent(wanted))) {
      const under = loads.get(key) ?? load(wanted).finally(() => loads.delete(key));
      loads.set(key, under);
      const problems = await under;
      if (problems.length > 0) return problems;
    }
    return [];
  }

  /** The world of a network as of a moment: now it is one that moves on, else one for each moment. */
  async function worldFor(
    network: string,
    { happened, recorded }: AsOf,
    { key: own, house }: By,
  ): Promise<Wanted | readonly Problem[]> {
    const place = own === '' ? network : `${network} ${own}`;
    if (happened === undefined && recorded === undefined)
      return { key: place, network, house, sequence: house.sequence(network) ?? 0 };
    const then = recorded === undefined ? undefined : await house.sequenceAt(network, recorded);
    if (then && then.value === undefined) return then.problems;
    const sequence = then?.value ?? house.sequence(network) ?? 0;
    return { key: pastKey(place, sequence, happened), network, house, sequence, happened, recorded };
  }

  /** Asks the thread once it holds the world, again when the world had to make room meanwhile. */
  async function reply<Q, T>(
    ask: Question<Q, T>,
    { network, query }: Asked<Q>,
    { asOf, by }: Moment,
  ): Promise<Reply<T>> {
    for (;;) {
      const wanted = await worldFor(network, asOf, by);
      if (!('key' in wanted)) return { problems: wanted };
      const problems = await bringUp(wanted);
      if (problems.length > 0) return { problems };
      const given = await ask({ network: wanted.key, query });
      if (given) return given;
      held.delete(wanted.key);
    }
  }

  /** Answers a question; what takes too long is store.busy. */
  const answering =
    <Q, T>(ask: Question<Q, T>) =>
    (network: string, query: Q, asOf: AsOf = {}, by: By = { key: '', house }): Promise<Reply<T>> =>
      inTime(() => reply(ask, { network, query }, { asOf, by }));

  /** Tells what takes too long as store.busy. */
  async function inTime<T>(work: () => Promise<Reply<T>>): Promise<Reply<T>> {
    try {
      return await work();
    } catch (failure) {
      if (failure instanceof ThreadEnded && failure.late)
        return { problems: [problem('store.busy', '', { limit: `${limitMs / 1000} s` })] };
      throw failure;
    }
  }

  async function understand({ key, origin }: WantedModel): Promise<Reply<ModelUnderstood>> {
    const found = await origin();
    if (!found) return { problems: [problem('model.unknown', '', { value: key })] };
    return current().call('holdModel', { key, origin: found });
  }

  /** Asks the thread about a model, which it is given first when it does not hold it. */
  async function askModel<T>(
    wanted: WantedModel,
    ask: (key: string) => Promise<Reply<T> | undefined>,
  ): Promise<Reply<T>> {
    for (;;) {
      const answer = await ask(wanted.key);
      if (answer) return answer;
      const read = await understand(wanted);
      if ('problems' in read) return read;
    }
  }

  const models: ModelCompute = {
    understand: (wanted) => inTime(() => understand(wanted)),
    products: (wanted, query) =>
      inTime(() => askModel(wanted, (key) => current().call('modelProducts', { key, query }))),
    figure: (wanted, query) => inTime(() => askModel(wanted, (key) => current().call('modelFigure', { key, query }))),
    figures: (wanted, query) => inTime(() => askModel(wanted, (key) => current().call('modelFigures', { key, query }))),
  };

  current();
  return {
    models,
    balances: answering((asked) => current().call('balances', asked)),
    reconciliations: answering((asked) => current().call('reconciliations', asked)),
    footprints: answering((asked) => current().call('footprints', asked)),
    footprintAccount: answering((asked) => current().call('footprintAccount', asked)),
    thresholds: answering((asked) => current().call('thresholds', asked)),
    reuse: answering((asked) => current().call('reuse', asked)),
    async traces(network, query, asOf = {}, by) {
      const containments = await containmentChanges(by?.house ?? house, network, asOf);
      if (!containments.value) return { problems: containments.problems };
      const asked = { ...query, containments: containments.value };
      return answering((each: Asked<TraceQuery>) => current().call('traces', each))(network, asked, asOf, by);
    },
    async view(network, query, ask, by) {
      const line = (asked: Asked<ViewQuery>) => {
        const { port, close } = openLine(ask);
        return current()
          .call('view', { ...asked, port }, [port])
          .finally(close);
      };
      return answering(line)(network, { ...query, slug: network, file: views }, {}, by);
    },
    close: async () => thread?.close(),
  };
}
