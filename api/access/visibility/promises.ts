import type { Visibility } from '../../../engine/1-record/field.ts';
import type { Body, ClassName } from '../../../engine/1-record/kind.ts';
import type { Knowledge } from '../../store/house.ts';
import { type Judgement, recordsOf } from './judge.ts';
import { processShown } from './reduce-flows.ts';

type Known<C extends ClassName> = { readonly id: string } & Body<C>;
type Promised = Known<'Intent'> | Known<'Commitment'>;

const present = (ids: readonly (string | undefined)[]): string[] => ids.filter((id) => id !== undefined);

/** Who sees plans, promises and what they are bound in: those who take part, and whoever else these let see it. */
export function promiseRules(knowledge: Knowledge, judgement: Judgement) {
  const { ownersOfProcess, seesProcess, seesResource, admits } = judgement;
  const partiesOf = ({ provider, receiver, inputOf, outputOf }: Promised): string[] => [
    ...present([provider, receiver]),
    ...present([inputOf, outputOf]).flatMap(ownersOfProcess),
  ];
  const sees = (told: Visibility | undefined, parties: readonly string[]) => admits(told, [...new Set(parties)]);
  const intents = recordsOf(knowledge, 'Intent');
  const commitments = recordsOf(knowledge, 'Commitment');
  const bound = partiesBy([...intents, ...commitments], partiesOf);

  /** Of what is seen, the names of what is not seen are left out. */
  const shown = <P extends Promised>(record: P): P | undefined => {
    if (!sees(record.visibility, partiesOf(record))) return undefined;
    const { inputOf, outputOf, resourceInventoriedAs, ...rest } = record;
    return {
      ...rest,
      ...(inputOf !== undefined && { inputOf: seesProcess(inputOf) ? inputOf : processShown(judgement, inputOf) }),
      ...(outputOf !== undefined && { outputOf: seesProcess(outputOf) ? outputOf : processShown(judgement, outputOf) }),
      ...(resourceInventoriedAs !== undefined && seesResource(resourceInventoriedAs) && { resourceInventoriedAs }),
    } as P;
  };
  const listed = new Map(
    recordsOf(knowledge, 'ProposalList').map(({ id, proposedTo }) => [id, proposedTo ?? []] as const),
  );
  const intentsOf = ({ publishes = [], reciprocal = [] }: Known<'Proposal'>) =>
    intents.filter(({ id }) => publishes.includes(id) || reciprocal.includes(id));

  return {
    Plan: (record: Known<'Plan'>) => (sees(record.visibility, bound('plannedWithin', record.id)) ? record : undefined),
    Intent: shown<Known<'Intent'>>,
    Commitment: shown<Known<'Commitment'>>,
    Claim: (record: Known<'Claim'>) =>
      sees(record.visibility, present([record.provider, record.receiver])) ? record : undefined,
    Agreement: (record: Known<'Agreement'>) =>
      sees(record.visibility, [...bound('clauseOf', record.id), ...bound('reciprocalClauseOf', record.id)])
        ? record
        : undefined,
    AgreementBundle: (record: Known<'AgreementBundle'>) => (sees(record.visibility, []) ? record : undefined),
    /** What is proposed to some is for them and for whoever proposes it. */
    Proposal: (record: Known<'Proposal'>) => {
      const asked = [...(record.proposedTo ?? []), ...(record.listedIn ?? []).flatMap((id) => listed.get(id) ?? [])];
      const told = record.visibility ?? (asked.length > 0 ? 'own' : undefined);
      return sees(told, [...intentsOf(record).flatMap(partiesOf), ...asked]) ? record : undefined;
    },
    ProposalList: (record: Known<'ProposalList'>) => {
      const asked = record.proposedTo ?? [];
      return sees(record.visibility ?? (asked.length > 0 ? 'own' : undefined), asked) ? record : undefined;
    },
  };
}

type Binding = 'plannedWithin' | 'clauseOf' | 'reciprocalClauseOf';

/** Those who take part in the promises that a plan or an agreement binds. */
function partiesBy(
  promises: readonly Promised[],
  partiesOf: (promise: Promised) => readonly string[],
): (field: Binding, id: string) => readonly string[] {
  const found: Record<Binding, Map<string, Set<string>>> = {
    plannedWithin: new Map(),
    clauseOf: new Map(),
    reciprocalClauseOf: new Map(),
  };
  for (const promise of promises)
    for (const field of ['plannedWithin', 'clauseOf', 'reciprocalClauseOf'] as const) {
      const id = (promise as Known<'Commitment'>)[field];
      if (id === undefined) continue;
      const parties = found[field].get(id) ?? new Set();
      found[field].set(id, parties);
      for (const each of partiesOf(promise)) parties.add(each);
    }
  return (field, id) => [...(found[field].get(id) ?? [])];
}
