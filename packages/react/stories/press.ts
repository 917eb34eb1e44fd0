// The steps of a person before the moment that a story shows; by selector, because the language varies.
import { userEvent, waitFor } from 'storybook/test'

const find = (selector: string): Promise<HTMLElement> =>
  waitFor(() => {
    const found = document.querySelector<HTMLElement>(selector)
    if (!found) throw new Error(`There is no ${selector}.`)
    return found
  })

/** Presses one element after the other. */
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

/** Types into the text field, then presses. */
export const type =
  (text: string, into = 'textarea', ...selectors: string[]) =>
  async (): Promise<void> => {
    await userEvent.type(await find(into), text)
    await press(...selectors)()
  }

/** Waits for an element that appears by itself. */
export const see = (selector: string) => async (): Promise<void> => void (await find(selector))

/** Holds a file over an element. */
export const drag = (selector: string) => async (): Promise<void> => {
  const dataTransfer = new DataTransfer()
  dataTransfer.items.add(new File(['x'], 'board.jpg', { type: 'image/jpeg' }))
  const zone = await find(selector)
  zone.dispatchEvent(new DragEvent('dragenter', { dataTransfer, bubbles: true, cancelable: true }))
}
