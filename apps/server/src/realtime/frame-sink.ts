import type { Frame } from './frame.ts'

/** Where a connection's frames go: a WebSocket, or whatever else carries the same frames. */
export interface FrameSink {
  /** Bytes written that have not left this process. */
  readonly buffered: number
  write(frame: Frame): void
  /** Runs once when nothing is buffered any more. */
  onDrain(run: () => void): void
  /** Asks for a sign of life that the peer gives without its program's help. */
  probe(): void
  /**
   * Says goodbye with a documented code; a peer that does not answer is cut off soon after. What has no codes says it
   * in a `bye`, what has some only when one is given.
   */
  close(code: number, bye?: Frame): void
}
