export type FileKind =
  'pdf' | 'audio' | 'video' | 'notebook' | 'text' | 'archive' | 'sheet' | 'slides' | 'other'

const extensionOf = (filename: string): string => /\.([^.]{1,16})$/u.exec(filename)?.[1]?.toLowerCase() ?? ''

const BY_EXTENSION: Record<string, FileKind> = {
  xls: 'sheet',
  xlsx: 'sheet',
  ods: 'sheet',
  ppt: 'slides',
  pptx: 'slides',
  odp: 'slides',
}

export const kindOf = ({ media_type, filename }: { media_type: string; filename: string }): FileKind => {
  const extension = extensionOf(filename)
  if (media_type === 'application/pdf') return 'pdf'
  if (media_type === 'application/x-ipynb+json') return 'notebook'
  if (media_type.startsWith('audio/')) return 'audio'
  if (media_type.startsWith('video/')) return 'video'
  const known = BY_EXTENSION[extension]
  if (known) return known
  if (/^text\/|^application\/(?:json|xml)$|^image\/svg/.test(media_type)) return 'text'
  return /zip|compressed|x-tar|gzip|x-7z|x-rar/.test(media_type) ? 'archive' : 'other'
}

/** The label on its icon. */
export const badgeOf = (filename: string): string => extensionOf(filename).slice(0, 4).toUpperCase()

/** The language as a code block names it; undefined for plain text. */
export const languageOf = (filename: string): string | undefined => {
  const extension = extensionOf(filename)
  return extension === '' || extension === 'txt' || extension === 'csv' ? undefined : extension
}
