// jsdom has no layout. Here every box has a size, so that the virtual list shows rows.

const HEIGHTS: [string, number][] = [
  ['.lectern-scroller', 600],
  ['.lectern-slot', 50],
]

const heightOf = (element: Element): number =>
  HEIGHTS.find(([selector]) => element.matches(selector))?.[1] ?? 40

const define = (name: string, measure: (element: HTMLElement) => number): void => {
  Object.defineProperty(HTMLElement.prototype, name, {
    configurable: true,
    get(this: HTMLElement) {
      return measure(this)
    },
  })
}

export const layOut = (): void => {
  for (const name of ['offsetHeight', 'clientHeight']) define(name, heightOf)
  for (const name of ['offsetWidth', 'clientWidth']) define(name, () => 700)
  define('scrollHeight', (element) =>
    Number.parseFloat(element.querySelector<HTMLElement>('.lectern-sizer')?.style.height ?? '0'),
  )
  Element.prototype.scrollTo = function scrollTo(this: Element, to?: ScrollToOptions | number) {
    if (typeof to === 'object') this.scrollTop = to.top ?? 0
  }
}
