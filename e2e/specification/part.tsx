// One of two micro-frontends of a page, each built on its own with everything it needs.
import './heard.ts'
import '../../examples/specification/src/instructor.css'
import { Chat } from '@lectern/client'
import { show } from './show.tsx'

const chat = new Chat()
void chat.session.restore()
show(
  new URL(import.meta.url).searchParams.get('in') ?? (import.meta.url.includes('/two/') ? 'two' : 'one'),
  chat,
)
