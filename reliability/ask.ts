import type { Stage } from './stage.ts'

export interface Question {
  method: 'GET' | 'POST'
  path: string
  token: string
  body?: object
}

/** Calls the server directly, without a device with its outbox and its retries. */
export const ask = async (
  { server }: Stage,
  { method, path, token, body }: Question,
): Promise<{ status: number; code: string }> => {
  const answer = await fetch(`http://127.0.0.1:${server.port}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  const text = await answer.text()
  const { code = '' } = (text === '' ? {} : JSON.parse(text)) as { code?: string }
  return { status: answer.status, code }
}
