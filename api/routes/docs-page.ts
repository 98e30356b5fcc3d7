import { html, raw } from 'hono/html';
import type { ApiDocument } from './document.ts';

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly description?: string;
  readonly schema?: Readonly<Record<string, unknown>>;
}

interface Operation {
  readonly summary?: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema?: unknown }>> };
  readonly responses: Readonly<
    Record<string, { readonly description: string; readonly content?: Readonly<Record<string, { schema?: unknown }>> }>
  >;
}

interface Described {
  readonly method: string;
  readonly path: string;
  readonly operation: Operation;
}

const methods = ['get', 'post', 'put', 'patch', 'delete'] as const;

const operationsOf = (document: ApiDocument): Described[] =>
  Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    methods.flatMap((method) => {
      const operation = (item as Partial<Record<string, Operation>>)[method];
      return operation ? [{ method, path, operation }] : [];
    }),
  );

/** The noun of an address, by which it is grouped: what follows /api, or what follows the network. */
const nounOf = (path: string): string => {
  const [first = '', second, third] = path.replace(/^\/(api\/)?/, '').split('/');
  return first === 'networks' && third !== undefined && second?.startsWith('{') ? third : first;
};

const json = (value: unknown) => JSON.stringify(value, null, 2);

/** What a value may be, in a few words. */
function kindOf(schema: Readonly<Record<string, unknown>> = {}): string {
  const { type, enum: choices, minimum, maximum, maxLength } = schema as Record<string, unknown>;
  if (Array.isArray(choices)) return choices.join(' | ');
  const bounds = minimum !== undefined ? `, ${minimum} to ${maximum}` : '';
  return `${type ?? 'any'}${bounds}${maxLength === undefined ? '' : `, at most ${maxLength} characters`}`;
}

const parameterRow = ({ name, in: place, required, schema, description }: Parameter) =>
  html`<tr>
    <td><code>${name}</code></td>
    <td>${place}${required ? ', required' : ''}</td>
    <td>${description ?? kindOf(schema)}</td>
  </tr>`;

const contents = (content: Readonly<Record<string, { schema?: unknown }>> = {}) =>
  Object.entries(content).map(
    ([type, { schema }]) =>
      html`<p><code>${type}</code></p>
        <pre tabindex="0">${json(schema)}</pre>`,
  );

const idOf = ({ method, path }: Described) => `${method}${path.replaceAll(/[^a-z]+/gi, '-')}`;

const operationPart = (described: Described) => {
  const { method, path, operation } = described;
  return html`<details id="${idOf(described)}">
    <summary><b>${method.toUpperCase()}</b> <code>${path}</code> <span>${operation.summary}</span></summary>
    ${
      operation.parameters?.length
        ? html`<table>
            <thead>
              <tr>
                <th scope="col">Parameter</th>
                <th scope="col">Where</th>
                <th scope="col">What</th>
              </tr>
            </thead>
            <tbody>
              ${operation.parameters.map(parameterRow)}
            </tbody>
          </table>`
        : ''
    }
    ${
      operation.requestBody
        ? html`<h4>What is sent</h4>
            ${contents(operation.requestBody.content)}`
        : ''
    }
    ${Object.entries(operation.responses).map(
      ([status, { description, content }]) =>
        html`<h4>${status === 'default' ? 'Otherwise' : status}: ${description}</h4>
          ${contents(content)}`,
    )}
  </details>`;
};

/** Paragraphs and lists of a description, with code between backticks. */
function proseOf(text: string) {
  const codeIn = (line: string) =>
    line.split('`').map((part, at) => (at % 2 === 1 ? html`<code>${part}</code>` : html`${part}`));
  return text.split('\n\n').map((block) =>
    block.startsWith('- ')
      ? html`<details>
          <summary>${block.split('\n').length} of them</summary>
          <ul>
            ${block.split('\n').map((line) => html`<li>${codeIn(line.slice(2))}</li>`)}
          </ul>
        </details>`
      : html`<p>${codeIn(block.replaceAll('\n', ' '))}</p>`,
  );
}

/** The description of the interface as one page: no script, nothing from elsewhere. */
export function docsPage(document: ApiDocument) {
  const operations = operationsOf(document);
  const nouns = [...new Set(operations.map(({ path }) => nounOf(path)))];
  const { title, version, description } = document.info;
  const records = Object.entries(document.components.schemas);
  return html`${raw('<!doctype html>')}
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}: HTTP interface</title>
        <link rel="icon" href="/icon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/api/docs/style.css" />
      </head>
      <body>
        <main>
          <h1>${title} ${version}: HTTP interface</h1>
          ${proseOf(description ?? '')}
          <p><a href="/api/openapi.json">The same as OpenAPI 3.1</a></p>
          <nav aria-label="Nouns">
            ${nouns.map((noun) => html`<a href="#${noun}">${noun}</a> `)}<a href="#records">records of each class</a>
          </nav>
          ${nouns.map(
            (noun) =>
              html`<section aria-labelledby="${noun}">
                <h2 id="${noun}">${noun}</h2>
                ${operations.filter(({ path }) => nounOf(path) === noun).map(operationPart)}
              </section>`,
          )}
          <section aria-labelledby="records">
            <h2 id="records">Records of each class</h2>
            ${records.map(
              ([name, schema]) =>
                html`<details>
                  <summary><code>${name}</code></summary>
                  <pre tabindex="0">${json(schema)}</pre>
                </details>`,
            )}
          </section>
        </main>
      </body>
    </html>`;
}

export const docsStyle = `:root { color-scheme: light dark; --line: #8b928c; --soft: #f1eee6; }
@media (prefers-color-scheme: dark) { :root { --soft: #1c2320; } }
body { margin: 0; font: 1rem/1.5 system-ui, sans-serif; }
main { max-width: 60rem; margin: auto; padding: 1.5rem 1rem; }
nav { display: flex; flex-wrap: wrap; gap: 0.25rem 1rem; }
nav a { padding-block: 0.25rem; }
details { margin-block: 0.5rem; border-bottom: 1px solid var(--line); }
summary { padding-block: 0.5rem; cursor: pointer; overflow-wrap: anywhere; }
summary span { display: block; }
table { border-collapse: collapse; }
th, td { padding: 0.25rem 1rem 0.25rem 0; text-align: start; vertical-align: top; }
pre { max-height: 24rem; overflow: auto; padding: 0.75rem; background: var(--soft); font-size: 0.8125rem; }
code { font-size: 0.875rem; }
`;
