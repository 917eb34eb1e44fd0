/** The version of the app that this page is; empty in development. */
export const pageVersion = (): string =>
  document.querySelector<HTMLMetaElement>('meta[name="lectern-version"]')?.content ?? ''

/** The version that the server has now; undefined when it does not say. */
export const servedVersion = async (): Promise<string | undefined> => {
  const answer = await fetch('/', { cache: 'no-store', headers: { accept: 'text/html' } }).catch(
    () => undefined,
  )
  const page = answer?.ok ? await answer.text().catch(() => '') : ''
  return /<meta name="lectern-version" content="(\w+)"/.exec(page)?.[1]
}
