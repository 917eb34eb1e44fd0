import type { ConnectionState } from '@lectern/client'
import { useLabels } from '../context/texts-context.ts'
import { useConnection } from '../hooks/hooks.ts'
import type { Labels } from '../labels/labels.ts'

/** The state of the connection as a dot and a word. */
export const ConnectionStatus = () => {
  const labels = useLabels()
  const word = useConnection(wordOf)
  return (
    <span className="lectern-connection" data-state={word} role="status">
      {labels.connection[word]}
    </span>
  )
}

const wordOf = ({ status }: ConnectionState): keyof Labels['connection'] => {
  switch (status) {
    case 'live':
    case 'degraded':
    case 'offline':
    case 'auth_required':
    case 'stopped':
      return status
    default:
      return 'connecting'
  }
}
