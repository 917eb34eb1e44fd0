/** One change of a process to its folder, or the sync of a file. `handle` is one opening of one file. */
export type Operation =
  | { type: 'open'; handle: number; name: string; created: boolean; emptied: boolean; folder: boolean }
  | { type: 'write'; handle: number; offset: number; bytes: Buffer }
  | { type: 'sync'; handle: number }
  | { type: 'truncate'; handle: number; size: number }
  | { type: 'rename'; from: string; to: string }
  | { type: 'unlink'; name: string }

const HEADER_BYTES = 24
const CREATED = 1
const EMPTIED = 2
const FOLDER = 4

/** Reads the output of trace-shim.c. */
export const readTrace = (trace: Buffer): Operation[] => {
  const operations: Operation[] = []
  for (let at = 0; at < trace.length;) {
    const length = trace.readUInt32LE(at + 16)
    const end = at + HEADER_BYTES + length
    if (end > trace.length) throw new Error('the trace ends within a record')
    operations.push(readOperation(trace.subarray(at, end)))
    at = end
  }
  return operations
}

const readOperation = (record: Buffer): Operation => {
  const handle = record.readUInt32LE(4)
  const offset = Number(record.readBigUInt64LE(8))
  const flags = record.readUInt32LE(20)
  const bytes = record.subarray(HEADER_BYTES)
  switch (record.readUInt32LE(0)) {
    case 1: {
      const has = (flag: number) => (flags & flag) !== 0
      const name = bytes.toString()
      return { type: 'open', handle, name, created: has(CREATED), emptied: has(EMPTIED), folder: has(FOLDER) }
    }
    case 2:
      return { type: 'write', handle, offset, bytes }
    case 3:
      return { type: 'sync', handle }
    case 4:
      return { type: 'truncate', handle, size: offset }
    case 5: {
      const [from = '', to = ''] = bytes.toString().split('\0')
      return { type: 'rename', from, to }
    }
    case 6:
      return { type: 'unlink', name: bytes.toString() }
    default:
      throw new Error('the trace has an operation of an unknown kind')
  }
}
