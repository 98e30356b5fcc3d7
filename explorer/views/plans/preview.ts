import type { Facts } from '../../../engine/1-record/facts.ts';
import type { Body, Entry } from '../../../engine/1-record/kind.ts';
import { formatDate, formatMeasure } from '../../text/format.ts';
import { nameOf, plainName } from '../names.ts';
import { plannedSentence } from '../promise.ts';

/** What a plan would record, to be looked at: its batches with their flows in words, and what is promised beside them. */
export function previewOf(facts: Facts, entries: readonly Entry[]) {
  const lineOf = ({ body }: Entry): string => {
    const { action, resourceQuantity, effortQuantity, resourceConformsTo } = body as Body<'Commitment'>;
    const measure = resourceQuantity ?? effortQuantity;
    const thing = plainName(nameOf(facts, resourceConformsTo));
    return plannedSentence(action, thing, measure && formatMeasure(measure));
  };
  const flows = entries.filter((each) => each.class === 'Commitment' || each.class === 'Intent');
  const within = ({ body }: Entry) => {
    const { inputOf, outputOf } = body as Body<'Commitment'>;
    return inputOf ?? outputOf;
  };
  return {
    flows: flows.length,
    processes: entries
      .filter((each) => each.class === 'Process')
      .map(({ id, body }) => {
        const { name, basedOn, hasBeginning } = body as Body<'Process'>;
        return {
          id,
          name: name ?? plainName(nameOf(facts, basedOn)),
          begins: hasBeginning ? formatDate(hasBeginning) : '',
          lines: flows.filter((flow) => within(flow) === id).map(lineOf),
        };
      }),
    others: flows.filter((flow) => within(flow) === undefined).map(lineOf),
  };
}
