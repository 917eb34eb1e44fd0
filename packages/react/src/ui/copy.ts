/** Resolves to whether the clipboard took it; a page may not be allowed to write there. */
export const copy = async (text: string): Promise<boolean> => {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return false
  }
}
