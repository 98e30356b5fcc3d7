import { type Problem, problem } from '../0-base/problem.ts';
import { type Instant, parseTime } from '../0-base/time.ts';
import type { EconomicEvent } from '../1-record/observation.ts';

const day = 86_400_000_000;
const fields = ['hasPointInTime', 'hasEnd', 'hasBeginning'] as const;

/**
 * When an event happened: hasPointInTime, else hasEnd, else hasBeginning, else when it was recorded.
 * Problems: time.invalid, time.both, time.order, time.future (more than a day ahead of `recorded`).
 */
export function readMoment(
  body: EconomicEvent,
  { zone, recorded }: { readonly zone: string; readonly recorded: Instant },
): { happened: Instant; problems: Problem[] } {
  const problems: Problem[] = [];
  const at = (field: (typeof fields)[number]): Instant | undefined => {
    const text = body[field];
    if (text === undefined) return undefined;
    const time = parseTime(text, zone)?.instant;
    if (time === undefined) problems.push(problem('time.invalid', `/${field}`, { value: text }));
    else if (time > recorded + day)
      problems.push(problem('time.future', `/${field}`, { value: text, limit: '24 hours' }));
    return time;
  };
  const [point, end, begin] = [at('hasPointInTime'), at('hasEnd'), at('hasBeginning')];
  if (body.hasPointInTime !== undefined && (body.hasBeginning !== undefined || body.hasEnd !== undefined))
    problems.push(problem('time.both', '/hasPointInTime'));
  if (begin !== undefined && end !== undefined && end < begin)
    problems.push(problem('time.order', '/hasEnd', { begin: body.hasBeginning!, end: body.hasEnd! }));
  return { happened: point ?? end ?? begin ?? recorded, problems };
}
