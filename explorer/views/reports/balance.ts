import type { Answer } from '../../worker/http.ts';
import { balancePart } from './balance/balance.ts';
import { asKnown, periodOf, periodWords } from './load.ts';
import { namesIn, ready, type Report, type Request } from './report.ts';
import { sayBalance } from './words.ts';

/** The balance of a member, or of the whole network, over any days. */
export async function balance(request: Request): Promise<Answer<Report>> {
  const words = sayBalance();
  const period = await periodOf(request);
  if (!period.ok) return period;
  const { agent } = request.values;
  const name = agent ? namesIn(request)(agent) : words.network;
  const part = await balancePart(request, {
    subject: { kind: agent ? 'agent' : 'network', id: agent, ...period.value },
    name,
    days: period.value,
    eventOf: () => undefined,
  });
  if (!part.ok) return part;
  const { finding, notes, tables, drawn } = part.value;
  return ready({
    title: words.titleOf(name, periodWords(period.value)),
    finding,
    notes: [...notes, ...asKnown(request)],
    tables,
    balance: drawn,
  });
}
