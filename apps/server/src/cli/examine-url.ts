// Findings of `lectern doctor --url`: what a browser meets at the address of the school, through every proxy.
import { VERSION } from '../version.ts'
import type { Finding } from './doctor.ts'

const PATIENCE_MS = 10_000
const FOREIGN = 'https://another-site.example'

export const examineUrl = async (given: string): Promise<Finding[]> => {
  const url = new URL(given).origin
  const reached = await reach(url)
  if (reached.level === 'fail') return [reached]
  return [
    reached,
    ...(await examineTls(url)),
    await examinePage(url),
    ...(await examineOrigins(url)),
    await examineUpgrade(url),
  ]
}

const ask = (url: string, init: RequestInit = {}): Promise<Response> =>
  fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(PATIENCE_MS), ...init })

const reach = async (url: string): Promise<Finding> => {
  try {
    const response = await ask(`${url}/healthz`)
    const { version } = (await response.json()) as { version?: string }
    if (version === undefined) throw new Error('it is no Lectern')
    return version === VERSION
      ? { level: 'ok', text: `Lectern ${version} answers at ${url}` }
      : { level: 'warn', text: `Lectern ${version} answers at ${url}, this command is of ${VERSION}` }
  } catch (error) {
    const { message, cause } = error as Error
    const why = cause instanceof Error ? cause.message : message
    const mend = 'see the name, the certificate and the proxy'
    return { level: 'fail', text: `${url} does not answer as Lectern: ${why}`, mend }
  }
}

const examineTls = async (url: string): Promise<Finding[]> => {
  if (!url.startsWith('https:'))
    return [
      {
        level: 'warn',
        text: `${url} is without TLS: passwords can be read on the way`,
        mend: 'a proxy with a certificate in front',
      },
    ]
  const { headers } = await ask(`${url}/healthz`)
  const plain = await ask(url.replace(/^https:\/\/([^:/]+).*$/, 'http://$1/')).catch(() => undefined)
  return [
    headers.has('strict-transport-security')
      ? { level: 'ok', text: 'browsers are told to come by TLS' }
      : {
          level: 'warn',
          text: 'no Strict-Transport-Security: the server does not know of the TLS',
          mend: 'LECTERN_TRUST_PROXY=1, and a proxy that sets X-Forwarded-Proto',
        },
    ...(plain?.ok
      ? [{ level: 'warn' as const, text: 'plain HTTP is answered', mend: 'let the proxy lead it to https' }]
      : []),
  ]
}

const examinePage = async (url: string): Promise<Finding> => {
  const { status, headers } = await ask(url, { headers: { accept: 'text/html' } })
  const policy = headers.get('content-security-policy') ?? ''
  if (status !== 200) return { level: 'warn', text: `the web app answers ${status}`, mend: 'npm run build' }
  return policy.includes(`//${new URL(url).host}`)
    ? { level: 'ok', text: 'the web app may open its sockets' }
    : {
        level: 'fail',
        text: 'the page names another host for its sockets: the proxy does not pass the Host header',
        mend: 'proxy_set_header Host $http_host, or what your proxy calls it',
      }
}

/** A refresh without a cookie changes nothing: it is refused as foreign, or for the missing cookie. */
const examineOrigins = async (url: string): Promise<Finding[]> => {
  const statusFor = async (origin: string) => {
    const headers = { origin, 'content-type': 'application/json' }
    return (await ask(`${url}/auth/refresh`, { method: 'POST', headers, body: '{}' })).status
  }
  return [
    (await statusFor(url)) === 403
      ? {
          level: 'fail',
          text: 'pages of this address are taken for foreign: nobody can sign in',
          mend: 'pass Host and X-Forwarded-Host with the port; list the name in LECTERN_NAMES',
        }
      : { level: 'ok', text: 'pages of this address may sign in' },
    (await statusFor(FOREIGN)) === 403
      ? { level: 'ok', text: 'pages of other sites may not' }
      : {
          level: 'fail',
          text: 'pages of other sites may sign in',
          mend: 'see LECTERN_ORIGINS and the proxy',
        },
  ]
}

const examineUpgrade = (url: string): Promise<Finding> =>
  new Promise((resolve) => {
    const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/conversations/ws/user/doctor`)
    const settle = (finding: Finding) => {
      resolve(finding)
      socket.close()
    }
    socket.addEventListener('open', () => settle({ level: 'ok', text: 'sockets open' }))
    socket.addEventListener('error', () =>
      settle({
        level: 'fail',
        text: 'sockets do not open: the proxy does not pass upgrades',
        mend: 'see the proxy in docs/operations.md',
      }),
    )
  })
