import { endpoints } from '@lectern/protocol'
import { expect, it } from 'vitest'
import type { Route } from '../features/route.ts'
import { PathTable } from './path-table.ts'

const at = (...known: Route['endpoint'][]): PathTable =>
  new PathTable(known.map((endpoint) => ({ endpoint, handle: () => Promise.reject(new Error('not asked')) })))

const table = at(
  endpoints.deleteUpload,
  endpoints.getUpload,
  endpoints.createAttachmentLinks,
  endpoints.openapi,
)

it('knows the methods of a path in one order, with any parameters', () => {
  expect(table.methodsAt('/attachments/uploads/1')).toEqual(['GET', 'DELETE'])
  expect(table.methodsAt('/attachments/uploads/%20')).toEqual(['GET', 'DELETE'])
})

it('takes one non-empty segment as a parameter', () => {
  expect(table.methodsAt('/attachments/uploads/')).toEqual([])
  expect(table.methodsAt('/attachments/uploads/1/2')).toEqual([])
})

it('takes all other characters literally', () => {
  expect(table.methodsAt('/openapi.json')).toEqual(['GET'])
  expect(table.methodsAt('/openapi-json')).toEqual([])
})
