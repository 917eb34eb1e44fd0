import type { FileFault, UploadFault } from '@lectern/protocol'

/** What is asked of the media process. */
export type MediaTask =
  | {
      task: 'inspect'
      source: string
      folder: string
      filename: string
      widths: number[]
      max_pixels: number
    }
  | { task: 'first_page'; source: string; folder: string; widths: number[]; max_pixels: number }
  | {
      task: 'extract_text'
      source: string
      media_type: string
      max_chars: number
      max_pages: number
      /** Where pictures in it are put. */
      folder: string
      max_pictures: number
    }

/** What a file turned out to be, and what was made of it in the folder: `content.new`, `<width>.new`. */
export type Inspection =
  /** Decoded and written anew, upright and without what its maker hid in it. */
  | { is: 'image'; media_type: string; extension: string; width: number; height: number; widths: number[] }
  /** Stays as it is. */
  | { is: 'other'; media_type: string }
  | { is: 'refused'; why: UploadFault; reason: string }

export interface FirstPage {
  width: number
  height: number
  widths: number[]
}

/** The text of a file, with PAGE_MARK between its pages if it has any, or why there is none to be had. */
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

export type MediaResult = Inspection | FirstPage | ExtractedText
export type MediaReply = { result: MediaResult } | { error: string }

export const pictureAddress = (place: number): string => `picture:${place}`

const PICTURE = /!\[([^\]]*)\]\(picture:(\d+)\)/g

/** The text with other addresses of its pictures; those that have none are left out. */
export const withAddresses = (text: string, addressOf: (place: number) => string | undefined): string =>
  text.replaceAll(PICTURE, (_, alt: string, place: string) => {
    const address = addressOf(Number(place))
    return address === undefined ? '' : `![${alt}](${address})`
  })

/** How a file that is not yet called by its name is called. */
export const fresh = (name: string | number): string => `${name}.new`
