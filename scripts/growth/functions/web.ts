import { deviceInWords, deviceName } from '../../../apps/web/src/pages/device-name.ts'
import { rankOfPerson, rankOfTitle } from '../../../apps/web/src/panels/rank.ts'
import { routeOf } from '../../../apps/web/src/base-path.ts'
import { parseRoute, signInPath } from '../../../apps/web/src/routes.ts'
import { altIn, imageText, withAlt, withoutImage } from '../../../apps/web/src/library/image-text.ts'
import { preferredLanguage } from '../../../apps/web/src/texts/language.ts'
import type { TextFunctions } from '../text-functions.ts'

const ID = '0192d0c0-0000-7000-8000-000000000000'

export const WEB: TextFunctions = {
  'base-path.ts': { routeOf: (text) => routeOf(`/lectern/${text}`, '/lectern') },
  'routes.ts': {
    parseRoute: (text) => parseRoute(`/a${encodeURI(text.toWellFormed())}`),
    signInPath: (text) => signInPath(`/${text.toWellFormed()}`),
  },
  'library/image-text.ts': {
    imageText: (text) => imageText(ID, text),
    altIn: (text) => altIn(text, ID),
    withAlt: (text) => withAlt(text, ID, 'A parabola'),
    withoutImage: (text) => withoutImage(text, ID),
  },
  'pages/device-name.ts': {
    deviceName,
    deviceInWords: (name: string) =>
      deviceInWords(name, { deviceOn: (browser) => browser, unknownDevice: '' }),
  },
  'panels/rank.ts': {
    rankOfTitle: (text) => [rankOfTitle(text, 'Algebra'), rankOfTitle('algebra 2', text)],
    rankOfPerson: (text) => [rankOfPerson(text, 'Ada'), rankOfPerson('ada', text)],
  },
  'texts/language.ts': {
    preferredLanguage: (text) => preferredLanguage([text]),
  },
}
