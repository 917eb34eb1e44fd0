/** How the sending of one conversation's messages stands (MS1). */
export interface Lane {
  busy: boolean
  attempt: number
  cancelWait: (() => void) | undefined
}

export class OutboxLanes {
  readonly #lanes = new Map<string, Lane>()

  get all(): ReadonlyMap<string, Lane> {
    return this.#lanes
  }

  of(conversation_id: string): Lane {
    const lane = this.#lanes.get(conversation_id) ?? { busy: false, attempt: 0, cancelWait: undefined }
    this.#lanes.set(conversation_id, lane)
    return lane
  }

  clear(): void {
    for (const lane of this.#lanes.values()) lane.cancelWait?.()
    this.#lanes.clear()
  }
}
