/** Both people of a direct conversation, in a fixed order. */
export const directKeyOf = (one: string, other: string): string => [one, other].sort().join(' ')
