import { findUnit } from '../../../engine/0-base/unit.ts';
import { parseTime } from '../../../engine/0-base/time.ts';
import type { Facts } from '../../../engine/1-record/facts.ts';
import type { Body } from '../../../engine/1-record/kind.ts';
import { meteringOf } from '../../../engine/2-ledger/metering.ts';
import { newKindName } from './draft.ts';
import { kindOf } from './kinds.ts';
import { readTyped } from './number.ts';
import type { NewRecord } from './records.ts';

/** What the form of a reading holds: texts as typed, ids as chosen. Kept in the browser until it is recorded. */
export interface MeterDraft {
  /** Id of the reading that this will become; the same on every attempt. */
  readonly id: string;
  readonly is: 'index' | 'invoice';
  /** A stock, a kind of thing of which a stock begins, or a new name. */
  readonly of: string;
  readonly amount: string;
  readonly unit: string;
  readonly meter: string;
  readonly digits: string;
  readonly basis: '' | 'gross' | 'net';
  readonly day: string;
  readonly time: string;
  readonly from: string;
  readonly to: string;
  /** From whom an invoice is. */
  readonly provider: string;
  readonly source: string;
  readonly note: string;
}

/** What is missing or wrong, by field. */
export interface MeterGap {
  readonly field: keyof MeterDraft;
  readonly gap: 'of' | 'amount' | 'number' | 'unit' | 'from' | 'to' | 'order' | 'day' | 'digits';
}

/** An empty form. */
export const emptyMeter = (id: string, now: { readonly day: string; readonly time: string }): MeterDraft => ({
  id,
  is: 'index',
  of: '',
  amount: '',
  unit: '',
  meter: '',
  digits: '',
  basis: '',
  ...now,
  from: '',
  to: '',
  provider: '',
  source: '',
  note: '',
});

/** What is missing or wrong in the form. */
export function meterGaps(draft: MeterDraft): MeterGap[] {
  const { is, of, amount, unit, from, to, day, digits } = draft;
  const isIndex = is === 'index';
  const isOf = (given: boolean, field: keyof MeterDraft, gap: MeterGap['gap']): MeterGap[] =>
    given ? [{ field, gap }] : [];
  return [
    ...isOf(!of, 'of', 'of'),
    ...isOf(!amount.trim(), 'amount', 'amount'),
    ...isOf(Boolean(amount.trim()) && !readTyped(amount), 'amount', 'number'),
    ...isOf(unit === '' || !findUnit(unit), 'unit', 'unit'),
    ...isOf(isIndex && !day, 'day', 'day'),
    ...isOf(!isIndex && !from, 'from', 'from'),
    ...isOf(!isIndex && !to, 'to', 'to'),
    ...isOf(!isIndex && Boolean(from && to) && to < from, 'to', 'order'),
    ...isOf(isIndex && Boolean(digits.trim()) && !/^([1-9]|1[0-5])$/.test(digits.trim()), 'digits', 'digits'),
  ];
}

/** Whether an amount is energy, of which a heating value can be said. */
export const isEnergy = (unit: string): boolean => findUnit(unit)?.dimension === 'energy';

interface Making {
  readonly facts: Facts;
  /** Who fills the form in. */
  readonly me: string;
  readonly newId: () => string;
}

/** The reading without its class and id; undefined while something is missing. */
export function readingOf(draft: MeterDraft, me: string): Body<'Reading'> | undefined {
  if (meterGaps(draft).length > 0) return undefined;
  const { of, amount, unit, day, time, from, to, meter, digits, basis, source, note } = draft;
  const measure = { hasNumericalValue: readTyped(amount)!.value, hasUnit: unit };
  const given = (fields: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(fields).filter(([, value]) => value.trim() !== ''));
  const shown =
    draft.is === 'index'
      ? { index: measure, hasPointInTime: time ? `${day}T${time}` : day, ...given({ meter, digits, provider: me }) }
      : { resourceQuantity: measure, hasBeginning: from, hasEnd: to, ...given({ provider: draft.provider }) };
  return { of, ...shown, ...given({ source, note, ...(isEnergy(unit) && { basis }) }) } as Body<'Reading'>;
}

/** The records that a filled form becomes: the reading, and before it the stock, the kind of thing and the sender that it names for the first time. */
export function meterRecords(draft: MeterDraft, { facts, me, newId }: Making): NewRecord[] {
  const sender = newKindName(draft.provider);
  const senderId = sender === undefined ? draft.provider : newId();
  const records: NewRecord[] = sender === undefined ? [] : [{ '@type': 'Organization', '@id': senderId, name: sender }];
  const stock = stockOf(draft, { facts, me, newId });
  const body = readingOf({ ...draft, of: stock.id, provider: senderId }, me)!;
  return [...records, ...stock.records, { '@type': 'Reading', '@id': draft.id, ...body }];
}

/** The stock of which the reading is; one that nobody keeps yet begins with nothing in the hands of who reads. */
function stockOf(
  { of, unit, ...draft }: MeterDraft,
  { facts, me, newId }: Making,
): { id: string; records: NewRecord[] } {
  if (facts.EconomicResource?.has(of)) return { id: of, records: [] };
  const name = newKindName(of);
  const kind = name === undefined ? of : newId();
  const id = newId();
  const called = name ?? facts.ResourceSpecification?.get(of)?.name ?? '';
  const beginning = draft.is === 'index' ? draft.day : draft.from;
  const records: NewRecord[] = [
    ...(name === undefined
      ? []
      : [{ '@type': 'ResourceSpecification', '@id': kind, name, defaultUnitOfResource: unit }]),
    { '@type': 'EconomicResource', '@id': id, conformsTo: kind, name: called },
    {
      '@type': 'EconomicEvent',
      '@id': newId(),
      action: kindOf('counted').action,
      provider: me,
      receiver: me,
      resourceInventoriedAs: id,
      resourceQuantity: { hasNumericalValue: '0', hasUnit: unit },
      hasPointInTime: beginning,
    },
  ];
  return { id, records };
}

/** What a reading would say beside those that are known: what was used, in which days, and what is odd about it. */
export function meterPreview(
  facts: Facts,
  zone: string,
  { id, body }: { readonly id: string; readonly body: Body<'Reading'> },
) {
  const known = [...(facts.Reading ?? [])].flatMap(([of, each]) =>
    each.of === body.of && of !== id ? [{ id: of, body: each }] : [],
  );
  const { spans, pairs, problems } = meteringOf([...known, { id, body }], zone);
  return {
    span: spans.find(({ reading }) => reading === id),
    pairs: pairs.filter(({ readings }) => readings.includes(id)),
    problems: problems.filter(({ record }) => record === id),
  };
}

/** What was said last of a stock: the meter, its unit and its heating value are likely the same again. */
export function lastReading(facts: Facts, zone: string, of: string, is: MeterDraft['is']): Body<'Reading'> | undefined {
  const at = ({ hasPointInTime, hasEnd }: Body<'Reading'>) =>
    parseTime(hasPointInTime ?? hasEnd ?? '', zone)?.instant ?? 0;
  const own = [...(facts.Reading?.values() ?? [])].filter(
    (each) => each.of === of && (each.index !== undefined) === (is === 'index'),
  );
  return own.toSorted((a, b) => at(b) - at(a))[0];
}

const paths: readonly (readonly [path: RegExp, field: keyof MeterDraft])[] = [
  [/^\/(index|resourceQuantity)\/hasUnit/, 'unit'],
  [/^\/(index|resourceQuantity)/, 'amount'],
  [/^\/hasPointInTime/, 'day'],
  [/^\/hasBeginning/, 'from'],
  [/^\/hasEnd/, 'to'],
  ...(['of', 'meter', 'digits', 'basis', 'provider', 'source', 'note'] as const).map(
    (field) => [new RegExp(`^/${field}`), field] as const,
  ),
];

/** The field of the form that a problem of the server belongs to; undefined when it belongs to none. */
export function meterFieldOf({ code, path = '' }: { readonly code: string; readonly path?: string }) {
  if (code.startsWith('unit.')) return 'unit';
  if (code.startsWith('number.')) return 'amount';
  return paths.find(([pattern]) => pattern.test(path))?.[1];
}
