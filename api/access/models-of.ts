import type { LocalModels } from '../store/local-models.ts';
import { can, type Subject } from './can.ts';

/**
 * The models of a house as a subject may use them: members of a network compute with its own, stewards bring them in and take them away. To
 * everybody else there are none, also where a network lets everybody read: what is licensed to its members is theirs alone.
 */
export function modelsOf(subject: Subject, whole: LocalModels): LocalModels {
  const mayRead = (network: string) => can(subject, 'read', 'network', { network });
  const refuseUnlessSteward = (network: string): void => {
    if (!can(subject, 'steward', 'network', { network })) throw new Error('only a steward may do this');
  };
  return {
    list: async (network) => (mayRead(network) ? whole.list(network) : []),
    mark: async (network) => (mayRead(network) ? whole.mark(network) : ''),
    read: async (network, name) => (mayRead(network) ? whole.read(network, name) : undefined),
    async keep(network, file) {
      refuseUnlessSteward(network);
      return whole.keep(network, file);
    },
    async forget(network, name) {
      refuseUnlessSteward(network);
      return whole.forget(network, name);
    },
  };
}
