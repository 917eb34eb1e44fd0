import type { NoticeDesk } from '@lectern/client'
import { useChat, useLoad } from '@lectern/react'
import { useCallback, useState } from 'react'
import { lateTexts } from '../pages/late-texts.ts'
import { texts } from '../texts/texts.ts'
import { usePreferences } from '../preferences.ts'
import { useTrouble } from '../ui/report.ts'
import { useToasts } from '../ui/toasts.ts'
import { permissionNow } from './desktop.ts'
import { pushSupport, turnPushOff, turnPushOn } from './push.ts'

const t = lateTexts().push

/** Nothing where the school sends no pushes. */
export const PushField = () => {
  const { notices } = useChat()
  const load = useCallback(async () => {
    const desk = await notices.open()
    return { desk, ...(await desk.push()) }
  }, [notices])
  const [loaded] = useLoad(load)
  if (loaded.status !== 'ready' || loaded.value.public_key === undefined) return null
  const { desk, public_key, subscribed } = loaded.value
  return <Choice desk={desk} public_key={public_key} subscribed={subscribed} />
}

interface ChoiceProps {
  desk: NoticeDesk
  public_key: string
  subscribed: boolean
}

const Choice = ({ desk, public_key, subscribed }: ChoiceProps) => {
  const { prefer } = usePreferences()
  const [isOn, setOn] = useState(subscribed && permissionNow() === 'granted')
  const [isBusy, setBusy] = useState(false)
  const report = useTrouble()
  const toasts = useToasts()
  const support = pushSupport()
  const isDenied = permissionNow() === 'denied'
  const turn = async (wanted: boolean) => {
    setBusy(true)
    setOn(wanted)
    try {
      const is = wanted && (await turnPushOn(desk, public_key))
      if (!wanted) await turnPushOff(desk)
      setOn(is)
      prefer({ notice_push: is, notice_hinted: true })
    } catch (error) {
      setOn(!wanted)
      // The browser's own words are for developers.
      if (error instanceof DOMException) toasts.note(t.failed)
      else report(error)
    } finally {
      setBusy(false)
    }
  }
  const test = async () => {
    try {
      await desk.testPush()
      toasts.note(t.tested)
    } catch (error) {
      report(error)
    }
  }
  const hint = support === 'possible' ? (isDenied ? texts.notices.desktopDenied : t.hint) : t.support[support]
  return (
    <div className="field">
      <label className="check-field">
        <input
          type="checkbox"
          checked={isOn}
          disabled={support !== 'possible' || isDenied}
          aria-busy={isBusy}
          aria-describedby="notices-push-hint"
          onChange={(event) => !isBusy && void turn(event.target.checked)}
        />
        <span>{t.choice}</span>
      </label>
      <p className="field-hint" id="notices-push-hint">
        {hint}
      </p>
      {isOn && (
        <button type="button" className="button" onClick={() => void test()}>
          {t.test}
        </button>
      )}
    </div>
  )
}
