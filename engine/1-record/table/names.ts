import { addUnder } from '../../0-base/group.ts';
import type { Facts } from '../facts.ts';
import type { Body, ClassName } from '../kind.ts';

/** Finds recorded things by what people call them; case and blanks around do not count. */
export interface Names {
  /** Ids of a class that bear a name; several when the name is not unique. */
  readonly find: (kind: ClassName, name: string) => readonly string[];
  /** Resources of a specification that bear a lot code. */
  readonly lot: (specification: string, code: string) => readonly string[];
  /** Resources of a specification. */
  readonly stocks: (specification: string) => readonly string[];
}

/** A name as names are compared: case and blanks do not count. */
export const nameKey = (text: string): string => text.trim().toLowerCase().replace(/\s+/g, ' ');

/** Indexes the names of a network's records: name, id, tracking identifier, lot code. */
export function namesOf(facts: Facts): Names {
  const byName = new Map<string, string[]>();
  const bySpecification = new Map<string, string[]>();
  const byLot = new Map<string, string[]>();
  for (const kind of Object.keys(facts) as ClassName[])
    for (const [id, body] of facts[kind] as ReadonlyMap<string, Body>)
      for (const name of new Set([id, ...calledBy(body)].map(nameKey))) addUnder(byName, `${kind}\n${name}`, id);
  for (const [id, { conformsTo, ofBatchLot }] of facts.EconomicResource ?? []) {
    addUnder(bySpecification, conformsTo, id);
    const code = ofBatchLot && facts.BatchLotRecord?.get(ofBatchLot)?.batchLotCode;
    if (code) addUnder(byLot, `${conformsTo}\n${nameKey(code)}`, id);
  }
  return {
    find: (kind, name) => byName.get(`${kind}\n${nameKey(name)}`) ?? [],
    lot: (specification, code) => byLot.get(`${specification}\n${nameKey(code)}`) ?? [],
    stocks: (specification) => bySpecification.get(specification) ?? [],
  };
}

const calledBy = (body: Body): string[] =>
  ['name', 'trackingIdentifier'].flatMap((field) => {
    const value = (body as Record<string, unknown>)[field];
    return typeof value === 'string' ? [value] : [];
  });
