// The assistant's own texts in English. Messages are in ICU message format; `parameters.ts` gives their
// arguments.
export const en = {
  greeting:
    'Hello! Ask me anything about this course. I answer from its documents and say where I read it; what I do not find there I pass on to your instructor.',
  thanks: 'You are welcome. Ask again whenever you like.',
  /** Somebody may come to harm. What the school says itself comes after it. */
  danger:
    'I take this seriously. Nobody should be alone with it: please tell somebody you trust, now – a teacher, your family, a friend, a doctor. If somebody may come to harm right now, call the emergency services of your country and stay with people.',
  /** After `danger`, where only its writer reads it. */
  staffTold:
    'I have told the people at your school who help with this, and nobody else. They will get in touch with you.',
  /** Of dates, grades and exceptions. */
  organisation: 'That is for the people who run this course to say.',
  /** Before what a document of the course says about it. */
  organisationFound:
    'This is what the course’s own documents say about it; what counts is what your instructor says:',
  feeling:
    'Thank you for telling me. I am only a program that reads the documents of this course, so a person is better here: your instructor or somebody you trust. If something in the material is the trouble, ask me about it, in small steps.',
  insult:
    'I see that I was no help. Your instructor can help you; and I will try again if you ask me about the material.',
  arithmetic:
    'I do not do sums: a calculator is surer. Ask me about the course, and I look it up in its documents.',
  unclear:
    'I did not understand what you would like to know. Ask me a question about the course, in a sentence.',
  /** A follow-up, but nothing went before. */
  noFormer: 'I do not know what that is about. Please ask the whole question, with the thing you mean.',
  /** “Yes, please”, but nothing was offered. */
  nothingOffered: 'I have not offered anything just now. What would you like to know?',
  declined: 'All right. Ask again whenever you like.',
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
  /** Before passages that may not answer the question. */
  nearest:
    'I have found no clear answer to this. This is the nearest I found in the course material; it may not answer your question:',
  /** Before further passages to the question before. */
  moreAbout: 'More from the course material to your question “{question}”:',
  /** There is nothing more to say to the question before. */
  nothingMore: 'The course material has no more about that. Ask it in other words, or ask your instructor.',
  /** The offer to pass a question on was taken. */
  chooseWhom:
    'Good. Press “Ask the instructor” below my last answer: it passes your question on to the person you choose.',
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
