// How much one person may write, and search. A budget is filled again evenly over its window.
import { isStaff, type Role } from './user.ts'

export interface Budget {
  /** The number of requests at once, and per window in the long run. */
  requests: number
  window_ms: number
}

/** Each request that writes or searches counts against one of these budgets of its person. */
export const BUDGETS = {
  /** Messages, reactions, cards, members: whatever is not named below. */
  write: { requests: 300, window_ms: 60_000 },
  /** What lasts, and what others have to look at: conversations, documents, tickets, names, sessions. */
  create: { requests: 60, window_ms: 10 * 60_000 },
  /** The pieces of uploads. */
  upload: { requests: 1_200, window_ms: 60_000 },
  /** Searches over messages: they read more than anything else. */
  search: { requests: 120, window_ms: 60_000 },
  /** Receipts, typing, links and other small things that clients do by themselves. */
  signal: { requests: 600, window_ms: 60_000 },
} as const satisfies Record<string, Budget>

export type BudgetName = keyof typeof BUDGETS

/** Staff have so many times the budget of others. */
export const STAFF_BUDGET = 5

/** The budget of a person of this role. */
export const budgetFor = (name: BudgetName, role: Role): Budget => {
  const { requests, window_ms } = BUDGETS[name]
  return { requests: isStaff(role) ? requests * STAFF_BUDGET : requests, window_ms }
}
