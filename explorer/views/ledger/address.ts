import type { LedgerQuery } from './view.ts';

/** Percent-encoded parameters of an API address; empty ones are left out. */
function parameters(given: Readonly<Record<string, string>>): string {
  const filled = Object.entries(given).filter(([, value]) => value !== '');
  return filled.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&');
}

/** The address of the events that a filter asks for, newest first. */
export function eventsAddress(network: string, query: LedgerQuery, limit = 100): string {
  const { agent, resource, process, action, from, to } = query;
  const given = parameters({ sort: '-recorded', limit: String(limit), agent, resource, process, action, from, to });
  return `/api/networks/${network}/economic-events?${given}`;
}

/** The address of the stock at the end of a day, or now. */
export function stocksAddress(network: string, day: string): string {
  const given = parameters({ happened: day });
  return `/api/networks/${network}/stocks${given && `?${given}`}`;
}

/** The address of one stock. */
export const stockAddress = (network: string, resource: string): string =>
  `/api/networks/${network}/stocks?${parameters({ resource })}`;

/** The addresses of counts that are open and of times below zero, of one stock or of all. */
export const countsAddress = (network: string, resource = ''): string =>
  withResource(`/api/networks/${network}/count-differences`, resource);
export const anomaliesAddress = (network: string, resource = ''): string =>
  withResource(`/api/networks/${network}/anomalies`, resource);

/** The address of what is with others, of one stock. */
export const loansAddress = (network: string, resource: string): string =>
  withResource(`/api/networks/${network}/loans`, resource);

const withResource = (address: string, resource: string): string =>
  resource === '' ? address : `${address}?${parameters({ resource })}`;

/** The day of such an address; '' for now. */
export const dayOf = (address: string): string => new URLSearchParams(address.split('?')[1]).get('happened') ?? '';

/** The address of a stock's history, at one holder or at all. */
export const historyAddress = (network: string, resource: string, holder: string): string =>
  `/api/networks/${network}/economic-resources/${encodeURIComponent(resource)}/history?${parameters({ limit: '1000', holder })}`;

/** How many filters are in use. */
export const filtersInUse = ({ agent, resource, process, action, from, to }: LedgerQuery): number =>
  [agent, resource, process, action, from, to].filter(Boolean).length;
