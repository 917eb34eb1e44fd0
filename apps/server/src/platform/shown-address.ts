/** An address without its password, as it may be shown. */
export const shownAddress = (url: string): string => {
  const shown = new URL(url)
  if (shown.password !== '') shown.password = '***'
  shown.search = ''
  return shown.href
}
