/** The jobs of the thresholds view. */
export const thresholdJobs = {};
