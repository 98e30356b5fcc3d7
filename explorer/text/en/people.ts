/** What other pages say of people; what their own pages say stands in members.ts. */
export const people = {
  title: 'People',
  onlyRecorder: 'You may read here, not record. Ask a steward of the network for the role of recorder.',
  onlyOperator: 'New networks are begun by whoever runs this server.',
  sight: {
    title: 'What others see of me',
  },
  join: {
    title: 'Join a network',
  },
};
