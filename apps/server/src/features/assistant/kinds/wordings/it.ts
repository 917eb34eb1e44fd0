import type { Wordings } from '../wording.ts'

const FRIEND =
  '((il mio|la mia|mio|mia|un|una|un mio|una mia|questo|questa|il|la) ([^ .]+ ){0,2}(amico|amica|fratello|sorella|compagno|compagna|coinquilin*|cugin*|ragazzo|ragazza|madre|padre|mamma|papa|figlio|figlia|student*|vicin*|collega)|qualcuno|lui|lei)'

export const it: Wordings = {
  lang: 'it',
  danger: `
    (voglio|vorrei|penso|pensando|sto pensando|ho pensato|intendo|desidero|potrei|sto per|ho provato|preferirei|ho voglia) (~ )?(di |a )?(uccidermi|ammazzarmi|suicidarmi|morire|farmi del male|farmi male|impiccarmi|tagliarmi|togliermi la vita|farla finita|sparire per sempre|buttarmi|ferirmi|suicidio|al suicidio|non svegliarmi)(?! (dal ridere|dalle risate|di fame|di noia|di vergogna|di sonno|di caldo))
    mi (voglio|vorrei) (~ )?(uccidere|ammazzare|suicidare|impiccare|tagliare|fare del male|togliere la vita)
    mi (uccido|ammazzo|suicido|taglio|faccio del male|autolesiono)
    non (voglio|ho voglia di|riesco a|posso) (~ )?(piu )?(~ )?(vivere|esistere|svegliarmi|andare avanti a vivere|essere vivo|essere viva)
    non ho piu (~ )?(voglia|motivo|ragione) di (vivere|esistere)
    (la mia vita|la vita) (~ )?non (~ )?(ha senso|vale|ha piu senso)
    non (ha|vale) (~ )?(senso|la pena) (di )?(vivere|continuare a vivere)
    (vorrei|preferirei) (~ )?(essere morto|essere morta|non essere mai nato|non essere mai nata)
    (meglio|piu felici) (~ )?senza di me
    nessuno (~ )?(sentirebbe la mia mancanza|mi rimpiangerebbe|si accorgerebbe)
    (pensieri|tendenze|pensiero) (~ )?(suicid*|del suicidio)
    ${FRIEND} (~ )?(vuole|dice|ha detto|pensa|parla|minaccia|voleva|ha provato|vorrebbe|sta pensando|continua) (~ )?(~ )?(uccidersi|ammazzarsi|suicidarsi|morire|farsi del male|farsi male|togliersi la vita|suicidio|farla finita|tagliarsi|di non voler vivere|impiccarsi)
    ${FRIEND} (~ )?si (taglia|autolesiona|fa del male)|${FRIEND} non vuole piu vivere
    (voglio|vorrei|ho intenzione di|sto per|potrei) (~ )?(uccidere|ammazzare|picchiare|accoltellare|sparare a|ferire|aggredire|fare del male a) (~ )?(tutti|mio|mia|il prof*|la prof*|qualcuno|un compagno|lui|lei|i miei|il mio|la mia)
    (lo|la|li|ti) (ammazzo|uccido|accoltello)
    (minaccia*|minacciato|minacciando|minacciano) (~ )?(di )?(~ )?(uccidere|fare del male|picchiare|con un coltello|ferire|morte|farmi|far)
    (portare|porta|portera|ha|portato) (~ )?(una pistola|un coltello|unarma|una bomba) (~ )?(a|in|nello) (~ )?(scuola|classe|zaino|universita)
    (mio|mia|i miei|il mio|la mia) (~ )?(padre|madre|patrigno|zio|fidanzato|ragazzo|marito|professore|allenatore|fratello|genitori|papa|mamma) (~ )?(mi|ci) (~ )?(picchia|tocca|violenta|abusa|maltratta|minaccia|picchiano|ha picchiat*|ha violentat*)
    (sono stat*|mi hanno|mi ha) (~ )?(violentat*|stuprat*|abusat*|molestat*|picchiat*|maltrattat*|ricattat*)
    (ho paura|non voglio|non oso) (~ )?(di )?(tornare|andare) a casa
    (ho preso|preso|ingoiato) (~ )?(tutte|troppe|tante|\\d+) (~ )?(pillole|pastiglie|pasticche)
    (buttarmi|lanciarmi|saltare|gettarmi) (~ )?(da|dal|dalla|giu|sotto|davanti) (~ )?(ponte|tetto|palazzo|balcone|finestra|treno)
    lettera daddio|(chiamate|chiama|serve) (~ )?unambulanza
  `,
  harmless: `(romanzo|poesia|opera|dramma|capitolo|film|personaggi*|romeo|giulietta|amleto|tragedia|cellula|cellule|secolo|imperatore|re|ortis|durkheim|canzone)`,
  asks: `(e |ma |allora |ciao |scusa |per favore )?(che|cosa|che cosa|cose|chi|come|perche|quando|dove|quale|quali|quanto|quanta|quanti|quante|cosa|(a|di|in|da|per|con|su|tra|fino a) (cosa|chi|che|quale|quali|quando|quanto)|puoi|puo|potresti|potrebbe|e vero|si puo|spiega*|definisci|descrivi|dimmi|mostra*|elenca)`,
  wants: `non (capisco|so|ricordo|ho capito) (~ )?(cosa|come|perche|quando|dove|chi|quale|il|la|le)|(ho bisogno|vorrei|mi serve) (~ )?(aiuto|sapere|capire|una spiegazione|un esempio)|(domanda|dubbio) (~ )?(su|sul|sulla|riguardo)`,
  greeting: `(ciao|salve|buongiorno|buonasera|buon giorno|buona sera|buonanotte|hey|arrivederci|a presto|benvenut*|ehi|gentile|caro|cara|piacere|buon weekend|buon fine settimana|a domani)( ~)?|(ciao |salve )?(come (stai|va|sta|state)|tutto bene|piacere di conoscerti|mi chiamo|sono nuov*)( ~)?|chi sei|cosa sei|cosa sai fare|sei un (robot|bot)( ~)?|ce qualcuno|(cordiali|distinti|cari) saluti( ~)?|saluti( ~)?`,
  thanks: `(ok |ah |perfetto |ottimo |bene )?(grazie|ti ringrazio|la ringrazio|grazie mille|tante grazie)( ~)?( ~)?|(perfetto|ottimo|fantastico|bravissimo|grande|eccellente|bravo|molto bene)( ~)?|(ok |ah )?(ora |adesso )?(ho capito|capisco|e chiaro|chiaro|capito)( ~)?`,
  yes: `(si|certo|va bene|ok|certamente|per favore|volentieri|dai|procedi|daccordo|esatto|giusto|fallo|naturalmente)( (per favore|grazie|fallo|certo|volentieri|inoltra*|chiedi*|mi piacerebbe|procedi|va bene|pure|fai pure|si))*`,
  no: `(no|non serve|non importa|lascia stare|lascia perdere|non ora|meglio di no|niente|non e necessario|non ce bisogno)( (grazie|no|non serve|va bene cosi|lascia stare|non importa|per ora|non e necessario|non ce bisogno))*`,
  follow_up: `(e |ma |allora )?(perche|come|quando|dove|cosa|chi|davvero|e poi|e quindi|ancora|continua|come mai|e allora)( mai| questo| cosi| no| e cosi| esattamente| succede)*|(e |per favore )?(puoi|potresti|puo|potrebbe|me lo|mi)( puoi| puo| per favore| me| lo| spiegare| spiegarlo| spiegarmelo| spieghi| dire| dirlo| ripetere| ancora| una| volta| piu| semplice| semplicemente| in| modo| facile| chiaro| con| altre| parole| semplici| fare| farmi| dare| darmi| un| altro| esempio| di nuovo| meglio| dettaglio| dettagli| riassumere| lentamente| questo)*|(per favore )?(spiega*|ripeti*|dimmi|dammi|fammi|riassumi*|chiarisci)( lo| questo| ancora| una| volta| piu| semplice| semplicemente| un| altro| esempio| con| altre| parole| meglio| per favore| in| modo)*|(cosa|che cosa) (intendi|significa|vuol dire|vuoi dire)( questo| con questo)*|non (capisco|ho capito)( bene| ancora| questo)*|(un altro|altri) esempi*( per favore)?|(sei sicuro|e vero|e sempre vero)`,
  filler: `(qualcuno )?(puo|potrebbe|potreste|puoi|potresti) (~ )?(aiutarmi|dirmi|spiegarmi|rispondere)( ~)?|(ho |una |solo )(~ )?(domanda|dubbio)( ~)?|(scusa|scusate|scusi|mi dispiace)( ~)?( ~)?|(per favore|aiuto|urgente)( per favore| grazie)*|spero( ~)?( ~)?`,
  organisation: `(quando|che giorno|in che giorno|a che ora|in quale aula|dove|entro quando|qual e la data) (~ )?(e|sono|ce|sara|inizia|dobbiamo|si|devo|scade|e previsto|escono|si consegna*) (~ )?(~ )?(lesame|esame|esami|verifica|compito|compiti|consegna*|lezione|voti|voto|scadenza|ricevimento|interrogazione|progetto|appello|recupero|relazione|test)( ~)?$|(posso|possiamo|si puo|potrei|e possibile|devo|vorrei|potrebbe|potremmo) (~ )?(~ )?(consegnare|consegnarlo|proroga|rimandare|recuperare|ripetere lesame|calcolatrice|piu tempo|assentarmi|in ritardo|cambiare gruppo|iscrivermi|giustificazione|rinvio)|(perche|come mai|qual e|dove|quando) (~ )?(il mio voto|i miei voti|mio voto|miei voti|il voto|i voti)|(il )?mio voto (~ )?(basso|sbagliato|ingiusto|manca)|(ce|ci sara|sara|e) (~ )?(allesame|nellesame|nella verifica|nel test)|(ero|sono|sono stat*) (~ )?(malat*|ammalat*)|lezione (~ )?(annullata|sospesa)`,
  feeling: `(sono|mi sento|sto) (~ )?(stanc*|triste|felice|content*|esaust*|stressat*|frustrat*|arrabbiat*|nervos*|preoccupat*|disperat*|depress*|sol[oa]|orgoglios*|pers[oa]|delus*|annoiat*|ansios*|mal[e]|stuf[oa]|spaventat*|sollevat*)( ~)?|(odio|detesto|amo|adoro|non sopporto) (~ )?(questo|questa|la|il|corso|materia|matematica|scuola)|non (capisco|riesco a capire|ci capisco) (~ )?(niente|nulla)( ~)?|non (ce la faccio|riesco) (~ )?(piu|a seguire|a dormire|a concentrarmi)( ~)?|(ho|sono stato|verro) (~ )?(superato|bocciat*|fallito|preso un)( ~)?|(e|questo corso e) (~ )?(troppo|difficilissimo|noioso|ingiusto)( ~)?`,
  insult: `(sei|siete|questo bot|questa macchina) (~ )?(inutil*|stupid*|scem*|idiot*|cretin*|imbecille|spazzatura|pessim*|patetic*|ridicol*|ignorante|merda|deficiente)|(stai zitto|zitto|chiudi il becco|vaffanculo|vai al diavolo|va al diavolo|ti odio|sparisci|fottiti|vai a quel paese)( ~)?|(stupid*|inutile|maledett*) (bot|macchina|robot|assistente)|^(idiota|stupid[oa]|scem[oa]|cretin[oa]|imbecille|stronz[oa])( ~)?$`,
  arithmetic: `\\d+ (piu|meno|per|diviso|moltiplicato per) \\d+|radice (quadrata )?di \\d+`,
  remark: `(io|mio|mia|sono|ho|ieri|oggi|noi) `,
}
