import type { Facts } from '../../engine/1-record/facts.ts';
import type { Visibility } from '../../engine/1-record/field.ts';
import { seenText } from '../text/seen.ts';

/** From what fewest see to what most do. */
const levels: readonly Visibility[] = ['own', 'partner', 'network', 'public'];

/** Who may see something; first, that nothing is said of it, with what then holds. */
export const levelChoice = (usual: Visibility): { id: Visibility | ''; label: string }[] => [
  { id: '', label: seenText().asUsual(seenText().levels[usual]) },
  ...levels.map((id) => ({ id, label: seenText().levels[id] })),
];

const agentClasses = ['Organization', 'Person', 'EcologicalAgent'] as const;

/** What an agent says of all that is theirs; undefined when they say nothing. */
const toldBy = (facts: Facts, agent: string): Visibility | undefined =>
  agentClasses.flatMap((name) => facts[name]?.get(agent)?.visibility ?? [])[0];

/** What the network says of all of it. */
export const ofNetwork = (facts: Facts): Visibility =>
  [...(facts.Network?.values() ?? [])].flatMap(({ visibility }) => visibility ?? [])[0] ?? 'network';

interface Usual {
  readonly facts: Facts;
  readonly process: string;
  readonly agents: readonly string[];
}

/** Who sees an event that says nothing itself: its batch tells, else whoever of its agents shares least, else the network. */
export function usualLevel({ facts, process, agents }: Usual): Visibility {
  const batch = facts.Process?.get(process);
  if (batch?.visibility) return batch.visibility;
  const owners = batch?.inScopeOf ? [batch.inScopeOf] : agents;
  const told = owners.filter((each) => each !== '').map((each) => toldBy(facts, each) ?? ofNetwork(facts));
  return levels.find((each) => told.includes(each)) ?? ofNetwork(facts);
}
