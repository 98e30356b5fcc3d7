import { linkedContext } from '../interchange/linked/context.ts';
import { docsPage, docsStyle } from './docs-page.ts';
import { declare, routes, z } from './declare.ts';

const permission = { action: 'read', object: 'description' } as const;

const document = declare(permission, {
  method: 'get',
  path: '/api/openapi.json',
  summary: 'This description (OpenAPI 3.1)',
  security: [],
  responses: {
    200: { description: 'The description', content: { 'application/json': { schema: z.looseObject({}) } } },
  },
});

const docs = declare(permission, {
  method: 'get',
  path: '/api/docs',
  summary: 'This description as a page to read',
  security: [],
  responses: { 200: { description: 'The page', content: { 'text/html': { schema: z.string() } } } },
});

const style = declare(permission, {
  method: 'get',
  path: '/api/docs/style.css',
  summary: 'How that page looks',
  security: [],
  responses: { 200: { description: 'The style', content: { 'text/css': { schema: z.string() } } } },
});

const context = declare(permission, {
  method: 'get',
  path: '/api/context.jsonld',
  summary: 'The context under which records are linked data (JSON-LD 1.1)',
  security: [],
  responses: { 200: { description: 'The context', content: { 'application/ld+json': { schema: z.looseObject({}) } } } },
});

export const openApiRoutes = routes()
  .openapi(context, (c) =>
    c.json({ '@context': linkedContext } as object, 200, { 'Content-Type': 'application/ld+json' }),
  )
  .openapi(document, (c) => c.json(c.var.document() as object, 200))
  .openapi(docs, (c) => c.html(docsPage(c.var.document()), 200))
  .openapi(style, (c) => c.body(docsStyle, 200, { 'Content-Type': 'text/css; charset=utf-8' }));
