import type { FigureAccount } from '../../engine/4-footprint/system/figure-account.ts';
import { drawFlows, type PictureSize } from '../views/flows/layout.ts';
import type { DrawnSupply } from '../views/footprints/figure.ts';
import { type SupplyPicture, supplyPicture, type SupplyWords } from '../views/footprints/supply.ts';

export interface SupplyInput {
  readonly account: FigureAccount;
  readonly words: SupplyWords;
  readonly size: PictureSize;
}

/** How many processes, and how many ribbons among them, can be read at once. */
const readable = { wide: { processes: 22, ribbons: 60 }, narrow: { processes: 9, ribbons: 24 } };

/** Fewer tell nothing any more. */
const fewest = 5;

/** As many processes as can be read: of a system in which everybody supplies everybody, only those through which most passes. */
function readablePicture({ account, words, size }: SupplyInput): SupplyPicture {
  const { processes, ribbons } = size.width < 600 ? readable.narrow : readable.wide;
  for (let most = processes; ; most--) {
    const picture = supplyPicture(account, words, most);
    if (picture.links.length <= ribbons || most <= fewest) return picture;
  }
}

/** The chain of supply of an account as a network, laid out for a size. */
export function drawSupply(input: SupplyInput): DrawnSupply {
  const picture = readablePicture(input);
  return { picture, drawn: drawFlows(picture, input.size) };
}
