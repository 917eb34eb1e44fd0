import { describe, expect, test } from 'vitest'
import {
  conversationPath,
  documentPath,
  editDocumentPath,
  libraryPath,
  newDocumentPath,
  parseRoute,
  signInPath,
} from './routes.ts'

const conversation_id = '01997a10-0000-7000-8000-000000000001'
const message_id = '01997a10-0000-7000-8000-000000000002'

describe('routes', () => {
  test('a conversation and a message in it survive the round trip through the URL', () => {
    expect(parseRoute(conversationPath(conversation_id))).toEqual({ page: 'conversation', conversation_id })
    expect(parseRoute(conversationPath(conversation_id, message_id))).toEqual({
      page: 'conversation',
      conversation_id,
      message_id,
    })
  })

  test("the library's filter and a passage in a document survive it, too", () => {
    const filter = { q: 'why & how', place: 'school', collection: '' }
    expect(parseRoute(libraryPath(filter))).toEqual({ page: 'library', filter })
    expect(parseRoute(libraryPath())).toEqual({ page: 'library', filter: {} })
    expect(parseRoute(newDocumentPath({ place: conversation_id }))).toEqual({
      page: 'new_document',
      filter: { place: conversation_id },
    })
    const document_id = message_id
    for (const target of [{ document_id }, { document_id, version: 2, span: { start: 0, end: 40 } }])
      expect(parseRoute(documentPath(target))).toEqual({ page: 'document', target })
    expect(parseRoute(editDocumentPath(document_id))).toEqual({ page: 'edit_document', document_id })
  })

  test('the target page is kept through sign-in', () => {
    const next = conversationPath(conversation_id)
    expect(parseRoute(signInPath(next))).toEqual({ page: 'sign_in', next })
    expect(signInPath('/')).toBe('/signin')
  })

  test.each([
    '//evil.example/x',
    'https://evil.example',
    '/\\evil.example',
    'javascript:alert(1)',
    '/signin?next=/',
  ])('sign-in never ends at %s', (next) =>
    expect(parseRoute(`/signin?next=${encodeURIComponent(next)}`)).toEqual({ page: 'sign_in', next: '/' }),
  )

  test.each([
    '///',
    '//example.org/settings',
    '//[',
    '//:0',
    '/%',
    '/c/',
    '/c/nonsense',
    '/c/../x',
    '/settings/x',
    '/library/x',
  ])('%s is not a page', (path) => expect(parseRoute(path).page).toBe('not_found'))

  test('two slashes are no other host, and throw nothing', () => {
    for (const path of ['//', '/\\']) expect(parseRoute(path)).toEqual({ page: 'home' })
  })

  test('planned messages have a URL', () => expect(parseRoute('/my/planned')).toEqual({ page: 'planned' }))
  test('saved messages have a URL', () => expect(parseRoute('/my/saved')).toEqual({ page: 'saved' }))

  test('a trailing slash does no harm', () => expect(parseRoute('/settings/')).toEqual({ page: 'settings' }))
})
