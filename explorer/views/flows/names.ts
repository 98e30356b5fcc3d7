import type { Facts } from '../../../engine/1-record/facts.ts';
import type { Figure } from '../../../engine/1-record/published.ts';
import type { FlowGroup } from '../../../engine/3-flow/attribute.ts';
import { formatExact, unitSymbol } from '../../text/format.ts';
import { nameOf as nameOfRecord, plainName } from '../names.ts';
import type { NodeKind, PublishedFigure } from './picture.ts';

/** Words for groups that are no record. */
export interface GroupWords {
  readonly unknown: string;
  readonly notStated: { readonly place: string; readonly agent: string; readonly thing: string };
  readonly opening: string;
  readonly loss: string;
  readonly fromStock: string;
  readonly toStock: string;
}

/** What a node or a flow is called. */
export const nameOf = (facts: Facts, id: string): string => plainName(nameOfRecord(facts, id));

/** What a group is for its mark. */
export function kindOf(facts: Facts, { kind, of }: FlowGroup): NodeKind {
  if (kind === 'agent') return agentKind(facts, of);
  if (kind === 'place') return 'place';
  if (kind === 'specification') return 'thing';
  return kind === 'process' || kind === 'processSpecification' ? 'process' : 'rest';
}

function agentKind(facts: Facts, agent: string): NodeKind {
  if (facts.EcologicalAgent?.has(agent)) return 'nature';
  const members = [...(facts.Network?.values() ?? [])].flatMap((network) => network.members);
  return members.length === 0 || members.includes(agent) ? 'member' : 'outside';
}

/** The figures that others have published of a flow between two agents, with their sources. */
export function figuresOf(facts: Facts, from: string, to: string, specification: string): PublishedFigure[] {
  return [...(facts.PublishedFlow?.values() ?? [])]
    .filter((flow) => flow.from === from && flow.to === to && flow.specification === specification)
    .flatMap((flow) =>
      flow.figures.map(({ value, low, high, unit, per, period, source, note }) => ({
        text: [amountOf({ value, low, high, unit, per }), period, note].filter(Boolean).join(', '),
        source,
      })),
    );
}

/** 170,000 t/year; 50,000–70,000 t/year. */
function amountOf({ value, low, high, unit, per }: Pick<Figure, 'value' | 'low' | 'high' | 'unit' | 'per'>): string {
  const number = value === undefined ? `${formatExact(low ?? '')}–${formatExact(high ?? '')}` : formatExact(value);
  return `${number} ${unitSymbol(unit)}${per === 'unknown' ? '' : `/${per}`}`;
}
