// The assistant's own texts in English. Messages are in ICU message format; `parameters.ts` gives their
// arguments.
export const en = {
  greeting:
    'Hello! Ask me anything about this course. I answer from its documents and say where I read it; what I do not find there I pass on to your instructor.',
  thanks: 'You are welcome. Ask again whenever you like.',
  /** Before quotations of the course. */
  found: 'This is what the course material says:',
  /** Before an endorsed message. */
  vouched:
    '{answers, select, true {{author} has answered this here before:} other {{author} wrote here, and it was pinned:}}',
  hints: 'I will not give it away, but here is where to look:',
  hint: '{hasSection, select, true {**{title}**, the part “{section}”} other {**{title}**}}',
  /** Says that people have answered it before, without the answer. */
  askedBefore:
    '{hasQuestion, select, true {the answered question “{question}”, to which {author} replied} other {what {author} wrote here: it is pinned}}',
  /** The guiding question for reading, in the asker’s words. */
  guide:
    '{words, plural, =0 {Read with this question: what is given, and what is asked for?} one {Read with this question: what is said there about “{first}”, and what of it do you know already?} other {Read with this question: what is said there about “{first}” and “{second}”, and what of it do you know already?}}',
  tryFirst: 'Try it with that first. Where do you get stuck?',
  more: 'If that is not what you meant, ask me in other words.',
  section: '“{name}”',
  /** Nothing was found, and nothing is invented. */
  nothing:
    'I have found nothing about this in the material of this conversation, and I would rather not guess.',
  /** Says to whom it was handed over, as staff are members. */
  passedOn: 'Your instructor can answer it: I have passed your question on.',
  /** Says to whom it could go. */
  passOn: 'Your instructor can answer it: shall I pass your question on?',
  noQuestion: 'I can only read text so far. Please write your question in words.',
  overspent:
    '{by, select, user {You have asked me {limit, plural, one {{limit} time} other {{limit} times}} within an hour} other {I was asked {limit, plural, one {{limit} time} other {{limit} times}} here within an hour}}, and that is as much as I may answer. Please ask again in about {minutes} min.',
}
