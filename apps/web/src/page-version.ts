import { addressOf } from './base-path.ts'

/** The app version of this page; empty in development. */
export const pageVersion = (): string =>
  document.querySelector<HTMLMetaElement>('meta[name="lectern-version"]')?.content ?? ''

/** The current version on the server; undefined if it is unknown. */
export const fetchServedVersion = async (): Promise<string | undefined> => {
  const answer = await fetch(addressOf('/'), { cache: 'no-store', headers: { accept: 'text/html' } }).catch(
    () => undefined,
  )
  const page = answer?.ok ? await answer.text().catch(() => '') : ''
  return /<meta name="lectern-version" content="(\w+)"/.exec(page)?.[1]
}
