import { walk, type WalkEvent, type WalkNode, type WalkStep } from '../../../engine/3-flow/trace/walk.ts';
import { type CaseResult, differencesOf } from './check.ts';
import { run as runEvents } from './event-effects.ts';
import type { CaseEvent, Expected } from './scene.ts';

/** A walk of provenance: events in order, where it starts, and what it must come by. */
export interface TraceCase {
  readonly start: string;
  readonly events: readonly CaseEvent[];
  readonly expectedFinal?: Expected;
  /** A line for each step, two blanks deeper than the step that found it: (resource), [process] name, event action. */
  readonly expectedTraceDepthFirst?: readonly string[];
  readonly expectedTrackDepthFirst?: readonly string[];
  readonly expectedDistinct?: Readonly<Record<string, number>>;
  readonly [key: string]: unknown;
}

interface Tree {
  readonly text: string;
  readonly children: Tree[];
}

const knownKeys = new Set(['expectedFinal', 'expectedTraceDepthFirst', 'expectedTrackDepthFirst', 'expectedDistinct']);

/** Runs a case of kind algorithm:trace. What one step found is a set: its order is not part of the contract. */
export function run(given: TraceCase): CaseResult {
  const events = given.events.map(
    (event, place) => ({ ...event, id: event.id ?? `e${place + 1}` }) as unknown as WalkEvent,
  );
  const start = stepOf(given.start, events);
  const trace = walk(events, start, 'trace');
  const differences = [
    ...treeDifferences(given.expectedTraceDepthFirst, trace, events),
    ...treeDifferences(given.expectedTrackDepthFirst, walk(events, start, 'track'), events),
    ...differencesOf(given.expectedDistinct ?? {}, distinct(trace), 'expectedDistinct'),
  ];
  const stock = given.expectedFinal
    ? runEvents({ events: given.events.map(withKnownUnits), expected: given.expectedFinal })
    : { differences: [], unknownKeys: [] };
  differences.push(...stock.differences);
  const unknownKeys = Object.keys(given).filter((key) => key.startsWith('expected') && !knownKeys.has(key));
  return { passed: differences.length === 0, differences, unknownKeys: [...unknownKeys, ...stock.unknownKeys] };
}

/** Units by the names under which peers keep them. */
const units: Readonly<Record<string, string>> = { lt: 'litre', u_piece: 'one' };

function withKnownUnits(event: CaseEvent): CaseEvent {
  const fields = Object.entries(event).map(([field, value]) => {
    const unit = typeof value === 'object' && value !== null ? (value as { hasUnit?: string }).hasUnit : undefined;
    return [field, unit === undefined ? value : { ...(value as object), hasUnit: units[unit] ?? unit }];
  });
  return Object.fromEntries(fields) as CaseEvent;
}

function stepOf(id: string, events: readonly WalkEvent[]): WalkStep {
  if (events.some((event) => event.id === id)) return { kind: 'event', id };
  const isProcess = events.some(({ inputOf, outputOf }) => inputOf === id || outputOf === id);
  return { kind: isProcess ? 'process' : 'resource', id };
}

function distinct(nodes: readonly WalkNode[]) {
  const of = (wanted: WalkStep['kind']) =>
    new Set(nodes.filter(({ kind }) => kind === wanted).map(({ id }) => id)).size;
  return { events: of('event'), resources: of('resource'), processes: of('process') };
}

function textOf({ kind, id }: WalkStep, events: readonly WalkEvent[]): string {
  if (kind === 'resource') return `(${id})`;
  return kind === 'process' ? `[process] ${id}` : `${id} ${events.find((event) => event.id === id)!.action}`;
}

/** Puts lines with depths together as trees. */
function treesOf(lines: readonly { readonly depth: number; readonly text: string }[]): Tree[] {
  const roots: Tree[] = [];
  const path: Tree[] = [];
  for (const { depth, text } of lines) {
    const tree: Tree = { text, children: [] };
    (depth === 0 ? roots : path[depth - 1]!.children).push(tree);
    path.length = depth;
    path.push(tree);
  }
  return roots;
}

const sorted = (trees: readonly Tree[]): unknown =>
  trees
    .map(({ text, children }) => ({ text, found: sorted(children) }))
    .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));

function treeDifferences(
  expected: readonly string[] | undefined,
  nodes: readonly WalkNode[],
  events: readonly WalkEvent[],
): string[] {
  if (!expected) return [];
  const indent = (line: string) => (line.length - line.trimStart().length) / 2;
  const wanted = treesOf(expected.map((line) => ({ depth: indent(line), text: line.trim() })));
  const found = treesOf(nodes.map((node) => ({ depth: node.depth, text: textOf(node, events) })));
  if (JSON.stringify(sorted(wanted)) === JSON.stringify(sorted(found))) return [];
  const lines = nodes.map((node) => `${'  '.repeat(node.depth)}${textOf(node, events)}`);
  return [`expected ${JSON.stringify(expected)}, found ${JSON.stringify(lines)}`];
}
