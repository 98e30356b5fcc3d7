import { createRoute, OpenAPIHono, type RouteConfig, z } from '@hono/zod-openapi';
import type { Context, MiddlewareHandler } from 'hono';
import { getCookie } from 'hono/cookie';
import { type Problem, problem } from '../../engine/0-base/problem.ts';
import { can, type Permission, type Subject } from '../access/can.ts';
import type { Gate } from '../access/gate.ts';
import type { Compute } from '../compute/compute.ts';
import type { House } from '../store/house.ts';
import { problemBody, refuse } from './answer.ts';
import type { ApiDocument } from './document.ts';
import { refuseParameters } from './parameter.ts';

/** How far something long has come. */
export interface Progress {
  readonly what: string;
  readonly done: number;
  readonly total: number;
}

/** What the routes work with. The house is undefined until it is open. */
export interface Services {
  readonly house: () => House | undefined;
  readonly progress: () => Progress | undefined;
  /** What went wrong while the server came up and stays so until it starts again. */
  readonly trouble: () => readonly Problem[];
  readonly gate: Gate;
  readonly compute: Compute;
  /** Aborted when the server is told to stop: what has no end of its own ends then. */
  readonly stop: AbortSignal;
  /** Folder of the datasets. */
  readonly datasets: string;
  readonly version: string;
  /** Writes a line to the operator. */
  readonly note: (line: string) => void;
}

export type Env = {
  Variables: { services: Services; subject: Subject; house: House; document: () => ApiDocument };
};

/** The routes of one noun. */
export const routes = () => new OpenAPIHono<Env>({ defaultHook: refuseParameters });

/** An answer in JSON, and the problems that may come instead. */
export function answers(schema: z.ZodType, status = 200): RouteConfig['responses'] {
  return {
    [status]: { description: 'The answer', content: { 'application/json': { schema } } },
    default: { description: 'Problems', content: { 'application/problem+json': { schema: problemBody } } },
  };
}

/** Declares a route with the permission that it asks for before anything else. */
export function declare<P extends string, R extends Omit<RouteConfig, 'path'> & { path: P }>(
  permission: Permission,
  route: R,
) {
  return createRoute({ ...route, 'x-permission': permission, middleware: [permit(permission)] });
}

/** Lets through who may, when there is something to ask: 401 or 403, then 503 while the house opens, then 404. */
function permit({ action, object }: Permission): MiddlewareHandler<Env> {
  return async (c, next) => {
    const { gate, house } = c.var.services;
    const network = c.req.param('network');
    const subject = gate.subjectOf(tokenOf(c));
    if (!can(subject, action, object, network)) return refuse(c, [denial(subject, action)]);
    c.set('subject', subject);
    if (object === 'network' || object === 'networks') {
      const open = house();
      if (!open) return refuse(c, [problem('store.rebuilding', '', { value: 'opening' })]);
      if (network !== undefined && open.sequence(network) === undefined)
        return refuse(c, [problem('network.unknown', '', { value: network })]);
      c.set('house', open);
    }
    return next();
  };
}

const denial = (subject: Subject, action: string) =>
  subject.kind === 'nobody'
    ? problem('access.unknown', '')
    : problem('access.denied', '', { action, expected: action === 'read' ? 'reader' : 'recorder' });

/** The token of a program (Bearer) or of a browser (cookie). */
function tokenOf(c: Context<Env>): string | undefined {
  const header = c.req.header('authorization');
  if (header !== undefined) return /^Bearer +([\w-]+)$/i.exec(header)?.[1];
  return getCookie(c, c.var.services.gate.cookie);
}

export { z };
