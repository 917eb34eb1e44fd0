/** The displayed width and height of an image after its rotation; undefined if unknown. */
export const measure = async (image: Blob): Promise<{ width: number; height: number } | undefined> => {
  if (typeof createImageBitmap === 'undefined') return undefined
  try {
    const bitmap = await createImageBitmap(image)
    const { width, height } = bitmap
    bitmap.close()
    return { width, height }
  } catch {
    return undefined
  }
}
