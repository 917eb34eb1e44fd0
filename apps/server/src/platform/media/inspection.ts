import type { FileFault, FileLack, UploadFault } from '@lectern/protocol'
import type { PictureShape, Shrink } from './need.ts'
import { replaceImages } from './replace-images.ts'

/** The tasks of the media process. */
export type MediaTask =
  | { task: 'measure'; source: string; filename: string; max_pixels: number }
  | {
      task: 'inspect'
      source: string
      folder: string
      filename: string
      /** Its sender wants it unchanged, also a picture. */
      unchanged?: boolean
      widths: number[]
      max_pixels: number
      /** A JPEG is loaded at this part of its width and height. */
      shrink?: Shrink
    }
  | { task: 'first_page'; source: string; folder: string; widths: number[]; max_pixels: number }
  | {
      task: 'extract_text'
      source: string
      media_type: string
      max_chars: number
      max_pages: number
      /** The folder for its pictures. */
      folder: string
      max_pictures: number
    }

/** The type of a checked file, and the files made of it in the folder: `content.new`, `<width>.new`. */
export type Inspection =
  /** Decoded and re-encoded, upright and without metadata. */
  | { is: 'image'; media_type: string; extension: string; width: number; height: number; widths: number[] }
  /** Stays unchanged. */
  | { is: 'other'; media_type: string }
  | { is: 'refused'; why: UploadFault; reason: string }

export interface FirstPage {
  width: number
  height: number
  widths: number[]
}

/** The text of a file, with PAGE_MARK between its pages if it has any, or the reason why there is none. */
export type ExtractedText =
  | {
      is: 'text'
      format: 'markdown' | 'text'
      /** Names pictures by their places in the list: `![](picture:0)`. */
      text: string
      /** Files in the folder. */
      pictures: readonly string[]
    }
  | { is: 'too_long'; of: 'chars' | 'pages'; actual: number }
  | { is: 'refused'; why: FileFault; reason: string }

/** The shape of a picture that will be decoded. */
export interface Measured {
  is: 'measured'
  shape: PictureShape | undefined
}

export type MediaResult = Measured | Inspection | FirstPage | ExtractedText
export type MediaReply = { result: MediaResult } | { error: string; lack?: FileLack | undefined }

export const pictureAddress = (place: number): string => `picture:${place}`

/** The text with other addresses for its pictures; those without an address are left out. */
export const withAddresses = (text: string, addressOf: (place: number) => string | undefined): string =>
  replaceImages(text, 'picture:(\\d+)', (alt, place) => {
    const address = addressOf(Number(place))
    return address === undefined ? '' : `![${alt}](${address})`
  })

/** The temporary name of a file. */
export const temporaryName = (name: string | number): string => `${name}.new`

/** Sent to itself by a process that takes more memory than one file may. Nobody else sends it. */
export const TOO_DEMANDING_SIGNAL = 'SIGUSR2'
