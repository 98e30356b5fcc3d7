import { type Problem, problem } from '../0-base/problem.ts';
import { type Instant, parseTime } from '../0-base/time.ts';
import type { EconomicEvent } from '../1-record/observation.ts';

const day = 86_400_000_000;

/**
 * When an event happened: hasPointInTime, else hasEnd, else hasBeginning, else when it was recorded.
 * Problems: time.invalid, time.both, time.order, time.future (more than a day ahead of `recorded`).
 */
export function readMoment(body: EconomicEvent, clock: Clock): { happened: Instant; problems: Problem[] } {
  const problems: Problem[] = [];
  const point = timeIn(body, 'hasPointInTime', { clock, problems });
  const end = timeIn(body, 'hasEnd', { clock, problems });
  const begin = timeIn(body, 'hasBeginning', { clock, problems });
  // A whole interval that begins and ends at the point is that point, as other systems write it.
  const isPoint = point !== undefined && begin === point && end === point;
  if (body.hasPointInTime !== undefined && (body.hasBeginning ?? body.hasEnd) !== undefined && !isPoint) {
    const { hasPointInTime: value, hasBeginning: from = '?', hasEnd: to = '?' } = body;
    problems.push(problem('time.both', '/hasPointInTime', { value, begin: from, end: to }));
  }
  if (begin !== undefined && end !== undefined && end < begin)
    problems.push(problem('time.order', '/hasEnd', { begin: body.hasBeginning!, end: body.hasEnd! }));
  return { happened: point ?? end ?? begin ?? clock.recorded, problems };
}

/** A period that something is to happen in. Problems: time.invalid, time.both, time.order. */
export function periodProblems(body: Pick<EconomicEvent, TimeField>, zone: string): Problem[] {
  const never = Number.MAX_SAFE_INTEGER - day;
  return readMoment(body as EconomicEvent, { zone, recorded: never }).problems;
}

interface Clock {
  readonly zone: string;
  readonly recorded: Instant;
}

type TimeField = 'hasPointInTime' | 'hasEnd' | 'hasBeginning';

function timeIn(
  body: EconomicEvent,
  field: TimeField,
  { clock, problems }: { readonly clock: Clock; readonly problems: Problem[] },
): Instant | undefined {
  const text = body[field];
  if (text === undefined) return undefined;
  const time = parseTime(text, clock.zone)?.instant;
  if (time === undefined) problems.push(problem('time.invalid', `/${field}`, { value: text }));
  else if (time > clock.recorded + day)
    problems.push(problem('time.future', `/${field}`, { value: text, limit: '24 hours' }));
  return time;
}
