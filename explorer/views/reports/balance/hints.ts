import type { Balance } from '../../../../engine/3-flow/balance/balances.ts';
import type { Explanation } from '../../../../engine/3-flow/balance/explain.ts';
import { formatDate, formatNumber, unitSymbol } from '../../../text/format.ts';
import { eventAddress, namesIn, type Request } from '../report.ts';
import { sayBalance } from '../words.ts';
import { amountIn, type Writing } from './amount.ts';
import { figureOf, type ReconciledAnswer, type SheetAnswer, type SuspectAnswer } from './answer.ts';
import { flowName } from './flows.ts';
import type { Hint } from './shape.ts';
import { layerWord } from './told.ts';

interface Ground {
  readonly request: Request;
  /** The id of an event by its number, as far as it is known. */
  readonly eventOf: (sequence: number) => string | undefined;
  /** The balance that is shown: contents that are missing in others are told there. */
  readonly chosen: Pick<Balance, 'layer' | 'basis' | 'unit'>;
}

/** What would explain the gaps of a process, each with what to do. */
export function explanationHints({ explanations }: SheetAnswer, { request, eventOf, chosen }: Ground): Hint[] {
  const words = sayBalance();
  const name = namesIn(request);
  const isHere = (each: Explanation) => each.kind !== 'property' || each.layer === chosen.layer;
  return explanations.filter(isHere).map((each): Hint => {
    if (each.kind === 'unmeasured') {
      const amount = amountIn({ unit: 'kilogram', nameOf: name }, each.kilograms);
      return { text: words.explanations.unmeasured(amount, words.explanations.flows[each.flow] ?? each.flow) };
    }
    if (each.kind === 'slip') {
      const write = (value: number) => `${formatNumber(value, 9)}\u00a0${unitSymbol(each.unit)}`;
      const event = eventOf(each.sequence);
      return {
        text: words.explanations.slip(write(each.recorded), name(each.specification), write(each.meant)),
        href: event === undefined ? undefined : eventAddress(request, event),
      };
    }
    const given = [layerWord(chosen), unitSymbol(each.unit), name(each.specification)] as const;
    const needed = figureOf(each.needed);
    return {
      text: Number.isNaN(needed)
        ? words.explanations.property(...given)
        : words.explanations.propertyNeeded(...given, amountIn({ unit: chosen.unit, nameOf: name }, needed)),
    };
  });
}

/** The figures that the others contradict, each with what was likely meant and what to do. */
export function suspectHints(
  suspects: readonly SuspectAnswer[],
  { request, writing }: { readonly request: Request; readonly writing: Writing },
): Hint[] {
  const words = sayBalance().reconciled;
  const write = (value: number | null) => amountIn(writing, figureOf(value));
  return suspects.map((each): Hint => ({
    text: [
      words.suspect(
        write(each.recorded),
        flowName(each, request),
        each.day ? `, ${formatDate(each.day)}` : '',
        write(each.estimate),
      ),
      ...(each.meant === null ? [] : [words.meant(write(each.meant))]),
      ...(each.alike.length > 0 ? [words.alike(String(each.alike.length))] : []),
      words.whatToDo,
    ].join(' '),
    href: each.kind === 'event' && each.record ? eventAddress(request, each.record) : undefined,
  }));
}

/** How the measurements agree, and what was assumed. */
export function agreement({ before, suspects }: ReconciledAnswer, days: string): string {
  const words = sayBalance().reconciled;
  return before.isPassed && suspects.length === 0 ? words.agrees(days) : words.disagrees(days, String(suspects.length));
}
