// Texts that the first visit goes without, in English: each loads with its page.
export const en = {
  push: {
    choice: 'Notifications also while Lectern is closed',
    hint: 'They come by the service of your browser’s maker, encrypted for this device.',
    support: {
      install:
        'On iPhone and iPad: add Lectern to the home screen (Share, “Add to Home Screen”) and open it there. Then you can choose it here.',
      missing: 'This browser cannot receive any while the page is closed.',
    },
    failed: 'The browser did not get through to its push service. Try again later.',
    test: 'Send a test',
    tested: 'Sent: it should show in a moment.',
  },
  policy: {
    title: 'Who may write to whom',
    hint: 'For the whole school. A change counts at once.',
    saved: 'Changed for the whole school.',
    names: {
      students_reach: 'Students may write directly to',
      groups: 'Groups are started by',
      courses: 'Courses are started by',
      adding: 'People are added by',
      notice_text: 'Texts of messages in notifications',
    },
    values: {
      students_reach: {
        nobody: 'Nobody but the assistant',
        staff: 'Staff',
        shared: 'Staff, and students of common groups and courses',
        everybody: 'Everybody',
      },
      groups: { staff: 'Staff', everybody: 'Everybody' },
      courses: { admins: 'Administrators', staff: 'Staff' },
      notice_text: {
        nowhere: 'Only in the app',
        devices: 'Also on devices where the app is closed, encrypted on the way',
        everywhere: 'Also in emails, which others carry in clear',
      },
      adding: { staff: 'Staff', creator: 'Staff and whoever started it' },
    },
  },
  concerns: {
    title: 'When somebody may come to harm',
    hint: 'The assistant notices words of danger, such as of suicide or violence. It answers with words of help at once, and tells administrators, the staff of the conversation and the contact in a report. It is no substitute for people who look after each other.',
    where: 'The assistant looks for it in',
    places: {
      asked: 'Messages to the assistant, also where it is switched off',
      present: 'All messages of conversations with the assistant',
      nowhere: 'No message',
    },
    contact: 'Who is told of all of it, besides administrators',
    nobodyElse: 'Nobody else',
    unknownContact: 'Somebody who is no instructor any more',
    words: 'What the assistant adds',
    wordsHint:
      'Whom to call and where to go at your school and in your country: numbers, rooms, names. Markdown; in all languages that people need.',
    save: 'Save these words',
  },
}
