import type { Page } from 'playwright-core'
import type { Scene } from './scene.ts'

const PHONE = { viewport: { width: 390, height: 844 } }

/** Opens Ben's phone beside his window, and again only when the scene has a new Ben. */
export const phoneOfBen = (scene: Scene): (() => Promise<Page>) => {
  let open: { page: Page; email: string } | undefined
  return async () => {
    const { email } = scene.cast.ben
    if (open?.email !== email) open = { page: await scene.stage.signedIn(email, PHONE), email }
    return open.page
  }
}
