import type { ProblemCode } from '../../engine/0-base/problem.ts';

export type ErrorStatus =
  400 | 401 | 403 | 404 | 405 | 408 | 409 | 412 | 413 | 415 | 422 | 428 | 429 | 431 | 500 | 503 | 507;

/** The status of a whole family of codes (the word before the point); what is not listed is the content of a record: 422. */
const families: Readonly<Record<string, ErrorStatus>> = {
  request: 400,
  body: 400,
  batch: 400,
  turtle: 400,
  parameter: 400,
  route: 404,
  network: 404,
  record: 404,
  access: 403,
  invitation: 404,
  journal: 500,
  flows: 500,
  server: 500,
  store: 503,
  view: 503,
  database: 503,
};

/** Codes that differ from their family. */
const codes: Partial<Record<ProblemCode, ErrorStatus>> = {
  'request.headers': 431,
  'request.haste': 429,
  'body.size': 413,
  'body.line': 413,
  'body.rows': 413,
  'body.slow': 408,
  'body.type': 415,
  'body.encoding': 415,
  'batch.size': 413,
  'table.workbook': 400,
  'table.unpacked': 413,
  'table.slow': 413,
  'record.fixed': 422,
  'record.changed': 412,
  'record.match': 428,
  'id.conflict': 409,
  'network.own': 422,
  'network.exists': 409,
  'access.unknown': 401,
  'route.method': 405,
  'dataset.invalid': 500,
  'dataset.unknown': 404,
  'model.unknown': 404,
  'journal.locked': 503,
  'journal.full': 507,
};

/** The HTTP status that tells of a problem. */
export const statusOf = (code: ProblemCode): ErrorStatus =>
  codes[code] ?? families[code.slice(0, code.indexOf('.'))] ?? 422;
