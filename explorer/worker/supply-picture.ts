import type { FigureAccount } from '../../engine/4-footprint/system/figure-account.ts';
import { drawFlows, type PictureSize } from '../views/flows/layout.ts';
import type { DrawnSupply } from '../views/footprints/figure.ts';
import { supplyPicture, type SupplyWords } from '../views/footprints/supply.ts';

export interface SupplyInput {
  readonly account: FigureAccount;
  readonly words: SupplyWords;
  readonly size: PictureSize;
}

/** How many processes can be read at once. */
const readable = { wide: 22, narrow: 9 };

/** The chain of supply of an account as a network, laid out for a size. */
export function drawSupply({ account, words, size }: SupplyInput): DrawnSupply {
  const picture = supplyPicture(account, words, size.width < 600 ? readable.narrow : readable.wide);
  return { picture, drawn: drawFlows(picture, size) };
}
