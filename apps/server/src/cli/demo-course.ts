// The notes of a small course: files in folders; each folder is a collection.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const FOLDER = fileURLToPath(new URL('../../course', import.meta.url))

export interface CourseNote {
  collection: string
  title: string
  /** Markdown. */
  content: string
}

export const readCourse = (): CourseNote[] =>
  readdirSync(FOLDER).flatMap((collection) =>
    readdirSync(join(FOLDER, collection)).map((file) => {
      const content = readFileSync(join(FOLDER, collection, file), 'utf8')
      return { collection, title: /^# (.+)/.exec(content)?.[1] ?? file, content }
    }),
  )
