import type { OpenAPIHono } from '@hono/zod-openapi';
import { problemKinds } from '../../engine/0-base/problem.ts';
import { type ClassName, schemas } from '../../engine/1-record/kind.ts';
import { recordSchema } from '../interchange/linked/json-schema.ts';
import { statusOf } from './status.ts';

const classNames = Object.keys(schemas) as ClassName[];
const referenceTo = (name: string) => ({ $ref: `#/components/schemas/${name}` });

/** Every problem that an answer may name: its message, what to do, and the status it comes with. */
const problemList = Object.entries(problemKinds)
  .filter(([, { severity }]) => severity === 'error')
  .map(
    ([code, { message, remedy }]) =>
      `- \`${code}\` (${statusOf(code as keyof typeof problemKinds)}): ${message} ${remedy}`,
  )
  .join('\n');

const about = `Supply-chain and biophysical accounting: records in, stocks, flows, balances, footprints and thresholds out.

Records are ValueFlows JSON or JSON-LD. Amounts are decimal texts with a unit. Times are ISO 8601; a date alone is the day in the
zone of the network. Lists come in pages bound to a number of the journal: \`next\` is the cursor of the following one.
Every refusal is problem details (RFC 9457) with all problems found, each with its record, its place, its value and what to do.

The problems:

${problemList}`;

/** The description of the whole interface (OpenAPI 3.1), made from the declared routes and the schemas of the records. */
export function documentOf(describe: OpenAPIHono['getOpenAPI31Document'], version: string) {
  const document = describe({
    openapi: '3.1.0',
    info: {
      title: 'Throughflow',
      version,
      description: about,
      license: { name: 'AGPL-3.0-or-later', url: 'https://www.gnu.org/licenses/agpl-3.0.html' },
    },
    servers: [{ url: '/' }],
    security: [{ token: [] }, { session: [] }],
  });
  const records = Object.fromEntries(classNames.map((name) => [name, recordSchema(name)]));
  return {
    ...document,
    components: {
      ...document.components,
      schemas: {
        ...document.components?.schemas,
        ...records,
        AnyRecord: { oneOf: classNames.map(referenceTo), discriminator: { propertyName: '@type' } },
      },
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'the token of the printed link, or of a session' },
        session: { type: 'apiKey', in: 'cookie', name: 'throughflow', description: 'set by the sign-in link' },
      },
    },
  };
}

export type ApiDocument = ReturnType<typeof documentOf>;
