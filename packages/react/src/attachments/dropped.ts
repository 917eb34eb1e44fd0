/** What was dropped or pasted: files, and the names of folders, which browsers hand over as files without bytes. */
export interface Dropped {
  files: File[]
  folders: string[]
}

/** Call it during the event: afterwards the browser has forgotten what is in `data`. */
export const dropped = (data: DataTransfer | null): Dropped => {
  const all = [...(data?.files ?? [])]
  const entries = [...(data?.items ?? [])]
    .filter(({ kind }) => kind === 'file')
    .map((item) => (typeof item.webkitGetAsEntry === 'function' ? item.webkitGetAsEntry() : null))
  const folders = entries.flatMap((entry) => (entry?.isDirectory ? [entry.name] : []))
  // The entries are in the order of the files; without them nothing is known to be a folder.
  const isFolder = (file: File, place: number) =>
    entries.length === all.length ? entries[place]?.isDirectory === true : folders.includes(file.name)
  return { files: all.filter((file, place) => !isFolder(file, place)), folders }
}
