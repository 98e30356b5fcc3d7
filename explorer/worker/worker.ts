import { expose } from 'comlink';
import { decodeTable } from '../../engine/3-flow/encode.ts';
import { isLanguage } from '../text/language.ts';
import { loadLanguage, speak } from '../text/text.ts';
import { type Answer, getBytes, getJson, postJson, sendJson } from './http.ts';
import { listen } from './feed.ts';
import { type JobInput, type JobName, type JobResult, jobs } from './jobs.ts';
import { worldKeeper } from './keeper.ts';
import { factsOf, type Knowledge, type Opened, type World } from './world.ts';

/** The page's language; the name of the worker tells it. */
const language = isLanguage(self.name) ? self.name : 'en';
const spoken = loadLanguage(language).then(() => speak(language));

async function load(network: string): Promise<Answer<World>> {
  const base = `/api/networks/${network}`;
  const [knowledge, flows] = await Promise.all([getJson<Knowledge>(`${base}/knowledge`), getBytes(`${base}/flows`)]);
  if (!knowledge.ok) return knowledge;
  if (!flows.ok) return flows;
  await spoken;
  const { sequence, network: about, records } = knowledge.value;
  const { name, zone, invented = false } = about;
  const { table } = decodeTable(flows.value);
  if (!table) return { ok: false, failed: 'server', status: 200, title: 'the flows cannot be read', errors: [] };
  return {
    ok: true,
    value: {
      network,
      name,
      zone,
      invented,
      sequence,
      facts: factsOf(records),
      table,
      ask: { json: getJson, bytes: getBytes },
    },
    tag: knowledge.tag,
  };
}

const keeper = worldKeeper(load);

/** The table and the way to ask stay in the worker. */
function told(answer: Answer<World>): Answer<Opened> {
  if (!answer.ok) return answer;
  const { table: _, ask: __, ...opened } = answer.value;
  return { ...answer, value: opened };
}

/** Ends the listening under way. */
let quiet = () => {};

const api = {
  /** Loads a network's knowledge and flows; the worker keeps them for its jobs. */
  open: async (network: string): Promise<Answer<Opened>> => told(await keeper.open(network)),
  /** Loads the opened network again, after something was recorded. */
  refresh: async (network: string): Promise<Answer<Opened>> => told(await keeper.refresh(network)),
  get: <T>(path: string): Promise<Answer<T>> => getJson<T>(path),
  text: async (path: string): Promise<Answer<string>> => {
    const answer = await getBytes(path);
    return answer.ok ? { ...answer, value: new TextDecoder().decode(answer.value) } : answer;
  },
  post: <T>(path: string, body: unknown, headers: Record<string, string>): Promise<Answer<T>> =>
    postJson<T>(path, body, headers),
  send: <T>(
    method: 'PUT' | 'DELETE',
    path: string,
    body: unknown,
    headers: Record<string, string>,
  ): Promise<Answer<T>> => sendJson<T>(method, path, body, headers),
  /** Listens to what is recorded in a network until `quiet` is called, or another listening begins. */
  listen(network: string, since: number, tell: (sequence: number) => void): void {
    quiet();
    quiet = listen({ network, since }, tell);
  },
  quiet: () => quiet(),
  /** Runs a job on the opened network. */
  run<N extends JobName>(name: N, input: JobInput<N>): JobResult<N> | Promise<JobResult<N>> {
    const { world } = keeper;
    if (!world) throw new Error('no network is open');
    const job = jobs[name] as (world: World, input: unknown) => JobResult<N> | Promise<JobResult<N>>;
    return job(world, input);
  },
};

export type WorkerApi = typeof api;

expose(api);
