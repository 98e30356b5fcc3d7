import type { Context, MiddlewareHandler } from 'hono';
import { getCookie } from 'hono/cookie';
import { type Problem, problem } from '../../engine/0-base/problem.ts';
import { type Action, authorOf, can, type Permission, type Subject } from '../access/can.ts';
import { addressOf } from '../access/door.ts';
import type { Taking } from '../access/limits.ts';
import { houseOf } from '../access/house-of.ts';
import { audienceKey, audienceOf } from '../access/visibility/audience.ts';
import { reducedCompute } from '../access/visibility/reduced-compute.ts';
import { refuse } from './answer.ts';
import type { Env } from './env.ts';

/** Lets through who may, when there is something to ask: 429, 401 or 403, then 503 while the house opens, then 404. */
export function permit(permission: Permission): MiddlewareHandler<Env> {
  const { action, object } = permission;
  return async (c, next) => {
    const { gate, house } = c.var.services;
    const network = c.req.param('network');
    const secret = tokenOf(c);
    const subject = await gate.subjectOf(secret);
    const wait = waitFor(c, { permission, subject, isWrong: secret !== undefined && subject.kind === 'nobody' });
    if (wait > 0) return refuseHaste(c, wait);
    const isPublic = await isOpen(c, { permission, subject, network });
    if (!can(subject, action, object, { network, isPublic })) return refuse(c, [denial(subject, action)]);
    c.set('subject', subject);
    c.set('author', authorOf(subject));
    if (object !== 'network' && object !== 'networks') return next();
    const open = house();
    if (!open) return refuse(c, [problem('store.rebuilding', '', { value: 'opening' })]);
    const unseen = network === undefined ? [] : await open.refresh(network);
    if (unseen.length > 0) return refuse(c, unseen);
    if (network !== undefined && open.sequence(network) === undefined)
      return refuse(c, [problem('network.unknown', '', { value: network })]);
    const { sights } = c.var;
    const stillMay = async () => can(await gate.subjectOf(secret), action, object, { network, isPublic });
    const reduced = houseOf(open, { subject, sights, stillMay });
    const audienceIn = (slug: string) => audienceOf(subject, slug);
    c.set('house', reduced);
    c.set('compute', reducedCompute({ compute: c.var.services.compute, house: open, reduced, sights, audienceIn }));
    c.set('eyes', network === undefined ? '' : audienceKey(audienceIn(network)));
    return next();
  };
}

interface Coming {
  readonly permission: Permission;
  readonly subject: Subject;
  readonly network: string | undefined;
}

/** Whether everybody may read what is asked for: a public network, or the list of networks if it holds one. */
async function isOpen(c: Context<Env>, { permission: { action, object }, subject, network }: Coming): Promise<boolean> {
  const open = c.var.services.house();
  const concerns = action === 'read' && (object === 'network' || object === 'networks' || object === 'dataset');
  if (!open || !concerns || subject.kind === 'operator') return false;
  if (network !== undefined && subject.kind === 'member' && subject.roles.has(network)) return false;
  if (network !== undefined) return open.sequence(network) !== undefined && c.var.sights.isPublic(open, network);
  for (const each of open.status().networks)
    if (each.state === 'ok' && (await c.var.sights.isPublic(open, each.network))) return true;
  return false;
}

interface Asking {
  readonly permission: Permission;
  readonly subject: Subject;
  /** Whether a token was brought that opens nothing. */
  readonly isWrong: boolean;
}

/** What takes computing, or is large. */
const heavy =
  /\/(flows|knowledge|balances|reconciliations|footprints(\/account)?|footprint|models|products|thresholds|reuse|trace|track|seen|border|changes|imports|tables|view\.\w+)$/;

/** Whose allowance a request takes from; the operator's own machine is nobody else's concern. */
function takingOf(c: Context<Env>, { permission: { action, object }, subject, isWrong }: Asking): Taking | undefined {
  if (subject.kind === 'operator') return undefined;
  const address = addressOf(c, c.var.services.door ?? 'loopback');
  if (isWrong || object === 'session') return { kind: 'enter', who: address, cost: 1 };
  const who = subject.kind === 'member' ? (subject.token ?? subject.id) : address;
  const cost = heavy.test(c.req.path) ? 10 : 1;
  return { kind: action === 'read' ? 'read' : 'write', who, cost };
}

function waitFor(c: Context<Env>, asking: Asking): number {
  const taking = takingOf(c, asking);
  return taking ? c.var.limits.take(taking) : 0;
}

function refuseHaste(c: Context<Env>, seconds: number): Response {
  c.header('Retry-After', String(seconds));
  return refuse(c, [problem('request.haste', '', { value: String(seconds) })]);
}

const words: Readonly<Record<Action, string>> = {
  read: 'read',
  record: 'record',
  create: 'make this',
  steward: 'act as a steward',
};
const needed: Readonly<Record<Action, string>> = {
  read: 'reader',
  record: 'recorder',
  create: 'operator',
  steward: 'steward',
};

/** Why somebody may not do something. */
function denial(subject: Subject, action: Action): Problem {
  if (subject.kind === 'nobody') return problem('access.unknown', '');
  if (subject.scope) return problem('access.scope', '', { action: words[action] });
  return problem('access.denied', '', { action: words[action], expected: needed[action] });
}

/** The token of a program (Bearer) or of a browser (cookie). */
function tokenOf(c: Context<Env>): string | undefined {
  const header = c.req.header('authorization');
  if (header !== undefined) return /^Bearer +([\w-]+)$/i.exec(header)?.[1] ?? '';
  return getCookie(c, c.var.services.gate.cookie);
}
