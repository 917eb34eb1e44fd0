import type { Frame } from './frame.ts'

/** The outgoing side of a connection: a WebSocket, or another transport of the same frames. */
export interface FrameSink {
  /** Written bytes that have not left this process. */
  readonly buffered: number
  write(frame: Frame): void
  /** Runs once when the buffer is empty. */
  onDrain(run: () => void): void
  /** Asks for a sign of life that the peer gives without its program's help. */
  probe(): void
  /**
   * Closes with a documented code; a peer that does not answer is cut off soon after. A sink without codes
   * sends them in a `bye`, one with codes only if one is given.
   */
  close(code: number, bye?: Frame): void
}
