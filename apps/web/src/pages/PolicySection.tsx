import { POLICY_CHOICES, type PatchPolicy, type Policy } from '@lectern/protocol'
import { useChat, useLoad } from '@lectern/react'
import { Trouble } from '@lectern/react/ui'
import { useCallback, useState } from 'react'
import { texts } from '../texts/texts.ts'
import { lateTexts } from './late-texts.ts'
import { ConcernSection } from './ConcernSection.tsx'
import { SelectField } from '../ui/SelectField.tsx'
import { useTrouble } from '../ui/report.ts'
import { useToasts } from '../ui/toasts.ts'

const t = lateTexts().policy

/** Who may start what with whom; the rest has a section of its own. */
const NAMES = ['students_reach', 'groups', 'courses', 'adding', 'notice_text'] as const
type Name = (typeof NAMES)[number]

const wordFor = (name: Name, value: string): string =>
  (t.values[name] as Record<string, string>)[value] ?? value

/** The settings of the school: for administrators, each change at once. */
export const PolicySection = () => {
  const { policy, users } = useChat()
  const [loaded, reload] = useLoad(
    useCallback(() => Promise.all([policy.get(), users.search('', 'instructor')]), [policy, users]),
  )
  const [changed, setChanged] = useState<Policy>()
  const toasts = useToasts()
  const report = useTrouble()
  const change = async (patch: PatchPolicy) => {
    try {
      setChanged(await policy.change(patch))
      toasts.note(t.saved)
    } catch (error) {
      report(error)
    }
  }
  const [stored, staff] = loaded.status === 'ready' ? loaded.value : []
  const current = changed ?? stored
  return (
    <>
      <section className="page-section">
        <h2>{t.title}</h2>
        <p className="field-hint">{t.hint}</p>
        {loaded.status === 'failed' && (
          <Trouble title={texts.notLoaded} error={loaded.error} onRetry={reload} />
        )}
        {current &&
          NAMES.map((name) => (
            <SelectField
              key={name}
              label={t.names[name]}
              value={current[name]}
              options={POLICY_CHOICES[name].map((option) => [option, wordFor(name, option)] as const)}
              onChange={(value) => void change({ [name]: value })}
            />
          ))}
      </section>
      {current && staff && (
        <ConcernSection policy={current} staff={staff} onChange={(patch) => void change(patch)} />
      )}
    </>
  )
}
