// The assistant's own texts in German.
import type { Messages } from './messages.ts'

export const de: Messages = {
  greeting:
    'Hallo! Frag mich alles zu diesem Kurs. Ich antworte aus seinen Unterlagen und sage, wo es steht; was ich dort nicht finde, gebe ich an deine Lehrkraft weiter.',
  thanks: 'Gern geschehen. Frag jederzeit wieder.',
  found: 'Das sagen die Unterlagen des Kurses:',
  vouched:
    '{answers, select, true {{author} hat das hier schon einmal beantwortet:} other {{author} hat hier geschrieben, und es wurde angeheftet:}}',
  hints: 'Verraten will ich es nicht, aber hier lohnt es sich nachzulesen:',
  hint: '{hasSection, select, true {**{title}**, Abschnitt „{section}“} other {**{title}**}}',
  askedBefore:
    '{hasQuestion, select, true {die beantwortete Frage „{question}“, auf die {author} geantwortet hat} other {was {author} hier geschrieben hat: Es ist angeheftet}}',
  guide:
    '{words, plural, =0 {Lies mit dieser Frage: Was ist gegeben, und was ist gesucht?} one {Lies mit dieser Frage: Was steht dort über „{first}“, und was davon weißt du schon?} other {Lies mit dieser Frage: Was steht dort über „{first}“ und „{second}“, und was davon weißt du schon?}}',
  tryFirst: 'Versuch es zuerst damit. Wo kommst du nicht weiter?',
  more: 'Wenn das nicht gemeint war, frag mich mit anderen Worten.',
  section: '„{name}“',
  nothing: 'Dazu habe ich in den Unterlagen dieses Gesprächs nichts gefunden, und raten möchte ich nicht.',
  passedOn: 'Deine Lehrkraft kann es beantworten: Ich habe deine Frage weitergegeben.',
  passOn: 'Deine Lehrkraft kann es beantworten: Soll ich deine Frage weitergeben?',
  noQuestion: 'Ich kann bisher nur Text lesen. Bitte schreib deine Frage in Worten.',
  overspent:
    '{by, select, user {Du hast mich innerhalb einer Stunde {limit}-mal gefragt} other {Hier wurde ich innerhalb einer Stunde {limit}-mal gefragt}}, mehr darf ich nicht beantworten. Bitte frag in etwa {minutes} Min. wieder.',
}
