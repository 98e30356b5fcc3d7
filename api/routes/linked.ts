import { type ClassName, schemas } from '../../engine/1-record/kind.ts';
import { linkedContext } from '../interchange/linked/context.ts';
import { schemaDocument } from '../interchange/linked/json-schema.ts';
import { shapesTurtle } from '../interchange/linked/shapes.ts';
import { wordsDocument, wordsTurtle } from '../interchange/linked/words.ts';
import { problemBody } from './answer.ts';
import { declare, routes, z } from './declare.ts';
import { typeOf } from './format.ts';
import { described, yesOrNo } from './parameter.ts';

const permission = { action: 'read', object: 'description' } as const;
const classNames = Object.keys(schemas) as ClassName[];
const file = new RegExp(`^(${classNames.join('|')})\\.json$`);

const answered = (type: string, schema: z.ZodType) => ({
  200: { description: 'The document', content: { [type]: { schema } } },
  default: { description: 'Problems', content: { 'application/problem+json': { schema: problemBody } } },
});
const linked = answered(typeOf('jsonld'), z.looseObject({}));
const turtle = answered(typeOf('turtle'), z.string());

const context = declare(permission, {
  method: 'get',
  path: '/api/context.jsonld',
  summary: 'The context under which records are linked data (JSON-LD 1.1), with the types of every word',
  security: [],
  responses: linked,
});

const schema = declare(permission, {
  method: 'get',
  path: '/api/schemas/{file}',
  summary: 'The JSON Schema (draft 2020-12) of a class of record, as EconomicEvent.json',
  security: [],
  request: {
    params: z.object({ file: z.string().regex(file, { error: `one of ${classNames.join(', ')}, with .json` }) }),
  },
  responses: answered('application/schema+json', z.looseObject({})),
});

const shapes = declare(permission, {
  method: 'get',
  path: '/api/shapes.ttl',
  summary: 'SHACL shapes of every class of record',
  security: [],
  request: {
    query: z.strictObject({
      whole: described(
        yesOrNo,
        'Also that each link leads to a record of a class that it may name: for a whole network',
      ),
    }),
  },
  responses: turtle,
});

const words =
  'Our own words with label, comment, domain and range, and the actions of the vocabulary with what they do';

const wordsLinked = declare(permission, {
  method: 'get',
  path: '/api/vocabulary.jsonld',
  summary: `${words}, as JSON-LD`,
  security: [],
  responses: linked,
});

const wordsInTurtle = declare(permission, {
  method: 'get',
  path: '/api/vocabulary.ttl',
  summary: `${words}, as Turtle`,
  security: [],
  responses: turtle,
});

const ld = { 'Content-Type': typeOf('jsonld') };
const ttl = { 'Content-Type': `${typeOf('turtle')}; charset=utf-8` };

export const linkedRoutes = routes()
  .openapi(context, (c) => c.json({ '@context': linkedContext } as object, 200, ld))
  .openapi(schema, (c) => {
    const [, name] = file.exec(c.req.valid('param').file)!;
    const $id = new URL(c.req.path, c.req.url).href;
    return c.json({ $id, ...schemaDocument(name as ClassName) }, 200, { 'Content-Type': 'application/schema+json' });
  })
  .openapi(shapes, (c) => c.body(shapesTurtle(c.req.valid('query').whole === 'true'), 200, ttl))
  .openapi(wordsLinked, (c) => c.json(wordsDocument(), 200, ld))
  .openapi(wordsInTurtle, (c) => c.body(wordsTurtle(), 200, ttl));
