// Pictures of Word files: each is stored beside its file, and named in the text until it has an address.
import { hash } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type mammoth from 'mammoth'
import { temporaryName, pictureAddress } from './inspection.ts'
import { throwLack } from './lack.ts'

type Image = Parameters<Parameters<typeof mammoth.images.imgElement>[0]>[0]

/** Drawings that only Office can draw. */
const DRAWINGS = /^image\/(?:x-)?(?:emf|wmf)$/
const MAX_ALT = 500

export class WordPictures {
  readonly #folder: string
  readonly #max: number
  /** By content: a picture that is shown twice is stored once. */
  readonly #kept = new Map<string, number>()

  constructor(folder: string, max: number) {
    this.#folder = folder
    this.#max = max
  }

  /** Files in the folder: the text names each by its place in this list. */
  get names(): string[] {
    return Array.from(this.#kept.values(), nameOf)
  }

  /** For the Word reader. A picture that cannot be stored is left out. */
  async take(image: Image): Promise<{ src: string; alt: string }> {
    const number = await this.#keep(image)
    return { src: number === undefined ? '' : pictureAddress(number), alt: altOf(image) }
  }

  async #keep(image: Image): Promise<number | undefined> {
    const bytes = DRAWINGS.test(image.contentType) ? undefined : await read(image)
    if (!bytes) return undefined
    const key = hash('sha256', bytes)
    const known = this.#kept.get(key)
    if (known !== undefined || this.#kept.size >= this.#max) return known
    const number = this.#kept.size
    this.#kept.set(key, number)
    await writeFile(join(this.#folder, nameOf(number)), bytes, { mode: 0o600 })
    return number
  }
}

const nameOf = (number: number): string => temporaryName(`picture-${number}`)

/** Undefined for a damaged picture, or one that exceeds the limit for unpacked data. */
const read = (image: Image): Promise<Buffer | undefined> =>
  image.readAsBuffer().catch((error: unknown) => void throwLack(error))

/** On one line, and without characters that would end it. */
const altOf = (image: Image): string => {
  const { altText = '' } = image as { altText?: string }
  return altText
    .replaceAll(/[[\]\\!`]/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .slice(0, MAX_ALT)
}
