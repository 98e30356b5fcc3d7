export const thresholds = {};
