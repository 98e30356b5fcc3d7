/** The jobs of the flows view. */
export const flowJobs = {};
