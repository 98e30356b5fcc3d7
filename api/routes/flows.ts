import { promisify } from 'node:util';
import { constants, gzip, type ZlibOptions } from 'node:zlib';
import type { Context } from 'hono';
import { decodeTable } from '../../engine/3-flow/encode.ts';
import { collection, flowFeatures } from '../interchange/geo.ts';
import type { AsOf } from '../store/house.ts';
import { refuse } from './answer.ts';
import { inTime, momentTag, readAsOf } from './as-of.ts';
import { declare, type Env, routes, z } from './declare.ts';
import { answerIn, formatOf, inFormat, otherForms } from './format.ts';
import { inNetwork } from './parameter.ts';
import { isKnown, setTag, tagOf } from './tag.ts';

const table = declare(
  { action: 'read', object: 'network' },
  {
    method: 'get',
    path: '/api/networks/{network}/flows',
    summary: 'The flow table as columns of bytes; its entity tag changes with every recorded batch',
    request: { params: inNetwork, query: z.strictObject({ ...inTime, format: inFormat(['geojson']) }) },
    responses: {
      200: {
        description: 'The table, or what passes between the places of agents',
        content: { 'application/octet-stream': { schema: z.string() }, ...otherForms(['geojson']) },
      },
      304: { description: 'It has not changed' },
    },
  },
);

const columns = { 'Content-Type': 'application/octet-stream' };

/** Packs in a thread of the system; more than the fastest level saves a twentieth and takes four times as long. */
const pack = promisify<Uint8Array, ZlibOptions, Buffer>(gzip);

const bytesOf = (bytes: Uint8Array) => bytes as Uint8Array<ArrayBuffer>;

/** The same flows between the places of agents. */
async function flowsOnMap(c: Context<Env>, network: string, asOf: AsOf) {
  const { house } = c.var;
  const [flows, knowledge] = await Promise.all([house.flows(network, asOf), house.knowledge(network, asOf)]);
  if (!flows.value) return refuse(c, flows.problems);
  if (!knowledge.value) return refuse(c, knowledge.problems);
  const { table: read, problems } = decodeTable(Uint8Array.from(flows.value.bytes).buffer);
  if (!read) return refuse(c, problems);
  return answerIn(c, 'geojson', JSON.stringify(collection(flowFeatures(read, knowledge.value))));
}

export const flowRoutes = routes().openapi(table, async (c) => {
  const { network } = c.req.valid('param');
  const { house } = c.var;
  const at = await readAsOf(house, network, c.req.valid('query'));
  if (!at.value) return refuse(c, at.problems);
  if (formatOf(c, ['geojson']) === 'geojson') return flowsOnMap(c, network, at.value);
  const moment = momentTag(at.value);
  if (moment === '' && isKnown(c, tagOf(c, house.sequence(network)!))) return c.body(null, 304);
  const answer = await house.flows(network, at.value);
  if (!answer.value) return refuse(c, answer.problems);
  const tag = tagOf(c, answer.value.sequence, moment);
  if (isKnown(c, tag)) return c.body(null, 304);
  setTag(c, tag);
  c.header('Vary', 'Accept-Encoding');
  if (!/\bgzip\b/.test(c.req.header('accept-encoding') ?? '')) return c.body(bytesOf(answer.value.bytes), 200, columns);
  const packed = await pack(answer.value.bytes, { level: constants.Z_BEST_SPEED });
  return c.body(bytesOf(packed), 200, { ...columns, 'Content-Encoding': 'gzip' });
});
