import type { Facts } from '../../../engine/1-record/facts.ts';
import { text } from '../../text/text.ts';
import type { PictureLink } from './picture.ts';

/** What people need, in the order in which it is offered. */
const needs = ['food', 'water', 'energy', 'housing', 'mobility', 'repair'] as const;

/** The class by which a specification says that it serves a need, under resourceClassifiedAs. */
const classOf = (need: string): string => `urn:throughflow:need:${need}`;

const classesOf = (facts: Facts, specification: string): readonly string[] =>
  facts.ResourceSpecification?.get(specification)?.resourceClassifiedAs ?? [];

/** Whether a kind of thing is what is followed: all for '', those that serve a need for its class, else that thing itself. */
export const isFollowed =
  (facts: Facts, thing: string) =>
  ({ specification }: Pick<PictureLink, 'specification'>): boolean =>
    thing === '' || specification === thing || classesOf(facts, specification).includes(thing);

/** The needs that something of these flows serves, as choices of what is followed. */
export function needsServed(facts: Facts, links: readonly PictureLink[]): { id: string; name: string }[] {
  const classes = new Set(links.flatMap(({ specification }) => classesOf(facts, specification)));
  return needs.map((need) => ({ id: classOf(need), name: text.flows.needs[need] })).filter(({ id }) => classes.has(id));
}
