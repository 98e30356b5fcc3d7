import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readDescriptor } from '../../datasets/read.ts';
import type { Problem } from '../../engine/0-base/problem.ts';
import { type Instant, parseTime } from '../../engine/0-base/time.ts';
import { readBatch } from '../../engine/1-record/batch.ts';
import { type Facts, factsFrom } from '../../engine/1-record/facts.ts';
import { readJson } from '../../engine/1-record/json.ts';
import type { Body, Entry } from '../../engine/1-record/kind.ts';
import { admit, type EventEffects, emptyLedger, type Ledger } from '../../engine/2-ledger/ledger.ts';
import { tableBuilder } from '../../engine/3-flow/builder.ts';
import type { FlowTable } from '../../engine/3-flow/columns.ts';
import { nettedTable } from '../../engine/3-flow/net.ts';
import { flowRows } from '../../engine/3-flow/rows.ts';

const folder = join(import.meta.dirname, '../../datasets');

/** The text of a file of a dataset. */
export const datasetText = (name: string, file: string): string => readFileSync(join(folder, name, file), 'utf8');

/** A batch of a sample as it was recorded. */
export interface RecordedBatch {
  readonly path: string;
  readonly recorded: Instant;
  readonly entries: readonly Entry[];
  readonly lastSequence: number;
}

/** A sample network recorded batch by batch into a ledger of its own. */
export interface Sample {
  readonly ledger: Ledger;
  readonly batches: readonly RecordedBatch[];
  readonly effects: readonly EventEffects[];
  readonly warnings: readonly Problem[];
  readonly problems: readonly Problem[];
}

/** Records a sample of datasets/ from its files, up to and including a batch whose name begins so (all without one). */
export function recordSample(name: string, upTo?: string): Sample {
  const { value: dataset, problems: unread } = readDescriptor(datasetText(name, 'datapackage.json'));
  const ledger = emptyLedger();
  const batches: RecordedBatch[] = [];
  const effects: EventEffects[] = [];
  const warnings: Problem[] = [];
  const problems: Problem[] = [...unread];
  let members: ReadonlySet<string> | undefined;
  let sequence = 1;
  for (const { path, recorded: text } of dataset!.throughflow.batches!) {
    const given = readJson(datasetText(name, path));
    const { entries, problems: refused } = readBatch(given.value, { makeId: (place) => `urn:unnamed:${place}` });
    const network = entries.findLast((entry) => entry.class === 'Network');
    if (network) members = new Set((network.body as Body<'Network'>).members);
    const recorded = parseTime(text!, 'Europe/Brussels')!.instant;
    const zone = 'Europe/Brussels';
    const admission = admit(ledger, entries, {
      recorded,
      firstSequence: sequence,
      zone,
      ...(members ? { members } : {}),
    });
    sequence += admission.admitted.length;
    batches.push({ path, recorded, entries, lastSequence: sequence - 1 });
    effects.push(...admission.effects);
    warnings.push(...admission.warnings);
    problems.push(...given.problems, ...refused, ...admission.problems);
    if (upTo && path.startsWith(upTo)) break;
  }
  return { ledger, batches, effects, warnings, problems };
}

/** The flows of a sample, corrections netted. */
export function flowsOf({ effects }: Sample): FlowTable {
  const builder = tableBuilder();
  for (const each of effects) builder.append(flowRows(each, 'Europe/Brussels'));
  return nettedTable(builder.table());
}

/** The knowledge of a sample. */
export const factsOf = ({ ledger }: Sample): Facts => factsFrom(ledger.records.values());
