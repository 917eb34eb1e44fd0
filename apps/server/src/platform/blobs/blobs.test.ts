import { afterAll, beforeAll, expect, it } from 'vitest'
import { S3Server } from '../../testing/s3-server.ts'
import { describeBlobs } from './blobs.contract.ts'
import { isStoredName } from './blobs.ts'

let s3: S3Server
beforeAll(async () => void (s3 = await S3Server.start()))
afterAll(() => s3.close())

describeBlobs('on the disk', () => ({}))
describeBlobs('in a bucket', (part) => s3.env(part))

it('tells names of stored files from those of files on their way', () => {
  expect(['content', '480', 'upload', 'content.new', '480.new', 'picture-1.png'].map(isStoredName)).toEqual([
    true,
    true,
    false,
    false,
    false,
    false,
  ])
})
