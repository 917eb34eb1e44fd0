import { readFile } from 'node:fs/promises'
import type { Canvas } from '@napi-rs/canvas'
import { createIsomorphicCanvasFactory, getDocumentProxy } from 'unpdf'
import { writePreviews } from './image.ts'
import type { FirstPage, MediaTask } from './inspection.ts'

type Task = MediaTask & { task: 'first_page' }

/** A page much taller than wide is drawn smaller: only a preview is needed. */
const MAX_HEIGHT = 4_000

/** Draws the first page of a PDF. */
export const drawFirstPage = async ({ source, folder, widths, max_pixels }: Task): Promise<FirstPage> => {
  const CanvasFactory = await createIsomorphicCanvasFactory(() => import('@napi-rs/canvas'))
  const bytes = new Uint8Array(await readFile(source))
  const document = await getDocumentProxy(bytes, { CanvasFactory, maxImageSize: max_pixels })
  const page = await document.getPage(1)
  const full = page.getViewport({ scale: 1 })
  const scale = Math.min(Math.max(...widths) / full.width, MAX_HEIGHT / full.height)
  const viewport = page.getViewport({ scale })
  const shape = { width: Math.ceil(viewport.width), height: Math.ceil(viewport.height) }
  const { createCanvas } = await import('@napi-rs/canvas')
  const canvas: Canvas = createCanvas(shape.width, shape.height)
  // The canvas is one of Node; the library's types only know the browser's.
  const drawn = { canvas: canvas as never, canvasContext: canvas.getContext('2d') as never }
  await page.render({ ...drawn, viewport }).promise
  await writePreviews(await canvas.encode('png'), folder, widths)
  return { ...shape, widths }
}
