// What a person would do before the moment that a story shows; by selector, because it speaks any language.
import { userEvent, waitFor } from 'storybook/test'

const find = (selector: string): Promise<HTMLElement> =>
  waitFor(() => {
    const found = document.querySelector<HTMLElement>(selector)
    if (!found) throw new Error(`There is no ${selector}.`)
    return found
  })

/** Presses one after the other. */
export const press =
  (...selectors: string[]) =>
  async (): Promise<void> => {
    for (const selector of selectors) (await find(selector)).click()
  }

/** Points at a message, then presses. */
export const pointAndPress =
  (...selectors: string[]) =>
  async (): Promise<void> => {
    await userEvent.hover(await find('.lectern-row'))
    await press(...selectors)()
  }

/** Types where text is typed, then presses. */
export const type =
  (text: string, into = 'textarea', ...selectors: string[]) =>
  async (): Promise<void> => {
    await userEvent.type(await find(into), text)
    await press(...selectors)()
  }

/** Something that comes by itself is there. */
export const see = (selector: string) => async (): Promise<void> => void (await find(selector))

/** Holds a file over it. */
export const drag = (selector: string) => async (): Promise<void> => {
  const dataTransfer = new DataTransfer()
  dataTransfer.items.add(new File(['x'], 'board.jpg', { type: 'image/jpeg' }))
  const zone = await find(selector)
  zone.dispatchEvent(new DragEvent('dragenter', { dataTransfer, bubbles: true, cancelable: true }))
}
