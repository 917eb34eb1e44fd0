import type { Upload } from '@lectern/client'
import type { UploadFault } from '@lectern/protocol'

/** What the server refuses as a picture, it takes as a file. */
export const isFileInstead = ({ status, failure, as_file }: Upload): boolean =>
  status === 'failed' && as_file !== true && PICTURE_FAULTS.some((fault) => fault === failure?.why)

const PICTURE_FAULTS: readonly UploadFault[] = [
  'image_damaged',
  'too_many_pixels',
  'image_unknown',
  'unreadable',
  'too_slow',
  'too_demanding',
]
