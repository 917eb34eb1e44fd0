/** Width and height of an image as it will be shown, turned the right way; nothing where it cannot be told. */
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
