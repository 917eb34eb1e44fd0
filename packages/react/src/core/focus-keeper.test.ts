// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { FocusKeeper } from './focus-keeper.ts'

let keeper: FocusKeeper
beforeEach(() => void (keeper = new FocusKeeper()))
afterEach(() => {
  keeper.close()
  document.body.replaceChildren()
})

const show = (html: string, around = (inside: string) => `<div class="lectern">${inside}</div>`): void =>
  void (document.body.innerHTML = around(html))

const by = (id: string): HTMLElement => {
  const element = document.getElementById(id)
  if (!element) throw new Error(`There is no #${id}`)
  return element
}

/** The observer of changes is told in a microtask. */
const settled = async (): Promise<string> => {
  await Promise.resolve()
  await Promise.resolve()
  return document.activeElement?.id ?? ''
}

const press = (id: string, change: () => void): Promise<string> => {
  by(id).focus()
  change()
  return settled()
}

describe('X1 the focus goes to', () => {
  test('what follows in the same box', async () => {
    show('<button id="before"></button><div><button id="a"></button><button id="b"></button></div>')
    expect(await press('a', () => by('a').remove())).toBe('b')
  })

  test('what precedes, when nothing follows', async () => {
    show('<div><button id="a"></button><button id="b"></button></div><button id="later"></button>')
    expect(await press('b', () => by('b').remove())).toBe('a')
  })

  test('what stands in its place', async () => {
    show(
      '<button id="first"></button><div id="row"><button id="delete"></button></div><button id="last"></button>',
    )
    const undo = '<p>Deleted <button id="undo"></button></p>'
    expect(await press('delete', () => void (by('row').innerHTML = undo))).toBe('undo')
  })

  test('the row that contained it, before the buttons of other rows', async () => {
    show(
      '<div id="one" data-owns-focus tabindex="-1"><i><button id="a"></button></i></div><div id="two" tabindex="-1"><button></button></div>',
    )
    expect(await press('a', () => by('a').parentElement?.remove())).toBe('one')
  })

  test('a neighbour of the row, when the row goes too', async () => {
    show('<ul><li id="row"><button id="a"></button></li><li><button id="b"></button></li></ul>')
    expect(await press('a', () => by('row').remove())).toBe('b')
  })

  test('what opened the layer, when the layer goes', async () => {
    show('<button id="opener"></button><button id="next"></button><div id="end"></div>')
    by('opener').focus()
    by('end').innerHTML = '<dialog id="layer" open><button id="close"></button></dialog>'
    expect(await press('close', () => by('layer').remove())).toBe('opener')
  })

  test('where the opener stood, when both go', async () => {
    show('<div id="row"><button id="opener"></button></div><button id="next"></button><div id="end"></div>')
    by('opener').focus()
    by('end').innerHTML = '<dialog id="menu" open><button id="item"></button></dialog>'
    by('item').focus()
    by('end').innerHTML = '<dialog id="layer" open><button id="close"></button></dialog>'
    const change = () => {
      by('layer').remove()
      by('row').innerHTML = '<button id="undo"></button>'
    }
    expect(await press('close', change)).toBe('undo')
  })

  test('a neighbour of what is disabled, and back when that is over and nobody went on', async () => {
    show('<button id="a"></button><button id="b"></button>')
    expect(await press('a', () => by('a').toggleAttribute('disabled'))).toBe('b')
    by('a').toggleAttribute('disabled')
    expect(await settled()).toBe('a')
  })

  test('nothing else, when the reader went on meanwhile', async () => {
    show('<button id="a"></button><button id="b"></button>')
    await press('a', () => by('a').toggleAttribute('disabled'))
    by('b').dispatchEvent(new KeyboardEvent('keydown', { key: 'x', bubbles: true }))
    by('a').toggleAttribute('disabled')
    expect(await settled()).toBe('b')
  })
})

describe('X1 the focus stays', () => {
  test('where it is, while other things go', async () => {
    show('<button id="a"></button><button id="b"></button>')
    expect(await press('a', () => by('b').remove())).toBe('a')
  })

  test('nowhere, for who left before the element went', async () => {
    show('<button id="a"></button><button id="b"></button>')
    by('a').focus()
    by('a').blur()
    await settled()
    by('a').remove()
    expect(await settled()).toBe('')
  })

  test('with the page around, which Lectern never focuses', async () => {
    show('<button id="a"></button>', (inside) => `<input id="host"><div class="lectern">${inside}</div>`)
    expect(await press('a', () => by('a').remove())).toBe('')
    by('host').focus()
    by('host').remove()
    expect(await settled()).toBe('')
  })
})

test('X1 a key that is held down does not press the neighbour as well', async () => {
  show('<button id="a"></button><button id="b"></button>')
  await press('a', () => by('a').remove())
  const key = (repeat: boolean) =>
    by('b').dispatchEvent(
      new KeyboardEvent('keydown', { key: 'Enter', repeat, bubbles: true, cancelable: true }),
    )
  expect([key(true), key(false)]).toEqual([false, true])
  by('b').dispatchEvent(new KeyboardEvent('keyup', { key: 'Enter', bubbles: true }))
  expect(key(true)).toBe(true)
})
