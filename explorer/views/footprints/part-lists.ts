/** The lists of an account, each a table of its own: its nodes, and its parts by what they are of. */
export const partLists = ['nodes', 'process', 'supplier', 'place', 'flow', 'tier', 'path'] as const;
export type PartList = (typeof partLists)[number];
