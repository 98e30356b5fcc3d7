import type { Context } from 'hono';
import { stream } from 'hono/streaming';
import { problem } from '../../engine/0-base/problem.ts';
import { linkedContext } from '../interchange/linked/context.ts';
import { type Extra, linkedRecord } from '../interchange/linked/document.ts';
import { allClasses, extraOf, pagesOf } from '../interchange/linked/extra.ts';
import { turtlePieces } from '../interchange/linked/turtle.ts';
import type { RecordRow } from '../store/house.ts';
import { problemBody, refuse } from './answer.ts';
import { declare, type Env, routes, z } from './declare.ts';
import { typeOf, formatOf, inFormat } from './format.ts';
import { described, inNetwork, yesOrNo } from './parameter.ts';

const forms = ['jsonld', 'turtle'] as const;

/** Asks for what other programs look for and what is never read again. */
export const inFull = {
  full: described(
    yesOrNo,
    'Also the other direction of each link (hasInput, stipulates ...) and what follows from the events of a resource (onhandQuantity ...), for programs that look for them; what is imported again passes them over',
  ),
};

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

/** Entries of a network whose links are still gathered in memory. */
const mostInFull = 200_000;

interface Pieces {
  readonly begin: string;
  readonly write: (rows: readonly RecordRow[]) => string;
  readonly end: () => string;
}

function linkedPieces(extra?: Extra): Pieces {
  let isFirst = true;
  return {
    begin: `{"@context":${JSON.stringify(linkedContext)},"@graph":[`,
    write: (rows) =>
      rows
        .map((row) => {
          const comma = isFirst ? '\n' : ',\n';
          isFirst = false;
          return comma + JSON.stringify(linkedRecord(row, extra));
        })
        .join(''),
    end: () => '\n]}\n',
  };
}

const piecesIn = (format: string, extra?: Extra): Pieces =>
  format === 'turtle' ? { begin: '', ...turtlePieces(extra) } : linkedPieces(extra);

async function answerWhole(c: Context<Env>, network: string, extra: Extra | undefined): Promise<Response> {
  const format = formatOf(c, forms) === 'turtle' ? 'turtle' : 'jsonld';
  const pages = pagesOf(c.var.house, network, { classes: allClasses })[Symbol.asyncIterator]();
  let page = await pages.next();
  if (!page.done && !page.value.value) return refuse(c, page.value.problems);
  c.header('Content-Type', format === 'turtle' ? `${typeOf(format)}; charset=utf-8` : typeOf(format));
  c.header('Content-Disposition', `attachment; filename="${network}.${format === 'turtle' ? 'ttl' : 'jsonld'}"`);
  const pieces = piecesIn(format, extra);
  return stream(c, async (out) => {
    await out.write(pieces.begin);
    while (!page.done && !out.aborted) {
      // What fails half way is cut off there: a document without its end is read by nobody as whole.
      if (!page.value.value) return out.abort();
      await out.write(pieces.write(page.value.value));
      page = await pages.next();
    }
    await out.write(pieces.end());
  });
}

export const exportRoutes = routes().openapi(whole, async (c) => {
  const { network } = c.req.valid('param');
  const { house } = c.var;
  if (c.req.valid('query').full !== 'true') return answerWhole(c, network, undefined);
  if ((house.sequence(network) ?? 0) > mostInFull) {
    const expected = `left out: the network has more than ${mostInFull} entries`;
    return refuse(c, [problem('parameter.invalid', '', { field: 'full', value: 'true', expected })]);
  }
  const extra = await extraOf({ house, network });
  return extra.value ? answerWhole(c, network, extra.value) : refuse(c, extra.problems);
});
