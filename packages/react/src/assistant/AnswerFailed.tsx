import { isStaff, type ModelFailure } from '@lectern/protocol'
import { useLabels } from '../context/texts-context.ts'
import { useMe } from '../hooks/hooks.ts'
import { WarningIcon } from '../ui/icons.tsx'

/** Shows that an answer failed: students read what to do, staff also the cause. */
export const AnswerFailed = ({ failure }: { failure: ModelFailure | undefined }) => {
  const { answerFailed, assistant } = useLabels()
  const me = useMe()
  if (failure === undefined) return <p className="lectern-quiet">{answerFailed}</p>
  const said = failure === 'too_long' ? assistant.failedTooLong : assistant.failedForStudents
  return (
    <p className="lectern-quiet lectern-answer-failed">
      <WarningIcon size={16} />
      <span>{me && isStaff(me.role) ? assistant.failures[failure] : said}</span>
    </p>
  )
}
