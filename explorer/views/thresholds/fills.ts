import { writeQuery } from '../../state/url.ts';
import { type FlowsQuery, query as flowsQuery } from '../flows/view.ts';
import type { FootprintTable, Wedge } from './wedge.ts';

/** Which of the measures of flows shows best what fills a threshold; mass for all others. */
const layers: Readonly<Record<string, FlowsQuery['layer']>> = { climate: 'carbon', water: 'water', fossils: 'energy' };

/**
 * The threshold of a network by which it takes part in a control variable of the world. Oceans turn sour by carbon dioxide; forests and
 * living kinds give way to the use of land.
 */
const counterparts: Readonly<Record<string, string>> = {
  co2_ppm: 'climate',
  erf_wm2: 'climate',
  omega_a: 'climate',
  chemicalsMt_Hzd: 'ecotoxicity',
  phosphorusMt: 'eutrophication-freshwater',
  nitrogenMt: 'eutrophication-marine',
  interhemAOD: 'particulates',
  blueDev: 'water',
  soilDev: 'water',
  forestAreaMKM2: 'land',
  extinction1900: 'land',
  hanppGtC: 'land',
  totalOzone: 'ozone',
};

/** The threshold of the network that stands for one of the world. */
export const counterpartOf = (wedge: Pick<Wedge, 'id'>): string | undefined => counterparts[wedge.id];

interface Filled {
  readonly network: string;
  readonly wedge: Pick<Wedge, 'id'>;
  /** The year or month of the network's figures. */
  readonly period: string;
  readonly account?: FootprintTable | undefined;
}

/** The address of the flows that fill a threshold: its measure, its period, and the kind of work in which the largest part arose. */
export function fillsAddress({ network, wedge, period, account }: Filled): string {
  const layer = layers[counterpartOf(wedge) ?? wedge.id] ?? 'mass';
  const top = account && account.total > 0 ? account.processes.find(({ id }) => id !== '') : undefined;
  const chosen = top ? { by: 'process' as const, sel: `processSpecification:${top.id}` } : {};
  return `/${network}/flows${writeQuery(flowsQuery, { period: account?.period ?? period, layer, ...chosen })}`;
}
