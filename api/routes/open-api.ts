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

export const openApiRoutes = routes()
  .openapi(document, (c) => c.json(c.var.document() as object, 200))
  .openapi(docs, (c) => c.html(docsPage(c.var.document()), 200))
  .openapi(style, (c) => c.body(docsStyle, 200, { 'Content-Type': 'text/css; charset=utf-8' }));
