/** Rows on paper: the newest of a long conversation. A browser lays out no more at once. */
export const MOST_PRINTED = 1_000
