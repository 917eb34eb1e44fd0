import type { Wordings } from '../wording.ts'

const FRIEND =
  '((mon|ma|un|une|cet|cette|notre|le|la) ([^ .]+ ){0,2}(ami|amie|copain|copine|frere|soeur|camarade|colocataire|coloc|cousin|cousine|mere|pere|maman|papa|fils|fille|voisin|voisine|eleve|etudiant|etudiante|pote|collegue)|quelquun|il|elle)'

export const fr: Wordings = {
  lang: 'fr',
  danger: `
    (veux|vais|voudrais|pense|penser|pensais|envie de|envie|prevois|essaye|essaie|prefere|prefererais|aimerais|failli|decide de|prevu de|peur de|songe|pense a) (~ )?(me (tuer|suicider|pendre|faire du mal|couper|mutiler|noyer|scarifier|empoisonner|jeter)|mourir|crever|etre morte?|en finir|mettre fin a (mes jours|ma vie)|mourrir|disparaitre pour toujours)(?! de (rire|faim|honte|peur|ennui|soif|chaud|rire))
    je (~ )?(me (tue|suicide|scarifie|mutile|fais du mal|coupe les veines))
    (je )?(ne )?(veux|peux) plus (~ )?(vivre|continuer a vivre|exister|me reveiller|etre la|etre en vie|continuer comme ca)
    (je )?nai plus (~ )?(envie de vivre|envie detre la|raison de vivre|le gout de vivre)
    (plus|aucune|aucun) (envie de|raison de|interet a) (vivre|continuer a vivre)
    (la|ma) vie (~ )?(ne |na )?(vaut|a plus de sens|plus la peine|a aucun sens|na plus de sens)
    (voudrais|aimerais|prefererais|aurais prefere) (~ )?(etre mort|etre morte|ne pas etre ne|ne pas etre nee|ne jamais etre nee?)
    (mieux|plus heureux|plus tranquilles) (~ )?sans moi
    (personne) (~ )?(ne |me )?(me )?(regrettera|manquerai|regretterait)
    (pensees|idees|penser|parle|pense|tentative|menace) (~ )?(suicidaires?|au suicide|de suicide|du suicide|de se suicider)
    (je|suis|elle|il|ami|amie) (~ )?suicidaire
    ${FRIEND} (~ )?(veut|va|pense|dit|parle|menace|a dit|a parle|essaie|a essaye|envisage|a tente|voulait|voudrait) (~ )?(~ )?(se (tuer|suicider|faire du mal|pendre|mutiler|couper|jeter)|mourir|mettre fin a ses jours|suicide)
    ${FRIEND} (~ )?se (scarifie|mutile|coupe|fait du mal)
    ${FRIEND} (~ )?(ne )?veut plus (~ )?vivre
    (je )?(vais|veux|voudrais|pourrais) (~ )?(tuer|frapper|poignarder|tirer sur|attaquer|tabasser|blesser|faire du mal a|empoisonner) (~ )?(tout le monde|mon|ma|mes|le prof*|la prof*|les|quelquun|un eleve|une eleve|lui|des gens)
    (je )?(vais|veux) (le|la|les|te|vous) (tuer|frapper|poignarder|buter|tabasser)
    (menace|menacent|menacer|menacait|menacee?s?) (~ )?(de )?(~ )?(tuer|frapper|faire du mal|blesser|me |avec un couteau|avec une arme|mort|poignarder)
    (apporter|amener|ramener|apporte|amene|venir avec|a) (~ )?(une arme|un couteau|un pistolet|une bombe|un flingue|un fusil) (~ )?(a|au|en|dans) (~ )?(lecole|college|lycee|classe|cours|sac|luniversite|campus|la fac)
    (mon|ma|mes) (~ )?(pere|mere|beau pere|oncle|copain|mari|prof|professeur|entraineur|frere|parents|petit ami|cousin|patron) (~ )?(me|nous) (~ )?(frappe|bat|touche|viole|maltraite|tape|frappent|battent|menace|maltraitent)
    (jai ete|on ma|il ma|je me suis fait|je suis) (~ )?(violee?|viol|abusee?|agressee?|battue?|maltraitee?|harcelee? sexuellement|violer|agresser)
    (peur|veux pas|nose pas|ose pas) (~ )?(de )?rentrer (a la maison|chez moi)
    (pris|avale|avaler|prendre) (~ )?(toutes?|tous|trop|plein|une boite|\\d+) (~ )?(medicaments|cachets|comprimes|pilules)
    (sauter|me jeter|me lancer) (~ )?(du|dun|sous|dans|par|depuis|devant) (~ )?(pont|toit|immeuble|balcon|fenetre|train|metro|falaise)
    lettre (dadieu|de suicide)
    (appelez|appelle|besoin dune) (~ )?(une )?(ambulance|secours)
  `,
  harmless: `(roman|poeme|piece|chapitre|film|personnage|personnages|romeo|juliette|hamlet|tragedie|bovary|cellule|cellules|siecle|empereur|roi|chanson|durkheim|phedre|heros)`,
  asks: `(et |mais |alors |bonjour |svp |dis |donc |pardon )?(que|quoi|quest ce|quest|quel|quelle|quels|quelles|qui|comment|pourquoi|quand|ou|combien|lequel|laquelle|est ce|(a|de|en|dans|par|pour|avec|sur|depuis|sous) (quoi|qui|quel|quelle|quels|quelles|quand|combien)|peux tu|pouvez vous|peut on|pourriez vous|pourrais tu|y a t il|est il|est elle|explique*|expliquez|definis*|decris*|decrivez|donne*|donnez|montre*|montrez|aide*)`,
  wants: `
    (comprends|sais|comprend|vois) pas (~ )?(ce que|pourquoi|comment|quand|qui|ou|la|le|les|si)
    (besoin|voudrais|aimerais|cherche) (~ )?(daide|aide|savoir|comprendre|une explication|un exemple) (~ )?(pour|sur|avec|ce|comment|pourquoi|de)
    (question|questions) (~ )?(sur|concernant|a propos)
  `,
  greeting: `
    (bonjour|bonsoir|salut|coucou|hello|bonne (journee|nuit|soiree)|au revoir|a (bientot|demain|plus)|bienvenue|allo|cher|chere|enchantee?)( ~)?
    (bonjour |salut )?(comment (ca va|vas tu|allez vous|tu vas|vous allez)|ca va( bien)?|quoi de neuf)( ~)?
    (bonjour |salut )?(enchantee?|ravie?)( ~)?|(bonjour |salut )?(je mappelle|je suis (nouveau|nouvelle))( ~)?
    qui es tu|tu es qui|qui etes vous|que peux tu faire|tu es un (robot|bot|humain)( ~)?|il y a quelquun
    (bien )?(cordialement|a vous)( ~)?|(bonne|belle) (fin de )?(semaine|journee|soiree|weekend|week end)( ~)?
  `,
  thanks: `
    (ok |ah |super |parfait |genial |tres bien |dac |daccord )?(un grand |mille )?merci( ~)?( ~)?
    (super|parfait|genial|excellent|tres bien|formidable|top|cool|nickel)( ~)?
    (ok |ah |daccord )?(maintenant )?(jai compris|je comprends|cest (plus )?clair|je vois|compris)( maintenant| mieux| merci| beaucoup)*
    je (te|vous) remercie( ~)?
  `,
  yes: `(oui|ouais|ok|daccord|bien sur|volontiers|sil te plait|sil vous plait|vas y|allez y|certainement|svp|stp|avec plaisir|exactement|tout a fait|pourquoi pas|fais le|dac)( (sil te plait|sil vous plait|svp|stp|merci|bien sur|vas y|fais le|faites le|fais ca|volontiers|je veux bien|oui|transmets|transmettez|la|demande|ce serait (bien|gentil|super)|faites))*`,
  no: `(non|pas (la peine|maintenant|besoin|necessaire)|non merci|laisse|laissez|laisse tomber|inutile|ce nest pas (la peine|necessaire)|cest bon|tant pis|rien|oublie)( (merci|pas|la peine|ce nest pas (la peine|necessaire)|cest bon|maintenant|besoin|laisse|laissez|tomber|ca va|plus tard|tant pis|ca ira))*`,
  follow_up: `
    (et |mais |alors |ok |donc )?(pourquoi|comment|quand|ou|quoi|qui|ah bon|vraiment|et alors|et apres|pourquoi pas|comment ca|encore|continue|et)( ca| cela| est ce| cest| est| exactement| donc| deja| non| comme ca| alors)*
    (et |mais |sil te plait )?(tu peux|peux tu|pourrais tu|pouvez vous|pourriez vous|vous pouvez|est ce que tu peux)( me| nous| le| lui| l| mexpliquer| expliquer| lexpliquer| reexpliquer| dire| redire| repeter| ca| cela| encore| une| fois| plus| simplement| simple| lentement| clairement| detail| details| en| donner| un| autre| exemple| avec| dautres| mots| dune| facon| maniere| autrement| mieux| resumer| preciser| sil te plait| sil vous plait| svp| de| nouveau| montrer| facile| facilement)*
    (sil te plait )?(explique*|expliquez|repete*|repetez|redis|donne*|donnez|resume*|resumez|precise*|dis)( moi| le| ca| cela| encore| une| fois| plus| simplement| simple| un| autre| exemple| avec| dautres| mots| en| detail| mieux| sil te plait| svp| lentement| autrement)*
    (que|quest ce que|quest) (veux tu dire|tu veux dire|ca veut dire|cela veut dire|voulez vous dire|vous voulez dire|ca signifie)( par la| exactement)*
    (je )?(ne )?comprends (toujours |vraiment )?pas( bien| ca| tout| encore)*
    (un|dautres|encore un) (autre )?(exemple|exemples)( sil te plait| svp)*|(plus )?(simplement|lentement|clairement)( svp)?
    (cest|est ce) (vrai|sur|toujours le cas|toujours vrai)|tu es sure?
  `,
  filler: `
    (quelquun |est ce que quelquun )?(peut|peux tu|pouvez vous|pourrait|pourriez vous|pourrais tu)( quelquun| il| me| on| dire| maider| aider| expliquer| mexpliquer| repondre| svp| sil vous plait| sil te plait| une question| a| poser| avec| ca)*
    (jai |une |juste |petite )(~ )?(question)( ~)?|(desolee?|pardon|excusez moi|excuse moi)( ~)?( ~)?|(sil vous plait|svp|aide|urgent)( svp| merci)*|jespere( ~)?( ~)?
  `,
  organisation: `
    (quand|quel jour|a quelle (heure|date)|jusqua quand|dans quelle salle|ou|pour quand|quelle est la date) (~ )?(est|sont|a|aura|commence|faut|doit|dois|avons|ont|rendre|finit|a lieu|de|du|des) (~ )?(~ )?(examen|lexamen|examens|test|controle|partiel|partiels|devoir|devoirs|rendu|cours|td|tp|notes|note|rattrapage|expose|soutenance|date limite|projet|dissertation|interro|resultats)( (final|de|du|la|le|cette|ce|semaine|prochaine|prochain|aura lieu|a lieu|il|t|devoir|mois|lundi|mardi|rendre|est|sont|elles|publiees))*$
    (puis je|peut on|je peux|est ce que je peux|pourrais je|pouvons nous|est il possible|serait il possible|dois je|faut il|je voudrais|jaimerais|on peut) (~ )?(~ )?(rendre|rendu|delai|report|plus de temps|prolongation|en retard|rattraper|repasser|calculatrice|absente?|changer de groupe|justificatif|minscrire|manquer)
    (pourquoi|comment) (~ )?(ma|mes) (~ )?(note|notes|points|resultat)
    (ma|mes|la) (note|notes) (~ )?(basse|mauvaise|fausse|injuste|manque|nulle)
    (quelle|ou|quand|quelles) (~ )?(ma|mes|les) (~ )?(note|notes|resultats)
    (est|sera|ca|chapitre) (~ )?(a lexamen|au controle|au partiel|pour lexamen|au programme)
    (jetais|jai ete|je suis|suis) (~ )?(malade|souffrante?)
    cours (~ )?(annulee?|reporte)
  `,
  feeling: `
    (je suis|je me sens|suis|me sens|tellement|trop) (~ )?(fatiguee?|triste|heureux|heureuse|contente?|epuisee?|stressee?|frustree?|enervee?|nerveux|nerveuse|inquiete?|desesperee?|deprimee?|seule?|fiere?|perdue?|decue?|demotivee?|debordee?|ennuie|angoissee?|nulle?|ravie?|soulagee?|en colere)( ~)?
    (je )?(deteste|hais|adore|aime|supporte plus|nen peux plus de) (~ )?(ce|cette|le|la|les|cours|matiere|maths*)
    (je )?(ny |ne )?comprends (plus )?rien( ~)?|(je )?(nen peux plus|narrive plus|narrive pas (a )?(suivre|dormir|me concentrer)|craque|abandonne)( ~)?
    (je )?(vais|ai|jai) (~ )?(rater|rate|reussi|echoue|reussir|echouer) (~ )?
    (cest|ce cours est|cette matiere est) (~ )?(dur|difficile|ennuyeux|nul|injuste|frustrant|stressant|genial|trop)
    jai (~ )?(peur|honte|le cafard|eu une bonne note|eu une mauvaise note)
  `,
  insult: `
    (tes|tu es|vous etes|ce bot|cette machine|espece d*) (~ )?(nul|nulle|inutile|bete|stupide|idiote?|imbecile|debile|merde|conne?|connard|pathetique|minable|ridicule|incompetente?|pourrie?)
    (ferme la|ta gueule|tais toi|va te faire (foutre|voir)|degage|casse toi|je te (deteste|hais)|la ferme|va en enfer|nique ta mere|ntm)( ~)?
    (stupide|sale|putain de|foutue*) (machine|robot|bot|assistant)|(machine|robot|bot|assistant) (inutile|stupide|debile|nulle?|de merde|a la con)
    ^(idiote?|imbecile|connard|conne?|abrutie?|debile|cretine?)( ~)?$
  `,
  arithmetic: `
    \\d+ (plus|moins|fois|divise par|multiplie par|sur) \\d+
    racine (carree )?de \\d+
  `,
  remark: `(je|jai|mon|ma|mes|nous|notre|hier|aujourdhui) `,
}
