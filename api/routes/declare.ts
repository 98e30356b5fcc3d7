import { createRoute, OpenAPIHono, type RouteConfig, z } from '@hono/zod-openapi';
import type { Permission } from '../access/can.ts';
import { problemBody } from './answer.ts';
import type { Env } from './env.ts';
import { refuseParameters } from './parameter.ts';
import { permit } from './permit.ts';

export type { Env, Progress, Services } from './env.ts';

/** The routes of one noun. */
export const routes = () => new OpenAPIHono<Env>({ defaultHook: refuseParameters });

/** An answer in JSON, and the problems that may come instead. */
export function answers(schema: z.ZodType, status = 200, others: object = {}): RouteConfig['responses'] {
  return {
    [status]: { description: 'The answer', content: { 'application/json': { schema }, ...others } },
    default: { description: 'Problems', content: { 'application/problem+json': { schema: problemBody } } },
  };
}

/** A route that knows no parameter refuses every one, so that a slip of the pen is told. */
const noQuery = z.strictObject({});

/** Declares a route with the permission that it asks for before anything else. */
export function declare<P extends string, R extends Omit<RouteConfig, 'path'> & { path: P }>(
  permission: Permission,
  route: R,
) {
  const strict = { ...route, request: { query: noQuery, ...route.request } } as R;
  return createRoute({ ...strict, 'x-permission': permission, middleware: [permit(permission)] });
}

export { z };
