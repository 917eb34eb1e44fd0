import { useRef } from 'react'
import type { Message } from '@lectern/protocol'
import { useLabels } from '../context/texts-context.ts'
import { CheckIcon, QuestionIcon } from '../ui/icons.tsx'
import { Menu } from '../ui/Menu.tsx'
import { nameTags } from '../core/name-tags.ts'
import { withTag } from '../hooks/use-name-tag.ts'
import { useHandOver } from './use-hand-over.ts'
import { useSaidLater } from '../hooks/use-said.ts'

/** Below a missing or insufficient answer: sends the question to a person. */
export const AskInstructor = ({ message }: { message: Message }) => {
  const { assistant } = useLabels()
  const button = useRef<HTMLButtonElement>(null)
  const { went, passed, busy, candidates, begin, choose, leave } = useHandOver(message)
  const words =
    passed && (passed.name === undefined ? assistant.passedOnHere : assistant.passedOn(passed.name))
  useSaidLater(went ? undefined : words)
  if (went) return null
  if (passed)
    return (
      <p className="lectern-passed-on">
        <CheckIcon size={16} />
        <span>
          <span>{words}</span>
          <span> </span>
          {passed.href !== undefined && (
            <a className="lectern-link-button" href={passed.href}>
              {assistant.goThere}
            </a>
          )}
        </span>
      </p>
    )
  const tags = nameTags(candidates)
  return (
    <>
      <button
        ref={button}
        type="button"
        className="lectern-button lectern-primary"
        disabled={busy}
        onClick={begin}
      >
        <QuestionIcon size={16} />
        <span>{assistant.askInstructor}</span>
      </button>
      {candidates.length > 0 && (
        <Menu
          anchor={button}
          label={assistant.whom}
          items={candidates.map((person) => ({
            label: withTag(person.name, tags.get(person.id)),
            onSelect: () => choose(person),
          }))}
          onClose={leave}
        />
      )}
    </>
  )
}
