import type { Chat } from '@lectern/client'

/** Downloads an attachment under its name; resolves to whether the download could begin. */
export const save = async (
  { attachments }: Chat,
  { id, filename }: { id: string; filename: string },
): Promise<boolean> => {
  try {
    await attachments.load(id)
  } catch {
    return false
  }
  const link = document.createElement('a')
  link.href = attachments.contentUrl(id) ?? ''
  link.download = filename
  document.body.append(link)
  link.click()
  link.remove()
  return true
}
