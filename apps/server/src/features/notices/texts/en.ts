// What notices say outside the app, in English. Messages are in ICU message format; `parameters.ts` gives their arguments.
export const en = {
  head: '{because, select, named {{name} mentioned you} answered {{name} answered you} question {{name} asked} other {{name}}}{hasTitle, select, true { · {title}} other {}}',
  shows: { image: 'Picture', file: 'File', document: 'Document', card: 'Card' },
  /** Where the school keeps texts inside the app. */
  untold: 'Open Lectern to read it.',
  test: 'Lectern reaches this device',
  testBody: 'So it will look when a message concerns you.',
}
