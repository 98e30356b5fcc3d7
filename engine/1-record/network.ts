import { z } from 'zod';
import { label, number, reference, source, text, visibility, zone } from './field.ts';

/**
 * How a process shares its burden over several products (DESIGN.md section 7): by what they hold of a layer (`energy` in the heating value that most
 * properties state, `energy-net` and `energy-gross` in the lower and the upper one); by pieces, in equal parts, by mass and the distance it is
 * carried; by factors of its own for each input; by what co-products replace; or on the product alone, all else free.
 */
export const allocationRule = z.enum([
  'mass',
  'dry-mass',
  'water',
  'energy',
  'energy-net',
  'energy-gross',
  'exergy',
  'carbon',
  'nitrogen',
  'phosphorus',
  'price',
  'pieces',
  'equal',
  'mass-distance',
  'causal',
  'substitution',
  'cut-off',
]);
/** A rule of allocation. */
export type AllocationRule = z.infer<typeof allocationRule>;

/** How a withdrawal from a stock is taken from what was put into it: mixed, first in first out, or only as far as lots are named. */
export const lotMethod = z.enum(['average', 'fifo', 'lot']);
/** One of the methods. */
export type LotMethod = z.infer<typeof lotMethod>;

/** A figure about a network or an area that sharing rules and rates need: population, turnover, food-years ... */
export const basis = z.strictObject({ of: text, value: number, unit: text, year: number.optional(), source });

/** A network: the agents that cooperate and keep one ledger. Everyone who is not a member is outside. */
export const network = z.strictObject({
  name: label,
  note: text.optional(),
  /** IANA time zone in which days are counted. */
  zone,
  currency: reference.optional(),
  members: z.array(reference),
  /** What happens when a policy is broken: warned of (default) or refused. */
  policies: z
    .strictObject({
      negativeStock: z.enum(['warn', 'refuse']).optional(),
      holder: z.enum(['warn', 'refuse']).optional(),
    })
    .optional(),
  /** How the network traces its lots; average unless told. */
  lotMethod: lotMethod.optional(),
  accountingPeriod: z.enum(['month', 'year']).optional(),
  allocation: allocationRule.optional(),
  basis: z.array(basis).optional(),
  /** Who sees a record where neither it nor its agent says so; the network itself unless told. */
  visibility: visibility.optional(),
  /** Whether everybody may read, without signing in, what is public of it. */
  openToPublic: z.boolean().optional(),
  /** Whether agents and figures are invented; only then may assumed factors serve. */
  invented: z.boolean().optional(),
});
