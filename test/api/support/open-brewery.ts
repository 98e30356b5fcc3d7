import { expect } from 'vitest';
import { events, knowledge, network } from './brewery.ts';
import { openApi, type OpenApi } from './open-api.ts';

/** The whole API with the network `brouwcoop` founded and its events recorded. */
export async function openBrewery(): Promise<OpenApi> {
  const api = await openApi();
  await api.post('/api/networks', { ...network, records: knowledge });
  expect((await api.post('/api/networks/brouwcoop/records', events)).status).toBe(201);
  return api;
}
