import { type Problem, problem } from '../../engine/0-base/problem.ts';
import type { Facts } from '../../engine/1-record/facts.ts';
import { type AllocationRule, allocationRule } from '../../engine/1-record/network.ts';
import type { AllocationChoice } from '../../engine/4-footprint/allocation-choice.ts';

const isRule = (text: string): text is AllocationRule => (allocationRule.options as readonly string[]).includes(text);

/**
 * Reads which rules of allocation count for an answer: parts between commas, each a rule for all processes, or `<process specification>=<rule>` with
 * the id percent-encoded where it has commas. Problems: parameter.invalid.
 */
export function readAllocation(
  text: string | undefined,
  facts: Facts,
): { readonly value: AllocationChoice | undefined } | { readonly problems: Problem[] } {
  if (text === undefined || text === '') return { value: undefined };
  const byProcessSpecification = new Map<string, AllocationRule>();
  let all: AllocationRule | undefined;
  for (const part of text.split(',')) {
    const at = part.lastIndexOf('=');
    const [id, rule] = [decoded(part.slice(0, Math.max(0, at))), part.slice(at + 1)];
    if (!isRule(rule)) return refused(part, `one of ${allocationRule.options.join(', ')}`);
    if (at < 0) all = rule;
    else if (id !== undefined && facts.ProcessSpecification?.has(id)) byProcessSpecification.set(id, rule);
    else return refused(part, 'the id of a process specification before the =');
  }
  return { value: { all, byProcessSpecification } };
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

const refused = (value: string, expected: string) => ({
  problems: [problem('parameter.invalid', '', { field: 'allocation', value: value.slice(0, 80), expected })],
});
