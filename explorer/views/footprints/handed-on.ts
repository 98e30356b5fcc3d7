/** A flow of a picture: from one node to another. */
export interface Handed {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly value: number;
  readonly credit: boolean;
}

/**
 * Flows without the stops at which nothing happens: what comes to one of `stops` from one place only and leaves it to one only goes straight from
 * the one to the other, under the name that it has behind the stop.
 */
export function handedOn<Flow extends Handed>(flows: readonly Flow[], stops: ReadonlySet<string>): Flow[] {
  let list = [...flows];
  for (const stop of stops) {
    const [into, second] = list.filter(({ to }) => to === stop);
    const [out, other] = list.filter(({ from }) => from === stop);
    if (!into || !out || second || other || into.from === out.to || into.credit || out.credit) continue;
    list = list.filter((flow) => flow !== into && flow !== out);
    list.push({ ...out, from: into.from, id: `${into.from} > ${out.id}` });
  }
  return list;
}
