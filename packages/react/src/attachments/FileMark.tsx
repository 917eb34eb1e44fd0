import { badgeOf, type FileKind } from './file-kind.ts'

/** A sheet of paper with a folded corner and the file's extension on it. */
export const FileMark = ({ filename, kind }: { filename: string; kind: FileKind }) => (
  <span className="lectern-file-mark" data-kind={kind} aria-hidden="true">
    <svg viewBox="0 0 36 44">
      <path d="M6 1h17l12 12v26a4 4 0 0 1-4 4H6a4 4 0 0 1-4-4V5a4 4 0 0 1 4-4Z" />
      <path d="M23 1v9a3 3 0 0 0 3 3h9" />
    </svg>
    <span>{badgeOf(filename)}</span>
  </span>
)
