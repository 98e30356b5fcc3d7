import type { Tables } from './cases/matrix.ts';

/** Heat from a plant that sells power beside it, which saves power from coal; the mill needs heat and makes much of its own burden good. */
export const withCredit: Tables = {
  products: ['heat', 'power', 'flour', 'coal'],
  processes: ['plant', 'coal power', 'mill', 'mine'],
  A: [
    [1, 0, -2, 0],
    [3, 1, 0, 0],
    [0, 0, 1, 0],
    [-1, -2, 0, 1],
  ],
  B: [[10, 1, 0, 0.5]],
};
