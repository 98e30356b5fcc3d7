import type { Balance } from '../../../../engine/3-flow/balance/balances.ts';
import type { Answer } from '../../../worker/http.ts';
import { parameters } from '../load.ts';
import type { Request } from '../report.ts';
import type { BalancesAnswer, ReconciledAnswer, SheetAnswer } from './answer.ts';
import { isConserved, layerOf } from './layers.ts';

/** Whose balance: of one process, of one agent, or of the network. */
export interface Subject {
  readonly kind: 'process' | 'agent' | 'network';
  /** '' for the network. */
  readonly id: string;
  /** First and last day; '' is open. A process is told whole. */
  readonly from: string;
  readonly to: string;
}

/** Balances of one subject in every layer that is asked for, with what stands behind them. */
export interface BalanceGround {
  readonly balances: readonly Balance[];
  /** The one that is chosen; undefined where none is drawn. */
  readonly chosen: Balance | undefined;
  readonly sheet: SheetAnswer;
  /** Whether what stands behind the balance was told: not where a part of it is not shared with the reader. */
  readonly isWhole: boolean;
  readonly borrowed: BalancesAnswer['borrowed'];
}

const nothing: SheetAnswer = { things: [], unmeasured: [], efficiencies: [], explanations: [] };

/** Reads the balances of a subject in every physical layer; in money where that is asked for. */
export async function readBalances(request: Request, subject: Subject): Promise<Answer<BalanceGround>> {
  const { layer, basis = '' } = layerOf(request.values.layer);
  const ask = (given: Readonly<Record<string, string>>) =>
    request.client.get<BalancesAnswer>(
      `/api/networks/${request.opened.network}/balances?${parameters({ ...asked(request, subject), ...given })}`,
    );
  const all = await ask({ basis });
  if (!all.ok) return all;
  const priced = layer === 'price' ? await ask({ layer }) : undefined;
  if (priced && !priced.ok) return priced;
  const { items, borrowed, sheet = nothing } = all.value;
  const money = priced?.value.items ?? [];
  const balances = [...items, ...money];
  const things = [...sheet.things, ...(priced?.value.sheet?.things ?? []).filter((each) => each.layer === 'price')];
  const chosen = balances.find((each) => each.layer === layer);
  return {
    ...all,
    value: { balances, chosen, borrowed, isWhole: all.value.sheet !== undefined, sheet: { ...sheet, things } },
  };
}

function asked({ values }: Request, { kind, id, from, to }: Subject): Readonly<Record<string, string>> {
  const { recorded } = values;
  if (kind === 'process') return { process: id, recorded };
  return { subject: kind, agent: id, from, to, recorded };
}

interface Days {
  readonly from: string;
  readonly to: string;
}

/** So many flows are listed of a process, and of all others, those that differ most first. */
const mostFlows = { process: 200, agent: 40, network: 40 };

/** What was measured in some days, held against each other; undefined in a layer in which that tells nothing. */
export async function readReconciled(
  request: Request,
  { kind, id, from, to }: Subject & Days,
): Promise<Answer<ReconciledAnswer> | undefined> {
  const { layer } = layerOf(request.values.layer);
  if (!isConserved(layer)) return undefined;
  const { recorded } = request.values;
  const of = { process: kind === 'process' ? id : '', agent: kind === 'agent' ? id : '' };
  const given = parameters({ layer, ...of, from, to, recorded, limit: String(mostFlows[kind]) });
  return request.client.get<ReconciledAnswer>(`/api/networks/${request.opened.network}/reconciliations?${given}`);
}
