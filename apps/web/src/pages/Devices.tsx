import type { Session } from '@lectern/client'
import type { Session as Device } from '@lectern/protocol'
import { DeviceIcon, WarningIcon } from '@lectern/react/ui'
import { useEffect, useState } from 'react'
import { formatMoment, texts } from '../texts/texts.ts'
import { describe, useTrouble } from '../ui/report.ts'
import { useToasts } from '../ui/toasts.ts'

const t = texts.settings

interface Answer {
  list?: readonly Device[]
  error?: unknown
}

const useDevices = (session: Session): readonly [Answer, () => void] => {
  const [answer, setAnswer] = useState<Answer>({})
  const [attempt, setAttempt] = useState(0)
  useEffect(() => {
    let isCurrent = true
    session.listSessions().then(
      (list) => isCurrent && setAnswer({ list }),
      (error: unknown) => isCurrent && setAnswer({ error }),
    )
    return () => void (isCurrent = false)
  }, [session, attempt])
  return [answer, () => setAttempt(attempt + 1)]
}

const DeviceRow = ({ device, onRevoke }: { device: Device; onRevoke(): void }) => (
  <li className="device">
    <DeviceIcon />
    <div className="device-text">
      <strong>{device.device_name || t.unknownDevice}</strong>
      <span className="meta">
        {device.current
          ? t.since(formatMoment(device.created_at))
          : t.lastUsed(formatMoment(device.last_used_at))}
      </span>
    </div>
    {device.current ? (
      <span className="device-current">{t.thisDevice}</span>
    ) : (
      <button
        type="button"
        className="button button-danger"
        aria-label={t.revokeOf(device.device_name)}
        onClick={onRevoke}
      >
        {t.revoke}
      </button>
    )}
  </li>
)

/** The sessions of this account, each of which can be ended; with five seconds to think again. */
export const Devices = ({ session }: { session: Session }) => {
  const [{ list, error }, reload] = useDevices(session)
  const [leaving, setLeaving] = useState<readonly string[]>([])
  const toasts = useToasts()
  const report = useTrouble()

  const revoke = ({ id, device_name }: Device) => {
    const stay = () => setLeaving((before) => before.filter((other) => other !== id))
    const commit = () =>
      void session.revokeSession(id).catch((failure: unknown) => {
        report(failure)
        stay()
      })
    setLeaving((before) => [...before, id])
    toasts.undoable(t.revoked(device_name), texts.undo, { commit, undo: stay })
  }

  if (error !== undefined) {
    return (
      <div className="refusal" role="alert">
        <WarningIcon />
        <span>{describe(error)}</span>
        <button type="button" className="button" onClick={reload}>
          {texts.tryAgain}
        </button>
      </div>
    )
  }
  if (list === undefined) return <div className="device device-skeleton" aria-busy="true" />
  const ordered = list
    .filter(({ id }) => !leaving.includes(id))
    .toSorted((a, b) => Number(b.current) - Number(a.current) || b.last_used_at.localeCompare(a.last_used_at))
  return (
    <ul className="devices">
      {ordered.map((device) => (
        <DeviceRow key={device.id} device={device} onRevoke={() => revoke(device)} />
      ))}
    </ul>
  )
}
