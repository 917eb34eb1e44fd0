// What each person may write and search in a time, by the budgets of the contract.
import { BUDGETS, budgetFor, type BudgetName, type Role } from '@lectern/protocol'
import type { AppError } from '../platform/errors.ts'
import type { Limits } from '../platform/limits.ts'
import type { Rate, RateLimit } from '../platform/rate-limit.ts'
import type { Events, Viewer } from './context.ts'

export interface Charge {
  /** `RateLimit` and `RateLimit-Policy` of draft-ietf-httpapi-ratelimit-headers-10. */
  headers: Record<string, string>
  /** The budget is used up, and the request was not counted. */
  refusal?: AppError
}

interface Counted {
  rate: Rate
  limit: RateLimit
}

export class WriteBudgets {
  readonly #limits: Limits<Events>
  /** How many times the budgets of the contract a person has here. */
  readonly factor: number

  constructor(limits: Limits<Events>, factor: number) {
    this.#limits = limits
    this.factor = factor
  }

  /** Counts one request of this person. */
  charge(name: BudgetName, { user_id, role }: Pick<Viewer, 'user_id' | 'role'>): Charge {
    const { rate, limit } = this.#countedFor(name, role)
    const wait_ms = limit.take(user_id)
    const { remaining, full_after_ms } = limit.left(user_id)
    const headers = {
      'ratelimit-policy': `"${name}";q=${rate.burst};w=${rate.window_ms / 1_000}`,
      ratelimit: `"${name}";r=${remaining};t=${Math.ceil(full_after_ms / 1_000)}`,
    }
    return { headers, ...(wait_ms > 0 && { refusal: limit.refusal(wait_ms) }) }
  }

  /** What a person of this role has here, for the published limits: `write_budget` in each `write_budget_ms`. */
  publish(role: Role): Record<string, number> {
    const all = (Object.keys(BUDGETS) as BudgetName[]).flatMap((name) => {
      const { requests, window_ms } = budgetFor(name, role)
      return [[`${name}_budget`, requests * this.factor] as const, [`${name}_budget_ms`, window_ms] as const]
    })
    return Object.fromEntries(all)
  }

  /** Those of one size are counted in one place. */
  #countedFor(name: BudgetName, role: Role): Counted {
    const { requests, window_ms } = budgetFor(name, role)
    const rate = { burst: requests * this.factor, window_ms }
    return { rate, limit: this.#limits.of(name, rate) }
  }
}
