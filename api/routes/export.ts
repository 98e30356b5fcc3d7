import type { Context } from 'hono';
import { stream } from 'hono/streaming';
import type { Extra } from '../interchange/linked/document.ts';
import { allClasses, extraOf } from '../interchange/linked/extra.ts';
import { wholeDocument, wholeForms } from '../interchange/linked/whole.ts';
import { problemBody, refuse } from './answer.ts';
import { declare, type Env, routes, z } from './declare.ts';
import { formatOf, inFormat, inFull, typeOf } from './format.ts';
import { inNetwork } from './parameter.ts';

const forms = ['jsonld', 'turtle'] as const;

const whole = declare(
  { action: 'read', object: 'network' },
  {
    method: 'get',
    path: '/api/networks/{network}/records',
    summary:
      'The whole network as one document of linked data: every record as it stands, in the order of recording; sent to the same address of another network, or to the import command, it is recorded again',
    request: { params: inNetwork, query: z.strictObject({ format: inFormat(forms), ...inFull }) },
    responses: {
      200: {
        description: 'The document',
        content: {
          [typeOf('jsonld')]: { schema: z.looseObject({}) },
          [typeOf('turtle')]: { schema: z.string() },
        },
      },
      default: { description: 'Problems', content: { 'application/problem+json': { schema: problemBody } } },
    },
  },
);

async function answerWhole(c: Context<Env>, network: string, extra: Extra | undefined): Promise<Response> {
  const { house } = c.var;
  const form = formatOf(c, forms) === 'turtle' ? 'turtle' : 'jsonld';
  const readable = await house.records(network, { classes: allClasses, limit: 1 });
  if (!readable.value) return refuse(c, readable.problems);
  c.header('Content-Type', `${typeOf(form)}${form === 'turtle' ? '; charset=utf-8' : ''}`);
  c.header('Content-Disposition', `attachment; filename="${network}${wholeForms[form]}"`);
  return stream(c, async (out) => {
    // What fails half way is cut off there: a document without its end is read by nobody as whole.
    for await (const piece of wholeDocument({ house, network, form, extra })) {
      if (out.aborted) return;
      await out.write(piece);
    }
  });
}

export const exportRoutes = routes().openapi(whole, async (c) => {
  const { network } = c.req.valid('param');
  const { house } = c.var;
  if (c.req.valid('query').full !== 'true') return answerWhole(c, network, undefined);
  const extra = await extraOf({ house, network });
  return extra.value ? answerWhole(c, network, extra.value) : refuse(c, extra.problems);
});
