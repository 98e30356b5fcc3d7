import { promisify } from 'node:util';
import { constants, gzip, type ZlibOptions } from 'node:zlib';
import { refuse } from './answer.ts';
import { inTime, momentTag, readAsOf } from './as-of.ts';
import { declare, routes, z } from './declare.ts';
import { inNetwork } from './parameter.ts';
import { isKnown, setTag, tagOf } from './tag.ts';

const table = declare(
  { action: 'read', object: 'network' },
  {
    method: 'get',
    path: '/api/networks/{network}/flows',
    summary: 'The flow table as columns of bytes; its entity tag changes with every recorded batch',
    request: { params: inNetwork, query: z.strictObject({ ...inTime }) },
    responses: {
      200: { description: 'The table' },
      304: { description: 'It has not changed' },
    },
  },
);

const columns = { 'Content-Type': 'application/octet-stream' };

/** Packs in a thread of the system; more than the fastest level saves a twentieth and takes four times as long. */
const pack = promisify<Uint8Array, ZlibOptions, Buffer>(gzip);

const bytesOf = (bytes: Uint8Array) => bytes as Uint8Array<ArrayBuffer>;

export const flowRoutes = routes().openapi(table, async (c) => {
  const { network } = c.req.valid('param');
  const { house } = c.var;
  const at = await readAsOf(house, network, c.req.valid('query'));
  if (!at.value) return refuse(c, at.problems);
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
