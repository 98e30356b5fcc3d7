import type { Instant } from '../../0-base/time.ts';
import type { Containments } from './ground.ts';

/** That something was put into a container, or (null) taken out, by an event that stands. */
export interface ContainmentChange {
  readonly resource: string;
  readonly value: string | null;
  readonly happened: Instant;
  /** Of the event; of one whose corrections leave something of it, its own all the same. */
  readonly sequence: number;
}

/** The container of every event that put something in or took something out: what is taken out was in the container that it was put into last. */
export function containmentsOf(changes: Iterable<ContainmentChange>): Containments {
  const ordered = [...changes].sort((a, b) => a.happened - b.happened || a.sequence - b.sequence);
  const last = new Map<string, string>();
  const containers = new Map<number, string>();
  for (const { resource, value, sequence } of ordered) {
    if (value !== null) last.set(resource, value);
    const container = last.get(resource);
    if (container !== undefined) containers.set(sequence, container);
  }
  return containers;
}
