import type { Wordings } from '../wording.ts'

const FRIEND =
  '((mein*|ein*|unser*|dies*|der|die|dem|das) ([^ .]+ ){0,2}(freund*|kumpel|schwester|bruder|mitschuler*|mitbewohner*|kommiliton*|klassenkamerad*|kolleg*|cousin*|mutter|vater|mama|papa|sohn|tochter|nachbar*|schuler*|student*|jemand*|madchen|junge|person|partner*)|jemand|er|sie|irgendwer|eine*r)'
const PEOPLE =
  '(ihn|sie|dich|euch|alle|alle anderen|andere|anderen|jemand*|leute|menschen|mein* (~ )?(lehrer*|mutter|vater|eltern|bruder|schwester|mitschuler*|mitbewohner*|ex|freund*|familie|professor*|klasse)|den (~ )?(lehrer|professor|typen|mitschuler)|die (~ )?(lehrer*|schuler|klasse|leute|kinder)|einen (lehrer|mitschuler|menschen|schuler)|uns|mich)'
const HARM =
  '(umbringen|toten|erschiessen|abstechen|verletzen|verprugeln|erstechen|ermorden|schlagen|weh ?tun|etwas antun|was antun|fertigmachen)'

export const de: Wordings = {
  lang: 'de',
  danger: `
    (ich|mich|mir|mal|wurde|will|mochte|konnte|werde|gleich|heute|selbst) (~ )?(~ )?(mich|mir) (~ )?(~ )?(selbst )?(umbringen|umzubringen|toten|erhangen|aufhangen|aufzuhangen|erschiessen|ertranken|vergiften|verletzen|ritzen|das leben nehmen|das leben zu nehmen|die pulsadern|etwas antun|etwas anzutun|was antun|was anzutun)
    (bringe|bring|tote|erhange|erschiesse|hange|ritze|verletze|schneide) (~ )?mich (~ )?(um|selbst|auf|immer|wieder|seit|jetzt|heute|nachts|wenn)
    (nehme|nehm) (~ )?mir (~ )?das leben
    ich (~ )?mich (~ )?(ritze|umbringe|tote|selbst verletze|umgebracht)
    (ich|einfach|am liebsten|nur|lieber|jetzt|auch|gern*) (~ )?(sterben|tot sein|nicht mehr (leben|da sein|aufwachen|existieren|hier sein|weiterleben))( (will|mochte|wollen|zu wollen|konnte|durfte|werde))?($| (und|aber|weil|denn|wenn|lieber|will|mochte|wollen)(?= ))
    (will|mochte|mag|kann|wollte|wunsch*) (ich )?(~ )?(einfach |nur |am liebsten )*(sterben|tot sein|nicht mehr (leben|da sein|aufwachen|existieren|weiterleben|am leben sein|hier sein))($| (und|aber|weil|denn|wenn)(?= ))
    (will|mochte|mag|wollte) (ich )?(~ )?nicht mehr (~ )?leben($| (und|aber|weil|denn|wenn)(?= ))
    (kann|mag|will) (ich )?(~ )?(so )?nicht mehr (weiterleben|leben|weiter)($| (und|aber|weil|denn)(?= ))
    (ware|war) (ich )?(~ )?(doch |besser |lieber |nur |am liebsten |einfach )*(tot|nie geboren|nicht geboren)
    wenn ich (doch |nur |einfach )?(tot|nicht mehr da|weg) ware
    (lebens ?mude|suizidal|selbstmord ?gedanken|suizid ?gedanken|todes ?sehnsucht|selbstmordgefahrdet|suizidgefahrdet)
    (denke|dachte|nachgedacht|denkt|denk|plan*|droht*|angekundigt|spricht|redet|redete|sprach|schreibt|schrieb|versucht*|gedacht) (~ )?(an|uber|von|mit|seinen|ihren|einen|meinen)? ?(~ )?(selbstmord|suizid|selbsttotung)
    (selbstmord|suizid) (~ )?(begehen|machen|zu begehen|nachdenke|nachgedacht|denke|gedroht|angekundigt|denkt|droht)
    (mein|das) leben (~ )?(keinen sinn|nicht mehr lebenswert|sinnlos|beenden|zu beenden|ein ende|nichts wert)
    (keinen sinn|keinen grund|nichts) (mehr )?(zu leben|weiterzuleben|wofur ich lebe|am leben zu|zum leben)
    (ohne mich|wenn ich (weg|tot|nicht mehr da)) (~ )?(besser|ware*|sind|geht)
    (besser|ware*|sind|geht) (~ )?(ohne mich|wenn ich (weg|tot|nicht mehr da))
    (niemand|keiner|niemanden) (~ )?(vermissen|merken|interessieren|auffallen)
    (mach*|setz*) (~ )?(allem|dem|meinem leben) (~ )?ein ende
    (allem|meinem leben) ein ende (~ )?(setzen|machen|bereiten)
    (habe|hab|hat|nehme|will|schlucke|geschluckt) (~ )?(~ )?(zu viele|viele|alle|eine ganze|\\d+|eine uberdosis) (~ )?(tabletten|schlaftabletten|pillen|medikamente)
    (vom|von der|von einem|aus dem|vor den|vor die|vor einen) (~ )?(dach|brucke|hochhaus|balkon|fenster|zug|bahn|u bahn|bus|auto|turm) (~ )?(springen|spring*|werfen|schmeissen|sturzen|werfe|zu springen)
    (spring*|werf*|schmeiss*|sturz*) (~ )?(vom|von der|von einem|aus dem|vor den|vor die|vor einen) (dach|brucke|hochhaus|balkon|fenster|zug|bahn|u bahn|bus|auto|turm)
    abschiedsbrief* (~ )?(geschrieben|schreibe|geschickt|hinterlassen)
    (schreibe|schrieb|habe) (~ )?abschiedsbrief*
    (das|dies) (ist|war) mein* (letzte*) (nachricht|tag|wort*|brief|abend)
    (ritzt|ritzen|ritze|verletzt|selbstverletz*) (~ )?(sich|mich|selbst)
    (selbstverletz*|ritzen|ritze|ritzt) (~ )?(mich|wieder|seit|ich|freund*|sie|er)
    ${FRIEND} (~ )?(~ )?(sich|sich selbst) (~ )?(~ )?(umbring*|umzubringen|toten|verletz*|ritzt|ritzen|etwas antun|etwas anzutun|was antun|was anzutun|das leben (zu )?nehmen|erhangen|schneidet|selbst verletz*)
    ${FRIEND} (~ )?(redet|spricht|schreibt|droht|denkt|sagt|meint|erzahlt|will|mochte) (~ )?(selbstmord|suizid|sterben|zu sterben|sich umzubringen|vom sterben|nicht mehr leben|nicht mehr (da|am leben) sein)
    ${FRIEND} (~ )?(will|mochte) (~ )?(sterben|nicht mehr leben)
    (ich) (~ )?(werde|will|mochte|konnte|wurde|muss) (~ )?${PEOPLE} (~ )?(~ )?${HARM}
    (werde|will|konnte) (ich )?(~ )?${PEOPLE} (~ )?(~ )?(umbringen|toten|erschiessen|abstechen|verletzen|verprugeln|erstechen|ermorden)
    (ich) (bringe|bring|steche|erschiesse|schlage|prugle|mache) (~ )?${PEOPLE} (~ )?(um|ab|tot|zusammen|fertig)
    (will|werden|wird|plant|droht|mochte|wollen) (~ )?(~ )?(die schule|unsere schule|einen amoklauf|amok|ein blutbad|eine bombe|ein messer|eine waffe|eine pistole|ein gewehr) (~ )?(~ )?(laufen|mitbringen|mitzubringen|bringen|anzunden|sprengen|in die luft|legen|machen|zu machen|angekundigt)
    (plant|plane|droht|kundigt|angekundigt|ankundigt) (~ )?(amoklauf|amok|anschlag auf (die|unsere) schule|blutbad)
    (amoklauf|anschlag) (~ )?(angekundigt|droht|geplant an|an unserer schule)
    (hat|habe|tragt|bringt) (~ )?(ein messer|eine waffe|eine pistole|eine bombe|eine knarre) (~ )?(in der (schule|tasche|klasse)|dabei|mit|im (rucksack|spind|unterricht)|in die schule)
    (droht|bedroht|drohen|gedroht|drohte|bedrohen) (~ )?(~ )?(mich|mir|uns|ihr|ihm|anderen|andere|jemand*|mitschuler*|zu (toten|schlagen|verletzen)|umzubringen|zu verletzen|etwas anzutun|was anzutun|gewalt|mit (einem|dem) messer)
    (anderen|jemand*|mitschuler*|uns|mir|ihm|ihr) (~ )?(~ )?(etwas|was|weh) (~ )?(anzutun|antun|zu tun)
    (mein*|unser*) (~ )?(vater|mutter|stiefvater|onkel|tante|bruder|freund|mann|trainer|lehrer*|eltern|opa|opas|papa|mama|partner|chef|cousin|professor) (~ )?(schlagt|schlug|schlagen|missbraucht|verprugelt|vergewaltigt|fasst|fassen|bedroht|tritt|wurgt|begrapscht|misshandelt|sperrt|vergreift) (~ )?(mich|uns|meine|mein|an|sich|mir)
    (ich|mich) (~ )?(vergewaltigt|missbraucht|misshandelt|belastigt|gestalkt|erpresst|verprugelt|bedroht|sexuell|geschlagen)( worden| (wurde|werde|wird|hat))?
    (traue|trau|will|habe angst) (~ )?nicht (mehr )?nach hause
    angst (~ )?(nach hause|vor meinem vater|vor meiner mutter|zu hause)
    (zu hause|daheim) (~ )?nicht (mehr )?sicher
    (krankenwagen|notarzt|rettungswagen) (~ )?(rufen|ruft|bitte|schnell|brauche*)
    (angst|sorge|furcht*) (dass|das) (er|sie|ich|mein* [^ .]+) (~ )?(umbring*|antu*|verletz*|stirbt|sterbe|das leben nimmt|das leben)
    wie (kann|konnte|bringe|bringt) (ich|man) (~ )?(mich|sich) (~ )?(selbst )?(umbring*|um$|toten|das leben nehmen)
    (schmerzlos*|schnell*) (~ )?(sterben|suizid|selbstmord)
    (seit) (~ )?(tagen|wochen) (~ )?nichts (mehr )?(gegessen|essen)
  `,
  harmless: `
    (roman|drama|gedicht|kapitel|film|szene|figur|protagonist*|novelle|tragodie|werther*|faust|gretchen|romeo|julia|hamlet|goethe|schiller|autor|lied|oper|ballade|erzahler)
    (zelle|zellen|apoptose|durkheim|statistik|kaiser|konig|jahrhundert|antike|romer|griechen|hitler)
  `,
  asks: `
    (so |und |aber |ok |okay |also |hallo |hey |bitte |dann |nun |jetzt )?(was|wer|wen|wem|wessen|wie|wo|wohin|woher|wann|warum|weshalb|wieso|weswegen|wozu|womit|wodurch|woran|worin|woraus|worauf|worum|wovon|wofur|welche|welcher|welches|welchen|welchem|inwiefern|inwieweit|ist|sind|war|waren|hat|haben|kann|konnen|konnt|konnte|konnten|soll|sollen|muss|mussen|darf|durfen|wird|werden|wurde|wurden|gibt|gab|bin|habt|hast|kannst|konntest|weiss|weisst|stimmt|gilt|braucht|(in|an|auf|aus|bei|von|mit|nach|zu|durch|fur|uber|unter|um|seit|bis|ab) (was|wem|wen|welche*|wann|wo))
    (bitte |ok |also )?(erlauter*|skizzier*|diskutier*|begrund*|beurteil*|analysier*|bestimm*|erklar*|definier*|beschreib*|nenn*|zeig*|sag*|gib|liste|vergleich*|beweis*|berechne*|lose|ubersetz*|hilf|hilft|helft)
  `,
  wants: `
    (verstehe|versteh|weiss|kapiere|kapier|begreife) (~ )?nicht (~ )?(was|wie|warum|wann|wo|wer|ob|den|die|das|wieso|weshalb|welche*)
    (verstehe|versteh|kapiere|begreife) (den|die|das|dies*) (~ )?nicht
    (brauche|brauch|mochte|suche|wurde gern*) (~ )?(hilfe|erklarung|definition|beispiel|wissen|erklart|info*) (~ )?(zu|bei|mit|uber|fur|was|wie|warum|der|des|von)
    (frage|fragen|unsicher|verwirrt) (~ )?(zu|zur|zum|uber|bei|wegen|was|wie|warum|ob)
  `,
  greeting: `
    (hallo|hi|hey|huhu|moin|moin moin|servus|gruss gott|gruss dich|gruezi|guten (tag|morgen|abend)|gute nacht|tag|morgen|na|tschuss|tschau|ciao|bis (bald|dann|morgen|spater)|auf wiedersehen|schonen (tag|abend|feierabend)|schones wochenende|willkommen|sehr geehrte*|liebe*r?)( ~)?
    (hallo |hi |hey |na )?(wie geht es (dir|ihnen|euch)|wie gehts|wie gehts dir|alles (gut|klar)|was geht|wie lauft*)( ~)?
    (hallo |hi |hey )?(schon|freut mich|nett) (~ )?(kennen ?zu ?lernen|dich|sie)( ~)?
    (hallo |hi |hey )?(ich bin (der|die|neu)|ich heisse|mein name ist)( ~)?
    wer bist du|was bist du|was kannst du( alles)?|bist du (ein )?(bot|roboter|mensch|echt|da|ki)( ~)?|ist (da|hier|jemand) jemand( da| hier)?
    (mit )?(freundlichen|besten|lieben|vielen) grussen( ~)?|(liebe|viele|beste|schone) grusse( ~)?|lg( ~)?|mfg( ~)?|vg( ~)?
  `,
  thanks: `
    (ok |okay |ah |oh |super |toll |cool |perfekt |prima |alles klar |gut |na dann )?(vielen |besten |herzlichen |tausend |lieben |1000 )*(dank|danke|dankeschon|danke dir|merci|thx)( ~)?( ~)?
    (super|toll|prima|perfekt|klasse|cool|sehr gut|wunderbar|genial|spitze|top|alles klar)( ~)?
    (ok |ah |oh |jetzt |ach so |super |toll |prima |gut |perfekt )*(jetzt )?(verstehe ich( es| das)?|verstanden|habe ich( es| das)? (verstanden|kapiert)|hab ichs( verstanden| kapiert)?|kapiert|ist es klar|ist mir klar|alles klar|das hilft( mir)?|das hat (mir )?geholfen)( ~)?
    (wir |ich )?(freuen uns|freue mich|ware*|bin|waren) (~ )?(dankbar|uber jede|uber eine)( ~)?
    du (bist|hast) (~ )?(toll|super|klasse|der beste|die beste|geholfen|hilfreich|spitze)
  `,
  yes: `
    (ja|jo|jep|jup|klar|gern|gerne|ok|okay|bitte|sicher|naturlich|auf jeden fall|unbedingt|mach das|mach mal|tu das|stimmt|genau|einverstanden|passt|in ordnung|meinetwegen|von mir aus|jawohl)( (bitte|gern|gerne|mach|mach das|das|ware nett|ware gut|ware super|ware toll|tu das|danke|klar|weitergeben|weiterleiten|gib sie weiter|leite sie weiter|leite es weiter|gib es weiter|frag (sie|ihn|nach)|du kannst|kannst du machen|mach mal|machen|sehr|ja))*
    (ja |bitte |ok )?(weitergeben|weiterleiten|gib (sie|es|die frage) weiter|leite (sie|es|die frage) weiter|frag (die|meine*|den) (lehrkraft|lehrer*|professor*))( bitte)?
    (die |das |den )?(erste|zweite|dritte|letzte|andere)(n|s)?( bitte)?
  `,
  no: `
    (nein|ne|nee|no|nicht|nicht notig|nein danke|lass|lass gut sein|lass mal|lass es|lieber nicht|nicht jetzt|egal|vergiss es|schon gut|spater|jetzt nicht|brauch ich nicht|brauche ich nicht|muss nicht sein|stopp|stop|abbrechen)( (danke|bitte|nicht|notig|nicht notig|lass gut sein|lass|lass mal|lass es|das ist|ist nicht notig|schon gut|passt schon|ich frage (selbst|sie selbst|ihn selbst)|das brauchst du nicht|brauche ich nicht|brauch ich nicht|muss nicht sein|es geht schon|alles gut|jetzt nicht|spater|mach das nicht|bloss))*
    (das )?(ist )?nicht (notig|notwendig|erforderlich)( ~)?
  `,
  follow_up: `
    (und |aber |ok |also |hm |hmm |ah |nur )?(warum|wieso|weshalb|wie|was|wann|wo|wer|echt|wirklich|weiter|mehr|und|und dann|was noch|wie das|wie denn|wieso das|warum das|warum nicht|wieso nicht|was dann|was jetzt|bist du sicher|noch mehr|wozu|woher)( bitte| denn| das| genau| ist das so| so| ist das| nochmal| noch| eigentlich| jetzt| nicht| ist dem so| gilt das)*
    (und |aber |ok |also |bitte |sorry )?(kannst|konntest|konnen|konnten|kann|wurdest|geht) (du|sie|man|das|es)( bitte| mir| uns| das| es| mal| nochmal| noch| einmal| noch einmal| genauer| einfacher| anders| kurzer| langsamer| verstandlicher| ein| eine| einen| weiteres| anderes| beispiel| beispiele| in| mit| anderen| einfachen| einfacheren| leichteren| worten| erklaren| geben| sagen| zeigen| wiederholen| zusammenfassen| ausfuhren| machen| auch| etwas| ein bisschen| bisschen| schritt| fur| naher| erlautern| ubersetzen| deutlicher| ausdrucken)*
    (bitte |ok |und )?(erklar*|sag*|wiederhol*|zeig*|gib|fass|nenn*|mach*)( mir| uns| das| es| mal| nochmal| noch| einmal| genauer| einfacher| anders| kurzer| langsamer| ein| weiteres| anderes| beispiel| in| mit| anderen| einfachen| einfacheren| worten| zusammen| bitte| verstandlicher)*
    was (meinst|meinen|heisst|bedeutet|soll) (du|sie|das|dies)( damit| genau| denn| heissen| bedeuten| eigentlich)*
    (das |ich )?(verstehe|versteh|kapier|kapiere|check|checke|raff) (ich )?(das |es |immer noch |noch |gar |leider |einfach |uberhaupt )*nicht( ganz| so| genau)?
    (noch )?(ein|weitere|mehr) (beispiel|beispiele|details)( bitte)?
    (bitte )?(einfacher|kurzer|genauer|langsamer|mit anderen worten|in einfachen worten|ausfuhrlicher)( bitte)?
    zu (lang|kompliziert|kurz|schwer|schwierig)( bitte)?
    (ist|war|stimmt|gilt) (das|es)( immer| wirklich| so| richtig| auch| wahr| eigentlich| denn)*
    (und )?was (ist|sind|war) (das|damit|die|es)( genau| eigentlich| denn| andere*)*
  `,
  filler: `
    (ok |also |und |vielleicht )?(kann|konnte|konnten|konnen|konntest|kannst|wurde|wurden|darf) (mir |uns |ich |sie |du |man )*(jemand|sie|ihr|du|einer|ich|man)?( mir| uns| bitte| vielleicht| mal| kurz| jemand| das| es| dazu| helfen| sagen| erklaren| beantworten| fragen| etwas| was| eine frage stellen| weiterhelfen| erlautern)*
    (ich )?(habe|hab|hatte|nur|noch|kurze|eine|dumme) (~ )?(frage)( ~)?( ~)?
    (sorry|entschuldigung|entschuldigen sie|verzeihung|tut mir leid)( ~)?( ~)?( ~)?
    (bitte|hilfe|hilfe bitte|dringend|schnell)( bitte| danke| schnell)*
    es eilt( ~)?( ~)?
    ich hoffe( ~)?( ~)?( ~)?
    ich (habe|hab|konnte|kann|finde) (es|das) (~ )?nirgends( ~)?
  `,
  organisation: `
    (wann|an welchem tag|welcher tag|um wie viel uhr|um wieviel uhr|wie lange|bis wann|ab wann|in welchem raum|in welchem saal|wo|in welcher woche) (~ )?(ist|sind|findet|finden|beginnt|muss|mussen|wird|werden|haben|schreiben|soll|sollen|gibt|geht|bekommen|kommen|startet|endet|dauert) (~ )?(~ )?(klausur*|prufung*|test|tests|abschlussprufung|hausaufgabe*|hausubung|abgabe|abgeben|abgegeben|frist|deadline|nachklausur|nachprufung|vorlesung|seminar|unterricht|stunde|sprechstunde*|ubung|tutorium|referat|prasentation|noten|zeugnis*|ergebnis*|ferien|exkursion|projekt|aufsatz|hausarbeit|schularbeit|kurs|semester|blatt|ubungsblatt|arbeit)( (statt|fallig|sein|dran|heute|morgen|wieder|zuruck|genau|eigentlich|in|der|dem|diese woche|nachste woche|bitte|geschrieben|abgeben|abgegeben|korrigiert|veroffentlicht|da|online|los|werden|wird|schreiben|den|an|zu|machen|haben|bekannt|fertig|vorbei))*$
    (kann|konnte|konnen|darf|durfen|konnten|muss|mussen|mochte|bekomme|ist es moglich|gibt es|bekame) (~ )?(~ )?(~ )?(verlanger*|fristverlangerung|aufschub|spater abgeben|nachschreiben|nachreichen|zu spat|krank*|entschuldig*|attest|nachholen|tauschen|taschenrechner|anwesenheit*|abmelden|anmelden|einschreiben|mehr zeit|abgeben|fehlen|wiederholen|gruppe wechseln|zusatzpunkte|abgabe|extrapunkte)
    (warum|wieso|weshalb|wie) (~ )?(mein*|unser*) (~ )?(note*|punkte|ergebnis|bewertung|zensur)
    (mein*|die|unser*) (~ )?(note|noten|punkte|bewertung|zensur) (~ )?(falsch|schlecht|fehlt|fehlen|ungerecht|niedrig|unfair|nicht)
    (wo|wann|was|welche|wie) (~ )?(mein*|unser*|die|unsere) (~ )?(note|noten|punkte|ergebnis*|bewertung|zensur*)( ~)?$
    wie (viel|viele) (~ )?(prozent|punkte|hausaufgaben|klausuren|tests|fehlstunden|zahlt)
    (kommt|kommen|ist|sind|wird|werden|zahlt|gehort|muss) (~ )?(~ )?(in der|zur|fur die|in die|drankommen|dran|relevant|pflicht|anwesenheitspflicht) (~ )?(klausur|prufung|abschlussprufung|test|dran|drankommen|anwesenheit|abgefragt|kapitel)*$
    (wer) (~ )?(unterrichtet|korrigiert|benotet|halt|leitet|tutor*|dozent*)
    (ich|war|bin) (~ )?(krank|im krankenhaus|verhindert|erkrankt)( gewesen| und| gestern| heute| morgen| letzte woche| kann| konnte)?
    (fallt|fiel|ist) (~ )?(unterricht|vorlesung|stunde|kurs|seminar|ubung) (~ )?(aus|ausgefallen|verlegt|heute|online|verschoben)
    (abgeben|einreichen|abgabe|nachreichen) (~ )?(spater|nach der frist|verspatet|morgen|ubermorgen|zwei tage|tage)
    (zwei tage|einen tag|spater|verspatet|tage spater) (~ )?(abgeben|einreichen|nachreichen)
  `,
  feeling: `
    (ich|mir|mich|bin|fuhle|fuhl) (~ )?(so |sehr |total |echt |richtig |ganz |vollig |nur |wirklich |gerade |immer |ziemlich |uber |)*(mude|erschopft|traurig|glucklich|froh|wutend|sauer|gestresst|uberfordert|nervos|verzweifelt|einsam|deprimiert|gelangweilt|frustriert|stolz|aufgeregt|enttauscht|am ende|kaputt|fertig|genervt|verloren|unglucklich|dumm|allein|beschissen|schlecht|mies|super|erleichtert|hoffnungslos|angst|schlecht drauf|fix und fertig|zu dumm|lustlos|unmotiviert|gemobbt|begeistert)
    (ich )?(~ )?(hasse|liebe|mag|habe die nase voll|hab keinen bock|habe keine lust|kein bock|keine lust) (~ )?(kurs|fach|mathe*|physik|chemie|schule|uni|lernen|vorlesung|dich|das|diesen|dieses|mehr|auf|nicht|klausuren|hausaufgaben)
    (das|dies*|alles|mathe|der kurs|die klausur|die prufung) (~ )?(ist|war|macht mich|bringt mich|nervt|uberfordert) (~ )?(schwer|schwierig|langweilig|frustrierend|unfair|furchtbar|schrecklich|stressig|fertig|um|verruckt|wahnsinnig|zu viel|kaputt|mich|anstrengend|toll|super)
    (ich )?(kann|schaffe|halte|pack*) (~ )?(nicht mehr|das nicht|es nicht|nicht schlafen|nicht konzentrieren|nicht mit|kaum noch|nicht aus|nicht folgen)
    (ich )?(verstehe|versteh|kapiere|check*) (~ )?(gar nichts|nichts|nur bahnhof|uberhaupt nichts|diesen kurs|dieses fach|den kurs|das fach|kein wort|gar nix|nix)
    (ich )?(werde|bin) (~ )?(durchfallen|durchgefallen|bestanden|aufgeben|gescheitert)
    (bestanden|durchgefallen|geschafft) (~ )?(prufung|klausur)|(prufung|klausur|test) (~ )?(bestanden|verhauen|versemmelt|vermasselt|geschafft)
    (gute|schlechte|bessere|beste) note (~ )?(bekommen|geschrieben)
    (niemand|keiner) (mag|versteht|redet mit) mich
    was fur ein* (tag|woche|mist|stress|gluck)
    (freue|freu) (~ )?mich (~ )?(so|sehr|riesig|uber mein*)
    zum heulen
    (spass|freude) (~ )?gemacht
    (hat|haben|macht) (mir |uns )?(~ )?(gefallen|spass)
  `,
  insult: `
    (du|ihr|dieser bot|der bot|diese maschine|dieser assistent|das ding|diese ki|dieses programm|bist) (~ )?(nutzlos*|dumm*|blod*|bescheuert*|idiot*|wertlos*|mull|schrott|scheisse|unfahig*|lacherlich|peinlich|versager|trottel|depp|vollidiot|arschloch|schlecht*|doof*|unbrauchbar*|dreck|witz|nervig*|penner|behindert)
    (halt (die|dein*) (klappe|fresse|maul|mund|schnauze)|halts maul|maul|klappe|fick dich|verpiss dich|leck mich|geh weg|hau ab|verschwinde|fuck you|geh sterben|zieh leine|scher dich)( ~)?
    (dumm*|blod*|scheiss*|doof*|nutzlos*|bescheuert*|verdammt*) (bot|maschine|roboter|assistent|ki|ding|programm|computer|app|blechkiste|teil)
    ^(idiot|trottel|depp|vollidiot|arschloch|dummkopf|blodmann|penner|versager|du depp|du idiot|spast|hurensohn|wichser)( ~)?$
    ich hasse dich
  `,
  arithmetic: `
    \\d+ (plus|minus|mal|geteilt durch|durch|hoch|prozent von|und|modulo) \\d+
    wurzel (aus|von) \\d+
  `,
  remark: `(ich|mein|meine|wir|unser|unsere|mir|mich|heute|gestern|letztes|letzte|beim) `,
}
