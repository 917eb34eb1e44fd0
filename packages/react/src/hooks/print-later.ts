/** Prints the page with its pictures. What it takes is loaded then: nobody prints on a first visit. */
export const printPage = async (): Promise<void> => {
  const loaded = await import('./print-page.ts').catch(() => undefined)
  if (loaded) await loaded.printPage()
  else window.print()
}
