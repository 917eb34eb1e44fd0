import { Policy } from '@lectern/protocol'
import { useChat, useLoad } from '@lectern/react'
import { Trouble } from '@lectern/react/ui'
import { useCallback, useState } from 'react'
import { texts } from '../texts/texts.ts'
import { SelectField } from '../ui/SelectField.tsx'
import { useTrouble } from '../ui/report.ts'
import { useToasts } from '../ui/toasts.ts'

const t = texts.policy

type Name = keyof Policy
const NAMES = Object.keys(Policy.shape) as Name[]

const wordFor = (name: Name, value: string): string =>
  (t.values[name] as Record<string, string>)[value] ?? value

/** Who may start what with whom: for administrators, each change at once. */
export const PolicySection = () => {
  const { policy } = useChat()
  const [loaded, reload] = useLoad(useCallback(() => policy.get(), [policy]))
  const [changed, setChanged] = useState<Policy>()
  const toasts = useToasts()
  const report = useTrouble()
  const change = async (name: Name, value: string) => {
    try {
      setChanged(await policy.change({ [name]: value }))
      toasts.note(t.saved)
    } catch (error) {
      report(error)
    }
  }
  return (
    <section className="page-section">
      <h2>{t.title}</h2>
      <p className="field-hint">{t.hint}</p>
      {loaded.status === 'failed' && (
        <Trouble title={texts.notLoaded} error={loaded.error} onRetry={reload} />
      )}
      {loaded.status === 'ready' &&
        NAMES.map((name) => (
          <SelectField
            key={name}
            label={t.names[name]}
            value={(changed ?? loaded.value)[name]}
            options={Policy.shape[name].options.map((option) => [option, wordFor(name, option)] as const)}
            onChange={(value) => void change(name, value)}
          />
        ))}
    </section>
  )
}
