import { expect, test } from 'vitest'
import { deviceInWords, deviceName } from './device-name.ts'

test.each([
  ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox on Linux'],
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36 Edg/140.0',
    'Edge on Windows',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Mobile Safari/604.1',
    'Safari on iPhone',
  ],
  [
    'Mozilla/5.0 (Linux; Android 16; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Mobile Safari/537.36',
    'Chrome on Android',
  ],
  ['curl/8', 'Browser'],
])('%s is called %s', (userAgent, name) => expect(deviceName(userAgent)).toBe(name))

const words = {
  deviceOn: (browser: string, system: string) => `${browser} auf ${system}`,
  unknownDevice: 'Unbekanntes Gerät',
}

test.each([
  ['Chrome on Linux', 'Chrome auf Linux'],
  ['Safari on iPhone', 'Safari auf iPhone'],
  ['Browser', 'Unbekanntes Gerät'],
  ['', 'Unbekanntes Gerät'],
  ['Laptop on Desk', 'Laptop on Desk'],
  ['Ada’s tablet', 'Ada’s tablet'],
])('%j is shown as %s', (name, shown) => expect(deviceInWords(name, words)).toBe(shown))
