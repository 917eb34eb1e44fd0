// What notices say outside the app, in German.
import type { Messages } from './messages.ts'

export const de: Messages = {
  head: '{because, select, named {{name} hat dich erwähnt} answered {{name} hat dir geantwortet} question {{name} fragt} other {{name}}}{hasTitle, select, true { · {title}} other {}}',
  shows: { image: 'Bild', file: 'Datei', document: 'Dokument', card: 'Karte' },
  untold: 'Öffne Lectern, um sie zu lesen.',
  test: 'Lectern erreicht dieses Gerät',
  testBody: 'So sieht es aus, wenn dich eine Nachricht betrifft.',
}
