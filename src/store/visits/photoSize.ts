/** Read up to here; the engine says the same of what it is given. */
export const MOST_MEGABYTES = 40
