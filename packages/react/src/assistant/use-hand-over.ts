// Hands a question that the assistant could not answer to staff. If staff are members, the message is marked as
// a question, so that it counts as open and is in their list; otherwise it is asked in a direct conversation
// with them.
import { useState } from 'react'
import { isHere } from '@lectern/client'
import { isStaff, type Member, type Message, type User } from '@lectern/protocol'
import { useChat } from '../context/chat-context.ts'
import { useHost } from '../context/host-context.ts'
import { useLabels } from '../context/texts-context.ts'
import { useRowScope } from '../rows/row-context.ts'
import { useMembers, useTimeline } from '../hooks/hooks.ts'
import { keepHandOver, readHandOver } from './kept-hand-over.ts'
import { packetOf } from './packet.ts'

export interface HandOver {
  /** It was handed over automatically, as the answer and the note at the question say. */
  went: boolean
  /** The conversation that has the question now; the name of the person asked if it is another one. */
  passed: { name?: string; href?: string } | undefined
  busy: boolean
  /** The people to choose from, if there are several. */
  candidates: readonly User[]
  begin: () => void
  choose: (person: User) => void
  /** Closes the choice without choosing. */
  leave: () => void
}

export const useHandOver = (message: Message): HandOver => {
  const { handle, me, view } = useRowScope()
  const chat = useChat()
  const labels = useLabels()
  const { linkOf } = useHost()
  const { prompt_id } = message.invocation ?? {}
  const prompt = useTimeline(handle.id, ({ rows }) => rows.find(({ id }) => id === prompt_id)?.message)
  const staffHere = useMembers(handle.id).some(
    (member) => isHere(member) && isStaff(member.role) && member.user_id !== me.id,
  )
  const [passed, setPassed] = useState(() => readHandOver(message.invocation_id))
  const [busy, setBusy] = useState(false)
  const [candidates, setCandidates] = useState<readonly User[]>([])

  const attempt = async (act: () => Promise<void>) => {
    setBusy(true)
    try {
      await act()
    } catch (error) {
      view.notice.fail(error, labels)
    } finally {
      setBusy(false)
    }
  }
  const sendTo = async (person: User) => {
    const { invocation_id } = message
    if (!prompt || invocation_id === undefined) return
    const direct = await chat.conversations.create({ kind: 'direct', member_ids: [person.id] })
    await direct.answers.passOn(invocation_id, packetOf(prompt, message, labels))
    const href = linkOf?.(direct.id, invocation_id)
    const done = { name: person.name, ...(href !== undefined && { href }) }
    setCandidates([])
    setPassed(done)
    keepHandOver(invocation_id, done)
  }
  const begin = () =>
    void attempt(async () => {
      if (!prompt) return
      if (staffHere) return handle.ask(prompt.id, true)
      const teaching = teachersOf(chat.conversations.state.get().items.flatMap(({ members }) => members))
      const found = teaching.length > 0 ? teaching : await chat.users.search('', 'instructor')
      const [only] = found
      if (!only) view.notice.set(labels.assistant.nobody)
      else if (found.length === 1) await sendTo(only)
      else setCandidates(found)
    })
  return {
    went: prompt?.ask?.handed_over?.reason === 'nothing_found',
    passed: staffHere && prompt?.question ? {} : passed,
    busy: busy || !prompt,
    candidates,
    begin,
    leave: () => setCandidates([]),
    choose: (person) => void attempt(() => sendTo(person)),
  }
}

/** The instructors whom the user meets in a course or a conversation. */
const teachersOf = (members: readonly Member[]): User[] => {
  const teachers = members.filter(({ role, left_at }) => role === 'instructor' && left_at === undefined)
  return [...new Map(teachers.map(({ user_id: id, name, role }) => [id, { id, name, role }])).values()]
}
