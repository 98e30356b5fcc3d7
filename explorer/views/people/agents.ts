import type { Facts } from '../../../engine/1-record/facts.ts';
import { membersText } from '../../text/members.ts';
import { plainName } from '../names.ts';

const classes = ['Organization', 'Person'] as const;

/** Agents for whom somebody may act; nobody in particular first. */
export const agentChoices = (facts: Facts): { id: string; label: string }[] => [
  { id: '', label: membersText().forAll },
  ...classes.flatMap((name) =>
    [...(facts[name] ?? [])].map(([id, body]) => ({ id, label: plainName(body.name ?? id) })),
  ),
];
