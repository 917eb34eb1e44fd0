import type { Session } from '@lectern/client'
import type { Session as Device } from '@lectern/protocol'
import { useLoad } from '@lectern/react'
import { DeviceIcon, Trouble } from '@lectern/react/ui'
import { useCallback, useState } from 'react'
import { formatMoment, texts } from '../texts/texts.ts'
import { useTrouble } from '../ui/report.ts'
import { useToasts } from '../ui/toasts.ts'
import { deviceInWords } from './device-name.ts'

const t = texts.settings

const DeviceRow = ({ device, onRevoke }: { device: Device; onRevoke(): void }) => (
  <li className="device">
    <DeviceIcon />
    <div className="device-text">
      <strong>{deviceInWords(device.device_name, t)}</strong>
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
        aria-label={t.revokeOf(deviceInWords(device.device_name, t), formatMoment(device.last_used_at))}
        onClick={onRevoke}
      >
        {t.revoke}
      </button>
    )}
  </li>
)

/** The sessions of this account, each with a sign-out that can be undone for five seconds. */
export const Devices = ({ session }: { session: Session }) => {
  const [loaded, reload] = useLoad(useCallback(() => session.listSessions(), [session]))
  const [leaving, setLeaving] = useState<readonly string[]>([])
  const toasts = useToasts()
  const report = useTrouble()

  const revokeOthers = (others: readonly Device[]) => {
    const ids = new Set(others.map(({ id }) => id))
    const stay = () => setLeaving((before) => before.filter((id) => !ids.has(id)))
    const commit = () =>
      void session.revokeOtherSessions().catch((failure: unknown) => {
        report(failure)
        stay()
      })
    setLeaving((before) => [...before, ...ids])
    toasts.undoable(t.othersRevoked, texts.undo, { commit, undo: stay })
  }

  const revoke = ({ id, device_name }: Device) => {
    const stay = () => setLeaving((before) => before.filter((other) => other !== id))
    const commit = () =>
      void session.revokeSession(id).catch((failure: unknown) => {
        report(failure)
        stay()
      })
    setLeaving((before) => [...before, id])
    toasts.undoable(t.revoked(deviceInWords(device_name, t)), texts.undo, { commit, undo: stay })
  }

  if (loaded.status === 'failed')
    return <Trouble title={texts.notLoaded} error={loaded.error} onRetry={reload} />
  if (loaded.status === 'loading') return <div className="device device-skeleton" aria-busy="true" />
  const ordered = loaded.value
    .filter(({ id }) => !leaving.includes(id))
    .toSorted((a, b) => Number(b.current) - Number(a.current) || b.last_used_at.localeCompare(a.last_used_at))
  const others = ordered.filter(({ current }) => !current)
  return (
    <>
      <ul className="devices">
        {ordered.map((device) => (
          <DeviceRow key={device.id} device={device} onRevoke={() => revoke(device)} />
        ))}
      </ul>
      {others.length > 1 && (
        <div className="actions">
          <button type="button" className="button button-danger" onClick={() => revokeOthers(others)}>
            {t.revokeOthers}
          </button>
        </div>
      )}
    </>
  )
}
