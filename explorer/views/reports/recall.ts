import { lotOf, wholeLotOf } from '../../../engine/2-ledger/lot-register.ts';
import { type NetEvent, netEvents } from '../../../engine/2-ledger/net-events.ts';
import { formatNumber, measureIn } from '../../text/format.ts';
import type { Answer } from '../../worker/http.ts';
import type { EventItem, Page, StockItem } from '../../worker/wire.ts';
import { stockAddress } from '../ledger/address.ts';
import type { TraceItem } from '../ledger/trace/answer.ts';
import { usualUnit } from '../names.ts';
import { asKnown, eventsOf, leftOut, parameters } from './load.ts';
import { callTable, placeTable, type Shown, shownAmount, stepTable } from './recall-tables.ts';
import { type Recalled, recalledOf } from './recall-places.ts';
import { namesIn, ready, type Report, type Request } from './report.ts';
import { say } from './words.ts';

type Net = NetEvent<EventItem>;

const mostPlaces = '1000';

/** The recall sheet of a lot, or of one stock of it: where all of it is now, how it left, and whom to call. */
export async function recall(request: Request): Promise<Answer<Report>> {
  const words = say().recall;
  const { resource } = request.values;
  const stocks = stocksOf(request);
  if (!resource)
    return ready({
      title: words.title,
      finding: [words.which],
      notes: [],
      tables: [placeTable(request)],
      missing: 'lot',
    });
  const pages = await pagesOfAll(request, stocks);
  if (!pages.ok) return pages;
  const track = await trackOf(request);
  if (!track.ok) return track;
  const containers = await containersOf(request, track.value);
  if (!containers.ok) return containers;
  const steps = stepsOf(pages.value, stocks);
  const receivers = steps.flatMap(({ event }) => receiverOf(event) ?? []);
  const { facts } = request.opened;
  const given = { facts, agent: request.values.agent, receivers, holders: containers.value };
  const recalled = track.value && recalledOf({ track: track.value, ...given });
  const shown = track.value && recalled && { track: track.value, recalled, unit: unitOf(request, track.value) };
  return ready({
    title: words.titleOf(subjectOf(request)),
    finding: [...lotLines(request, stocks), ...findingOf(request, { shown, steps })],
    notes: [words.lead, ...(shown ? restOf(request, shown, stocks) : []), ...asKnown(request), ...leftOut(pages.value)],
    tables: [placeTable(request, shown), callTable(request, shown), stepTable(request, steps, receiverOf)],
  });
}

/** The stocks that are recalled: those of the whole lot, or the one. */
function stocksOf({ opened, values: { resource, lot } }: Request): readonly string[] {
  const whole = lot ? wholeLotOf(opened.facts, resource) : undefined;
  return whole?.resources ?? [resource];
}

async function pagesOfAll(request: Request, stocks: readonly string[]): Promise<Answer<Page<EventItem>[]>> {
  const answers = await Promise.all(stocks.map((resource) => eventsOf(request, { resource })));
  const failed = answers.find((answer) => !answer.ok);
  if (failed && !failed.ok) return failed;
  return { ok: true, tag: '', value: answers.flatMap((answer) => (answer.ok ? answer.value : [])) };
}

/** Where it went; nothing where nothing of it ever moved. */
async function trackOf({ client, opened, values }: Request): Promise<Answer<TraceItem | undefined>> {
  const { resource, recorded, lot } = values;
  const at = `/api/networks/${opened.network}/economic-resources/${encodeURIComponent(resource)}/track`;
  const asked = parameters({ nodes: mostPlaces, recorded, lot: lot ? 'true' : '' });
  const found = await client.get<TraceItem>(`${at}?${asked}`);
  if (found.ok) return found.value.total > 0 ? found : { ...found, value: undefined };
  return found.status === 404 ? { ok: true, tag: '', value: undefined } : found;
}

/** In whose hands the containers are in which some of it is. */
async function containersOf(
  { client, opened }: Request,
  track: TraceItem | undefined,
): Promise<Answer<ReadonlyMap<string, string>>> {
  const holders = new Map<string, string>();
  const ended = new Set(track?.ends.map(({ node }) => node));
  for (const { id, kind, resource } of track?.nodes ?? []) {
    if (kind !== 'contained' || resource === undefined || !ended.has(id)) continue;
    const answer = await client.get<Page<StockItem>>(stockAddress(opened.network, resource));
    if (!answer.ok) return answer;
    const holder = answer.value.items[0]?.holders?.find(({ onhand }) => Number(onhand?.hasNumericalValue) > 0);
    if (holder) holders.set(resource, holder.holder);
  }
  return { ok: true, tag: '', value: holders };
}

/** What took something out of the stocks: to another stock, to another holder, or into a batch; each event once. */
function stepsOf(pages: readonly Page<EventItem>[], stocks: readonly string[]): Net[] {
  const events = new Map(pages.flatMap(({ items }) => items).map((event) => [event.id, event]));
  const from = new Set(stocks);
  return netEvents([...events.values()])
    .filter(({ event, undone }) => !undone && from.has(event.resourceInventoriedAs ?? '') && leaves(event))
    .sort((a, b) => happened(a).localeCompare(happened(b)));
}

const happened = ({ event }: Net): string => event.happened ?? '';

const leaves = (event: EventItem): boolean =>
  event.inputOf !== undefined ||
  receiverOf(event) !== undefined ||
  (event.toResourceInventoriedAs ?? event.resourceInventoriedAs) !== event.resourceInventoriedAs;

const receiverOf = ({ provider, receiver }: EventItem): string | undefined =>
  receiver !== undefined && receiver !== provider ? receiver : undefined;

/** The unit in which its kind of thing is counted, else the one that it is kept in. */
function unitOf({ opened, values }: Request, { unit }: TraceItem): string {
  const usual = usualUnit(opened.facts, values.resource);
  return usual && measureIn({ hasNumericalValue: '1', hasUnit: unit }, usual).hasUnit === usual ? usual : unit;
}

/** What is recalled: a lot by its code, or a stock by its name. */
function subjectOf(request: Request): string {
  const { facts } = request.opened;
  const name = namesIn(request);
  const { resource, lot } = request.values;
  const whole = lot ? wholeLotOf(facts, resource) : undefined;
  return whole ? say().recall.lotOf(whole.code, name(whole.specification)) : name(resource);
}

/** The lot in a line: its stocks, its code, until when it may be used. */
function lotLines(request: Request, stocks: readonly string[]): string[] {
  const words = say().recall;
  const { code, expires } = lotOf(request.opened.facts, request.values.resource);
  const names = stocks.map(namesIn(request)).join(', ');
  const line = [names, code && words.code(code), expires && words.expires(expires)].filter(Boolean).join(', ');
  return [`${line}.`];
}

interface Found {
  readonly shown: Shown | undefined;
  readonly steps: readonly Net[];
}

function findingOf(request: Request, { shown, steps }: Found): string[] {
  const words = say().recall;
  if (!shown) return [steps.length === 0 ? words.stayed : words.left(formatNumber(steps.length, 9))];
  const { recalled, track } = shown;
  const { sums, asker, calls } = recalled;
  const amount = (sum: number) => shownAmount(shown, sum);
  const parts = [
    ...(sums.own > 0 ? [words.own(amount(sums.own), namesIn(request)(asker))] : []),
    ...(sums.call > 0 ? [words.others(amount(sums.call))] : []),
    ...(sums.unknown > 0 ? [words.notKnown(amount(sums.unknown))] : []),
    ...(sums.gone > 0 ? [words.gone(amount(sums.gone))] : []),
  ];
  const count = formatNumber(calls.length, 9);
  return [
    words.whole(amount(track.total), parts.join(', ')),
    steps.length === 0 ? words.stayed : words.left(formatNumber(steps.length, 9)),
    calls.length === 0 ? words.nobody : words.toCall(count),
  ];
}

/** What the tables leave out or cannot say, and that there is more of the lot. */
function restOf(request: Request, { track, recalled }: Shown, stocks: readonly string[]): string[] {
  const words = say().recall;
  const name = namesIn(request);
  const { facts } = request.opened;
  const others = (wholeLotOf(facts, request.values.resource)?.resources.length ?? stocks.length) - stocks.length;
  const apart = track.lot?.apart ?? [];
  const { nodes, amount = 0 } = track.remainder;
  const told: Recalled['spared'] = recalled.spared;
  return [
    ...(told.length > 0 ? [words.spared(told.map(({ agent }) => name(agent)).join(', '))] : []),
    ...(others > 0 ? [words.more(formatNumber(others, 9))] : []),
    ...(apart.length > 0 ? [words.apart(apart.map(name).join(', '))] : []),
    ...(nodes > 0
      ? [words.remainder(formatNumber(nodes, 9), shownAmount({ track, recalled, unit: track.unit }, amount))]
      : []),
  ];
}
