/** Words without content, in English and German, folded. */
export const STOP_WORDS: ReadonlySet<string> = new Set(
  `a about after all also am an and any are as at be because been before being but by can could did do does doing don
  down for from further get give given go had has have having he her here him his how i if in into is it its just know
  let like me mean means more most my need no nor not now of off on once one only or other our out over please same say
  she should show so some such t tell than that the their them then there these they thing this those through to too
  under up us use used using very want was way we were what whats when where which while who whom why will with would
  you your
  ab aber alle allem allen aller alles als also am an andere anderen auch auf aus bei bin bis bist bitte brauche da dabei
  dadurch dafur damit dann das dass dein deine dem den denn der des dessen die dies diese diesem diesen dieser dieses dir
  doch dort du durch eigentlich ein eine einem einen einer eines er erklar es etwas fur gibt hab habe haben hat hatte hier
  ich ihm ihn ihr ihre im immer in ins ist ja jede jeden jeder jedes jetzt kann kannst kein keine konnen konnte mache
  machen macht man mehr mein meine mich mir mit muss mussen nach nicht noch nun nur ob oder ohne schon sehr sein seine
  sich sie sind so soll sollte uber um und uns unser unter vom von vor wann war waren warum was weil welche welchem
  welchen welcher welches wenn wer werde werden wie wieder wieso will wir wird wo wofur wozu wurde zu zum zur zwischen`
    .split(/\s+/)
    .filter((word) => word !== ''),
)
