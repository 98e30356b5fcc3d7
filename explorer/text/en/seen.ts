import { counted } from '../counted.ts';

/** How many events, written out; `many` says whether those who look are many. */
interface Finding {
  readonly who: string;
  readonly many: boolean;
  /** Whose events; left out, they are the reader's own. */
  readonly of: string | undefined;
  readonly total: string;
  readonly whole: string;
  readonly part: string;
  readonly none: string;
}

export const seen = {
  of: 'Whose records',
  choose: 'Choose',
  forAll: 'You act for nobody in particular here and may see everything. Choose whose records you want to look at.',
  through: 'Who looks',
  eyes: {
    network: 'All members',
    public: 'Everybody',
    partner: (name: string) => `${name} (partner)`,
  },
  finding: ({ who, many, of, total, whole, part, none }: Finding) =>
    `Of ${of === undefined ? 'your ' : ''}${counted(total, 'event', 'events')}${of === undefined ? '' : ` of ${of}`}, ${who} ${many ? 'see' : 'sees'} ${whole === total ? 'every one whole' : `${whole} whole, ${part} in part and ${none} not at all`}.`,
  who: { network: 'all members', public: 'everybody' },
  closed:
    'This network lets nobody in who is not a member, so now nobody else sees anything. This is what they would see if a steward opened it to the public.',
  forNobody:
    'You act for no agent here, so nothing here is yours. Ask a steward to invite you as one who acts for your firm or group.',
  noAgents: 'Nobody is recorded in this network yet. Import its members first.',
  usual: 'Who sees what is mine',
  usualOf: (agent: string) => `Who may see what ${agent} does`,
  usualHow:
    'It holds wherever neither the event nor its batch says anything. Where two take part, the one who shares less decides.',
  neverHead: 'What cannot be changed',
  never:
    'What an event says itself is said when it is recorded and stays. Who has read something has read it. A batch and this choice can be changed at any time; that also holds for their earlier events.',
  asUsual: (level: string) => `As usual: ${level.toLowerCase()}`,
  levels: {
    own: 'Only those who take part',
    partner: 'Those we deal with',
    network: 'All members',
    public: 'Everybody, where the network is open',
  },
  change: 'Change',
  changing: 'Changing',
  changed: (before: string) => `It is changed. Before: ${before.toLowerCase()}.`,
  undo: 'Undo',
  undone: (now: string) => `It is as before: ${now.toLowerCase()}.`,
  conflict: (now: string) =>
    `Somebody else has changed this meanwhile: ${now.toLowerCase()}. Nothing was overwritten; look again and choose anew.`,
  whoMay: 'Who may see this',
  whoHow: 'It stays as it is recorded.',
  border: {
    title: 'What they get of what is kept apart',
    how: 'No batch, no recipe: what came in from others, what went out to others, and what one unit of it carries. In and out are all that is recorded.',
    failed: 'What they get of it could not be counted. The rows below hold.',
    in: 'Came in',
    out: 'Went out',
    carries: (period: string) => `Carries, ${period}`,
    nothing: 'nothing',
    incomplete: 'not all of it is known',
    notShared: '“Not shared”, one sum a month',
    untold: 'something, too little to tell an amount',
    more: (count: string) => `${count} more`,
  },
  latest: 'Row by row',
  mine: 'You see',
  theirs: 'They see',
  extents: { whole: 'all of it', part: 'a part', none: 'nothing' },
  notShared: 'Not shared',
  without: (missing: readonly string[]) => `Without ${missing.join(' and ')}.`,
  theBatch: 'which batch it was',
  theStock: 'which stock it was',
  noBatch: 'Without a batch',
  ofBatch: (batch: string) => `Who may see ${batch}`,
  fixed: (level: string) => `The event says itself who may see it: ${level.toLowerCase()}. That stays.`,
  decides: {
    corrected: () => 'Whoever sees the event that this one corrects sees this one, too.',
    process: (batch: string) => `${batch} decides who may see this; it is not yours to change.`,
    agents: () => 'Those who take part decide by what is chosen above.',
  },
  empty: 'Nothing is recorded yet, so nobody sees anything.',
  more: 'More events',
};
