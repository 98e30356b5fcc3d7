import type { Body } from '../../engine/1-record/kind.ts';
import { actions, findAction } from '../../engine/2-ledger/action.ts';
import type { ContainmentChange } from '../../engine/3-flow/trace/containment.ts';
import type { Answer, AsOf, House } from '../store/house.ts';

/** The actions by which something is put into a container or taken out. */
const containing = Object.entries(actions)
  .filter(([, { containedEffect }]) => containedEffect !== 'notApplicable')
  .map(([action]) => action);

/** What was put into containers and taken out of them, as far as it was recorded by then: the flow table does not tell which container it was. */
export async function containmentChanges(
  house: Pick<House, 'records'>,
  network: string,
  { recorded }: AsOf,
): Promise<Answer<ContainmentChange[]>> {
  const changes: ContainmentChange[] = [];
  for (const action of containing) {
    let cursor: string | undefined;
    do {
      const asked = { classes: ['EconomicEvent'], fields: { action }, limit: 1000, recorded, cursor } as const;
      const page = await house.records(network, asked);
      if (!page.value) return page;
      for (const { sequence, happened = 0, body } of page.value.items)
        changes.push(...changeOf(body as Body<'EconomicEvent'>, { sequence, happened }));
      cursor = page.value.next;
    } while (cursor !== undefined);
  }
  return { value: changes, problems: [] };
}

/** A correction changes how much of it there was, not what it was in; what names no container tells none. */
function changeOf(
  { action, corrects, resourceInventoriedAs: resource, toResourceInventoriedAs: container }: Body<'EconomicEvent'>,
  at: Pick<ContainmentChange, 'sequence' | 'happened'>,
): ContainmentChange[] {
  if (corrects !== undefined || resource === undefined) return [];
  if (findAction(action)?.containedEffect === 'remove') return [{ resource, value: null, ...at }];
  return container === undefined ? [] : [{ resource, value: container, ...at }];
}
