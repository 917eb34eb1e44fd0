// What a person wrote while the network was bad: kept, told, and sent when it can be.
import { describe, expect, test } from 'vitest'
import { useScene } from './scene.ts'
import { act, composer, rows, write } from './stage.ts'

describe('a bad network', () => {
  const scene = useScene({
    ada: { keepsFiles: true },
    expect: [/413 \(Payload Too Large\)/, /ERR_INTERNET_DISCONNECTED/],
  })

  test('S19 a proxy that refuses a message is told at its row, and the others may pass', async () => {
    const { ada, ben } = scene
    await scene.group()
    await ada.route('**/messages', async (route) => {
      const isLong =
        route.request().method() === 'POST' && (route.request().postData() ?? '').includes('too long')
      if (isLong) await route.fulfill({ status: 413, contentType: 'text/html', body: '<h1>413</h1>' })
      else await route.fallback()
    })
    await write(ada, 'This one is too long for the proxy')
    await write(ada, 'And this one waits')
    const told = rows(ada, 'This one is too long').locator('.lectern-failed > p')
    await told.waitFor()
    expect(await told.textContent()).toContain('(code 413)')
    await rows(ada, 'This one is too long').getByRole('button', { name: 'Send the others first' }).click()
    await rows(ben, 'And this one waits').waitFor()
    await ada.unroute('**/messages')
    await rows(ada, 'This one is too long').getByRole('button', { name: 'Retry' }).click()
    await rows(ben, 'This one is too long').waitFor()
  })

  test('S25 an edit in progress survives a reload', async () => {
    const { ada, ben } = scene
    await scene.group()
    await write(ada, 'I got x = 3')
    await rows(ben, 'I got x = 3').waitFor()
    await composer(ada).press('ArrowUp')
    await composer(ada).fill('I got x = −3, see page 12')
    await ada.reload()
    const offered = ada.getByText('You have not saved this edit')
    await offered.waitFor()
    await ada.getByRole('button', { name: 'Continue' }).click()
    await ada.keyboard.press('Enter')
    await rows(ben, 'see page 12').waitFor()
    await offered.waitFor({ state: 'hidden' })
  })

  test('S25 a deletion made offline is done when the network is back', async () => {
    const { ada, ben } = scene
    await scene.group()
    await write(ada, 'Wrong conversation')
    await rows(ben, 'Wrong conversation').waitFor()
    await ada.context().setOffline(true)
    await act(ada, 'Wrong conversation', 'Delete')
    await rows(ada, 'Wrong conversation').waitFor({ state: 'detached' })
    await ada.context().setOffline(false)
    await rows(ben, 'Wrong conversation').waitFor({ state: 'detached' })
  })
})
