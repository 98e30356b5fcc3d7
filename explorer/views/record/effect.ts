import type { ProcessBalance } from '../../../engine/3-flow/balance.ts';
import type { Facts } from '../../../engine/1-record/facts.ts';
import type { Measure } from '../../../engine/1-record/field.ts';
import { text } from '../../text/text.ts';
import { formatAmount, formatMeasure } from '../../text/format.ts';
import { nameOf, plainName } from '../names.ts';
import { countedLess, recordKinds } from './kinds.ts';

const say = () => text.record;

/** The plain word of an action; the vocabulary's own where the form has none. */
export function actionWord(action: string): string {
  const kind = recordKinds.find((each) => each.action === action);
  return kind ? say().kinds[kind.id].word : (say().otherActions[action] ?? action);
}

/** What an event says, in one sentence: Used up 190 kg Malt in Brew 24. */
export function doneSentence(facts: Facts, event: Readonly<Record<string, unknown>>): string {
  const action = String(event['action']);
  const measure = (event['resourceQuantity'] ?? event['effortQuantity']) as Measure | undefined;
  const name = (id: unknown) => plainName(nameOf(facts, id as string | undefined));
  const thing = name(event['resourceInventoriedAs'] ?? event['resourceConformsTo'] ?? event['toResourceInventoriedAs']);
  const process = event['inputOf'] ?? event['outputOf'];
  const parts = [
    action === countedLess ? say().countedLess : actionWord(action),
    measure && formatMeasure(measure),
    thing,
    process ? say().inBatch(name(process)) : '',
    event['receiver'] && event['receiver'] !== event['provider'] ? say().toWhom(name(event['receiver'])) : '',
  ];
  return parts.filter(Boolean).join(' ');
}

/** What a balance says, in words. */
export function balanceLine(balance: ProcessBalance): { layer: string; verdict: string; sentence: string } {
  const { verdict, began, ended, beyond, unit } = balance;
  const amount = formatAmount(Math.abs(beyond), unit);
  const sentence =
    verdict === 'unexplained'
      ? beyond > 0
        ? say().verdict.tooMuchIn(amount)
        : say().verdict.tooMuchOut(amount)
      : !ended
        ? say().verdict.open
        : !began
          ? say().verdict.notBegun
          : say().verdict[verdict];
  return { layer: say().layers[balance.layer] ?? balance.layer, verdict, sentence };
}
