// Languages of which the assistant knows little more than danger, greetings and thanks.
import type { Wordings } from '../wording.ts'

export const others: readonly Wordings[] = [
  {
    lang: 'nl',
    danger: `
      (wil|ga|zou|denk|overweeg|probeer*|kan|wou) (~ )?(mezelf|mijzelf|me) (~ )?(~ )?(doden|van kant maken|ophangen|snijden|pijn doen|verwonden|iets aandoen|het leven benemen)
      (wil|wou|zou) (~ )?(~ )?(dood|doodgaan|sterven|niet meer leven|zelfmoord plegen|er een einde aan maken|er niet meer zijn|niet meer verder leven|dood zijn)
      (snijd|snij) mezelf|ik (~ )?(zelfmoord|suicidaal|zelfdoding)
      (denk|gedachten|praat|dreigt|dacht) (~ )?(aan|over|met|van) (~ )?(zelfmoord|zelfdoding|suicide)
      (vriend|vriendin|broer|zus|klasgenoot|huisgenoot|iemand|hij|zij) (~ )?(~ )?(zichzelf (~ )?(doden|pijn|verwonden|iets aandoen|snijdt|snijden|van kant)|zelfmoord|niet meer leven|wil dood|zelfdoding)
      (dreigt|bedreigt|dreigde) (~ )?(~ )?(vermoorden|doden|pijn|mes|wapen|anderen|mij|ons|neersteken)
      (mijn) (~ )?(vader|moeder|stiefvader|oom|vriend|man|leraar|trainer) (~ )?(slaat|mishandelt|misbruikt|verkracht|raakt) (~ )?(mij|me|ons)
      (ik (ga|wil|zal)) (~ )?(hem|haar|iedereen|ze|jou|mijn leraar|mensen) (~ )?(vermoorden|doodmaken|neersteken|doodschieten|iets aandoen)
      (mes|pistool|wapen|bom) (~ )?(mee )?(naar|op) (~ )?school
    `,
    harmless: '(roman|gedicht|film|personage|hamlet|romeo|cel|cellen|eeuw|keizer|koning)',
    asks: '(en |maar |dus |hallo )?(wat|wie|waar|wanneer|waarom|hoe|welke|welk|hoeveel|waardoor|waarmee|waarvoor|(in|op|van|aan|met|voor|door|sinds) (welke|welk|wat|wie)|is|zijn|kan|kun|kunt|heeft|leg*|geef)',
    greeting:
      '(hallo|hoi|hey|goedemorgen|goedemiddag|goedenavond|goeiemorgen|dag|doei|tot ziens|welkom|beste|prettig weekend|fijn weekend)( ~)?|(hallo |hoi )?(hoe gaat het|alles goed|ik heet|mijn naam is|leuk je te ontmoeten)( ~)?|(met )?vriendelijke groet*( ~)?|groetjes( ~)?',
    thanks:
      '(ok |ah |top |super )?(bedankt|dank je|dank u|dankjewel|dankuwel|hartelijk dank|heel erg bedankt|thanks)( ~)?( ~)?|(top|super|perfect|geweldig|prima)( ~)?|(nu )?(snap ik het|begrijp ik het|ik snap het|ik begrijp het|duidelijk)( ~)?',
    yes: '(ja|graag|oke|ok|prima|zeker|doe maar|natuurlijk|alsjeblieft)( (graag|alsjeblieft|doe maar|dat|doe dat|bedankt|is goed))*',
    no: '(nee|niet nodig|laat maar|hoeft niet|nu niet)( (bedankt|dank je|hoeft niet|niet nodig|laat maar))*',
    follow_up:
      '(en |maar |dus )?(waarom|hoe|wanneer|waar|wie|wat|hoezo|echt|en dan|hoezo dat)( dat| is dat| precies| zo| niet)*|(kun|kan|kunt|zou) (je|u)( dat| het| me| mij| nog| een| eens| keer| uitleggen| simpeler| eenvoudiger| makkelijker| geven| voorbeeld| ander| herhalen| alsjeblieft| in| andere| woorden| beter| meer| zeggen| met)*|(ik )?(snap|begrijp) (het|dat)( nog| echt)? niet|wat bedoel je( daarmee)?',
    organisation:
      '(wanneer|welke dag|hoe laat|in welk lokaal|waar) (~ )?(is|zijn|begint|moet|moeten) (~ )?(~ )?(tentamen|examen|toets|deadline|huiswerk|les|college|cijfers|inleveren|opdracht|herkansing|verslag)( ~)?$|(mag|kan|kunnen|mogen) (~ )?(~ )?(later inleveren|uitstel|inleveren|herkans*|ziek|rekenmachine|meer tijd)|(waarom|wat) (~ )?mijn cijfer|(ik )?(ben|was) ziek( ~)?',
    feeling:
      '(ik )?(ben|voel me) (~ )?(moe|verdrietig|blij|boos|gestrest|gelukkig|bang|eenzaam|gefrustreerd|trots|nerveus|verveeld|op|teleurgesteld)( ~)?|(haat|hou van) (~ )?(dit|deze|vak|les|wiskunde|school)|(ik )?(snap|begrijp) (er )?(~ )?niets( ~)?|(kan|hou|trek) (~ )?(niet meer|het niet meer|niet slapen|niet bij)( ~)?',
    insult:
      '(je bent|jij bent|deze bot|wat een) (~ )?(nutteloos|stom*|dom*|waardeloos|idioot|sukkel|debiel)|(hou je (mond|kop|bek)|rot op|val dood|ga weg|flikker op)( ~)?|^(idioot|sukkel|debiel|klootzak|domkop)( ~)?$',
    arithmetic: '\\d+ (plus|min|keer|gedeeld door) \\d+',
    remark: '(ik|mijn|wij|onze|gisteren|vandaag) ',
  },
  {
    lang: 'pl',
    danger: `
      (chce|zamierzam|mysle|chcialbym|chcialabym|planuje|probowal*) (~ )?(sie zabic|zabic sie|umrzec|popelnic samobojstwo|skonczyc ze soba|zrobic sobie krzywde|odebrac sobie zycie|o samobojstwie|pociac sie|nie zyc)
      zabije sie|tne sie|samookalecz*
      nie (chce|moge) (~ )?(juz )?(zyc|istniec)|nie chce mi sie zyc
      (mysli|proba|mowi|grozi) (~ )?(samobojcz*|samobojstw*)
      (kolega|kolezanka|przyjaciel|przyjaciolka|brat|siostra|ktos|on|ona) (~ )?(~ )?(zabic sie|sie zabic|sie zabije|samobojstw*|umrzec|zrobic sobie krzywde|nie chce zyc|sie tnie|krzywde)
      (grozi|grozil*|groza) (~ )?(~ )?(zabi*|pobi*|krzywd*|nozem|bronia|mi|nam)
      (moj|moja) (~ )?(ojciec|matka|ojczym|wujek|chlopak|maz|nauczyciel|tata|brat) (~ )?(mnie) (~ )?(bije|dotyka|gwalci|molestuje|krzywdzi)
      (zabije|zamorduje|chce zabic) (~ )?(go|ja|ich|was|wszystkich|nauczyciel*|kogos|cie)
    `,
    greeting:
      '(czesc|dzien dobry|dobry wieczor|witam|witaj|hej|dobranoc|do widzenia|siema|milego*)( ~)?|(czesc |hej )?(jak sie masz|co slychac|milo mi)( ~)?',
    thanks:
      '(ok |super )?(bardzo )?(dziekuje|dzieki|dziekuje bardzo|wielkie dzieki)( ~)?( ~)?|(super|swietnie|doskonale)( ~)?|(teraz )?(rozumiem|juz rozumiem)( ~)?',
    yes: '(tak|jasne|dobrze|ok|prosze|pewnie|oczywiscie)( (prosze|zrob to|poprosze|tak))*',
    no: '(nie|nie trzeba|niewazne|nie dziekuje)( (dziekuje|trzeba|dzieki|nie))*',
    follow_up:
      '(a |i |ale )?(dlaczego|czemu|jak|kiedy|gdzie|kto|co|naprawde)( to| tak| nie)*|(czy )?(mozesz|moglbys|moglabys|moze pan|moze pani)( to| mi| wyjasnic| wytlumaczyc| prosciej| jeszcze| raz| podac| przyklad| inny| innymi| slowami| powtorzyc)*|nie rozumiem( tego)?',
    asks: '(a |i |ale |czesc )?(co|kto|jak|dlaczego|czemu|kiedy|gdzie|ktory|ktora|ktore|jaki|jaka|jakie|ile|czy|czym|(w|na|z|do|od|o|po) (czym|ktorym|jakim|ktorej|jakiej|kogo))',
    organisation:
      '(kiedy|o ktorej|gdzie|w ktorej sali|do kiedy) (~ )?(~ )?(egzamin|kolokwium|sprawdzian|termin|praca domowa|zajecia|wyklad|oceny|oddac|poprawka)( ~)?$|(czy )?(moge|mozna|mozemy) (~ )?(~ )?(oddac|przedluz*|poprawic|pozniej|zwolnienie)|dlaczego (~ )?moja ocena|(bylem|bylam|jestem) chor*( ~)?',
    feeling:
      '(jestem|czuje sie) (~ )?(zmeczon*|smutn*|szczesliw*|zl[ya]|zestresowan*|samotn*|sfrustrowan*|dumn*)( ~)?|(nienawidze|kocham) (~ )?(tego|ten|przedmiotu|szkoly|matematyki)|nic nie rozumiem( ~)?',
    insult:
      '(jestes|ty) (~ )?(glupi*|beznadziejn*|bezuzyteczn*|idiot*|debil*)|(zamknij sie|spadaj|wal sie|odwal sie)( ~)?|^(idiota|debil|kretyn|glupek)( ~)?$',
  },
  {
    lang: 'el',
    script: /\p{Script=Greek}/u,
    danger: `
      (θελω|σκεφτομαι|σκεφτηκα|προκειται|θα ηθελα|προσπαθησα|σκοπευω) (~ )?(να )?(αυτοκτονησω|πεθανω|σκοτωθω|σκοτωσω τον εαυτο μου|κανω κακο στον εαυτο μου|την αυτοκτονια|δωσω τελος|βλαψω τον εαυτο μου|κοψω τις φλεβες)
      θα (αυτοκτονησω|σκοτωθω|σκοτωσω (~ )?(ολους|τον|την|τους|καποιον))
      δεν (θελω|αντεχω|μπορω) (~ )?(αλλο )?(πια )?να (ζησω|ζω)
      (αυτοκτονικ*|τασεις αυτοκτονιας|σκεψεις αυτοκτονιας)
      (φιλος|φιλη|αδελφος|αδελφη|αδερφος|αδερφη|συμμαθητης|συμμαθητρια|καποιος) (~ )?(~ )?(~ )?(αυτοκτον*|σκοτωσει τον εαυτο|σκοτωθει|κανει κακο στον εαυτο|πεθανει|κοβεται|βλαψει τον εαυτο|βλαπτει)
      (απειλει|απειλησε|απειλουν) (~ )?(~ )?(σκοτωσει|χτυπησει|βλαψει|μαχαιρι|οπλο|κανει κακο|αυτοκτον*)
      ο πατερας μου (~ )?(με )?(χτυπα*|δερνει|κακοποιει)|(με )?(βιασαν|βιασε|κακοποιουν|χτυπαει ο πατερας)
    `,
    greeting:
      '(γεια*|καλημερα|καλησπερα|καληνυχτα|χαιρετε|αντιο|καλως*)( ~)?|(γεια* )?(τι κανεις|πως εισαι|τι κανετε|χαρηκα)( ~)?',
    thanks:
      '(ενταξει |τελεια )?(ευχαριστω|σε ευχαριστω|σας ευχαριστω)( ~)?( ~)?|(τελεια|υπεροχα|ωραια)( ~)?|(τωρα )?καταλαβα( ~)?',
    yes: '(ναι|βεβαια|φυσικα|ενταξει|παρακαλω|οκ)( (παρακαλω|ευχαριστω|κανε το|βεβαια))*',
    no: '(οχι|δεν χρειαζεται|ασε|αστο)( (ευχαριστω|δεν χρειαζεται))*',
    follow_up:
      '(και |αλλα )?(γιατι|πως|ποτε|που|ποιος|τι)( αυτο| ετσι| οχι)*|(μπορεις|μπορειτε|μπορουσες)( να| μου| το| εξηγησεις| εξηγησετε| πιο| απλα| δωσεις| ενα| παραδειγμα| αλλο| ξανα| παλι| επαναλαβεις)*|δεν (καταλαβα|καταλαβαινω)',
    asks: '(και |αλλα )?(τι|ποιος|ποια|ποιο|ποιοι|ποιες|ποιον|ποιαν|πως|γιατι|ποτε|που|ποσο|ποσα|ποσοι|ποσες|σε (τι|ποιο|ποια|ποιον|ποιους)|απο (τι|ποιο|που|ποιον)|με (τι|ποιο|ποιον)|για (ποιο|ποιον|τι))',
    organisation:
      '(ποτε|τι ωρα|που|ποια μερα|μεχρι ποτε) (~ )?(~ )?(εξεταση|εξετασεις|διαγωνισμα|εργασια|μαθημα|βαθμοι|προθεσμια|παραδοση)( ~)?$|(μπορω|μπορουμε|γινεται) (~ )?(~ )?(παρατασ*|παραδωσω|αργοτερα)|γιατι (~ )?(ο βαθμος|βαθμος) μου|ημουν αρρωστ*( ~)?',
    feeling:
      '(ειμαι|νιωθω) (~ )?(κουρασμεν*|λυπημεν*|χαρουμεν*|αγχωμεν*|θυμωμεν*|μον[οη]|απογοητευμεν*|ευτυχισμεν*)( ~)?|(μισω|αγαπω|βαριεμαι) (~ )?(το|αυτο|μαθημα|σχολειο)|δεν καταλαβαινω τιποτα( ~)?',
    insult:
      '(εισαι|εισαστε) (~ )?(αχρηστ*|ηλιθι*|χαζ*|βλακας|ανοητ*)|(σκασε|βουλωσε το|αντε γαμησου|φυγε)( ~)?|^(ηλιθιε|βλακα|χαζε|ηλιθιος)( ~)?$',
  },
  {
    lang: 'ko',
    script: /[\p{Script=Hangul}ᄀ-ᇿ]/u,
    danger: `
      (죽고|자살하고|사라지고|자해하고) (싶*|싶다|싶어*)|(살고|살기) (싶지|싫*)|죽고싶*|자살하고싶*|살기싫*|살고싶지*
      (자살|자해) (~ )?(생각*|하고|할*|하려*|충동*|시도*|했*)|(자살할|자해를|자살을|자해하|자살하려|자살하겠다*|자해한다*|자살한다*)*자살을 (~ )?[^ .]+
      (스스로|자신을|나를) (~ )?(해치*|죽이*|다치게*)
      (친구*|동생*|언니*|형*|누나*|오빠*|누군가*) (~ )?(~ )?(자살*|자해*|죽고|죽겠*|죽고싶*|해치*)
      (죽여버*|죽이고 싶*|죽일 거*|죽이겠*)
      (협박*|위협*) (~ )?(당*|하*|받*|했*)
      (아빠*|아버지*|엄마*|어머니*|선생님*|삼촌*) (~ )?(~ )?(때려*|때리*|성폭*|학대*|만져*|폭행*)
      (성폭행*|성추행*|학대*|폭행*) (~ )?(당*|받*)
    `,
    greeting: '(안녕*|안녕하세요|반가*|좋은 (아침*|하루*)|잘 (가*|지내*)|여보세요)( ~)?',
    thanks:
      '(정말 |너무 |진짜 )?(감사*|고마*|고맙*)( ~)?|(좋아요|훌륭*|완벽*)( ~)?|(이제 )?(알겠*|이해했*|이해됐*)( ~)?',
    yes: '(네|예|응|좋아요|그래*|부탁*|물론*)( (부탁*|해 ?주세요|그렇게|해|좋아요))*',
    no: '(아니*|괜찮*|필요 ?없*|됐*)( (괜찮*|필요|없*|감사*|됐*))*',
    follow_up:
      '(그런데 |그럼 |그래서 |근데 )?(왜|어떻게|언제|어디|누가|정말)( 그래*| 그런*| 그렇*| 요*| 그런가요| 그러죠)*|왜요|왜죠|(더|다시|조금) (~ )?(쉽게|간단*|자세*|설명*)( ~)?|(이해가 )?(안 (돼*|됩*)|못 했*|이해 못*)( ~)?|(다른 )?예(를|시)( ~)?',
    organisation:
      '(시험*|과제*|수업*|기말*|중간*|숙제*|성적*|마감*|발표*) (~ )?(언제*|몇 시*|어디*|며칠*)( ~)?|(과제*|숙제*|시험*) (~ )?(늦*|연장*|미루*|나중*)( ~)?|(성적*|점수*) (~ )?(왜|낮*)( ~)?',
    feeling:
      '(너무 |정말 |진짜 )?(피곤*|슬퍼*|슬프*|행복*|기뻐*|기쁘*|힘들*|우울*|화가*|외로*|불안*|짜증*|지쳤*|스트레스*)( ~)?|(수업*|학교*|수학*) (~ )?(싫*|미워*|재미없*)|(하나도|전혀) (~ )?(모르*|이해*)( ~)?',
    insult:
      '(너는|넌|너|이 봇*) (~ )?(바보*|멍청*|쓸모*|쓰레기*|병신*)|(닥쳐*|꺼져*|입 닥*|시끄러*)( ~)?|^(바보*|멍청이*|병신*|쓰레기*)( ~)?$',
  },
  {
    lang: 'hi',
    script: /\p{Script=Devanagari}/u,
    danger: `
      (मरना|आत्महत्या|खुदकुशी|सुसाइड) (~ )?(चाहत*|करना|कर|करूंगा|करूंगी|करने|चाहूं|की धमकी|के बारे|के विचार)
      (जीना|जिंदा रहना) (~ )?नहीं (~ )?(चाहत*|है)|(अब )?और (~ )?जीना नहीं
      (खुद को|अपने आप को|स्वयं को) (~ )?(मार*|नुकसान|चोट|काट*|खत्म)
      (अपनी जान|अपना जीवन|जान) (~ )?(दे दूं|लेना|लूं|खत्म|दे देना|देना चाहत*|लेने)
      (उसे|उन्हें|सबको|सब को|टीचर को|शिक्षक को|लोगों को) (~ )?(मार डालूं*|मार दूं*|जान से मार*)
      (धमकी|धमकियां) (~ )?(दे|दी|मिल*)
      (पिता|पापा|मां|चाचा|शिक्षक|भाई) (~ )?(मुझे) (~ )?(मारते|पीटते|मारता|पीटता|छूते|छूता)
      मेरे साथ (~ )?(बलात्कार|दुर्व्यवहार|यौन)
    `,
    greeting:
      '(नमस्ते|नमस्कार|हैलो|हाय|सुप्रभात|शुभ (प्रभात|रात्रि|संध्या)|प्रणाम)( ~)?|(नमस्ते )?(आप कैसे हैं|कैसे हो|क्या हाल है)( ~)?',
    thanks: '(बहुत |आपका )?(बहुत )?(धन्यवाद|शुक्रिया|आभार)( ~)?( ~)?|(अब )?(समझ गया|समझ गई|समझ में आ गया)( ~)?',
    yes: '(हां|जी|जी हां|ठीक है|कृपया|ज़रूर)( (कृपया|करें|कर दो|जी|ठीक है))*',
    no: '(नहीं|जी नहीं|रहने दो|ज़रूरत नहीं)( (धन्यवाद|रहने दो|जरूरत नहीं))*',
    follow_up: '(और |लेकिन )?(क्यों|कैसे|कब|कहां|कौन|क्या|ऐसा क्यों)( है| ऐसा| हुआ)*',
  },
  {
    lang: 'vi',
    danger: `
      (muon|dinh|se|nghi den|nghi ve|toan) (~ )?(chet|tu tu|tu sat|tu hai|ket lieu|tu lam hai ban than|lam hai ban than|bien mat mai mai)
      khong (~ )?(muon song|thiet song|con muon song)
      (ban|em|anh|chi|ai do) (~ )?(~ )?(tu tu|tu sat|tu lam hai|ket lieu|lam hai ban than)
      (doa|de doa|dam doa) (~ )?(giet|danh|lam hai)|(bo|me|cha|duong|thay) (~ )?(danh|xam hai|lam dung) (toi|em|con)
      (toi|em|tao) (~ )?(se|muon) giet (~ )?(no|han|thay|co|moi nguoi|ban|ho)
    `,
    greeting:
      '(xin chao|chao|chao buoi (sang|chieu|toi)|hello|tam biet)( ~)?|(chao |xin chao )?(ban khoe khong|khoe khong)( ~)?',
    thanks: '(rat |vo cung )?(cam on)( ~)?( ~)?|(bay gio )?(toi |em )?(hieu roi|da hieu)( ~)?',
    yes: '(co|vang|da|duoc|ok|dong y|lam on)( (a|lam on|vang|duoc))*',
    no: '(khong|khong can|thoi)( (cam on|can|can dau|a))*',
    follow_up: '(va |nhung )?(tai sao|vi sao|nhu the nao|khi nao|o dau|sao)( vay| the| lai| nhu vay)*',
  },
  {
    lang: 'ro',
    danger: `
      (vreau|as vrea|ma gandesc|imi vine|planuiesc|am incercat) (~ )?(sa )?(~ )?(ma (sinucid|omor|spanzur|tai|ranesc|arunc)|mor|imi (fac rau|iau viata)|la sinucidere|la suicid|nu mai exist)(?! de (ras|foame|rusine|somn))
      nu (~ )?mai (~ )?(vreau|pot) (~ )?sa (mai )?(traiesc|exist)
      ma (sinucid|omor|tai)
      (prieten*|prietena|fratele|sora|colegul|colega|cineva|el|ea) (~ )?(~ )?(se sinucida|se sinucide|sinuciderea|isi faca rau|isi face rau|se omoare|sa moara|isi ia viata|nu mai vrea sa traiasca|se taie|sinucidere)
      (ameninta|amenintat|amenintata) (~ )?(~ )?(omoare|loveasca|faca rau|cutit|moartea|ranească)
      (tatal|mama|tata|unchiul|iubitul|profesorul) (~ )?(meu|mea )?(~ )?ma (bate|atinge|violeaza|abuzeaza|loveste)
      (o sa|voi|vreau sa) (~ )?(il |o |ii )?(omor|injunghi|impusc) (~ )?(pe|toti)?
    `,
    greeting:
      '(buna*|salut*|buna (ziua|dimineata|seara)|noapte buna|la revedere|hei|bine ai venit|servus)( ~)?|(buna |salut )?(ce (mai )?faci|cum esti|imi pare bine)( ~)?',
    thanks: '(ok |super )?(iti |va )?(multumesc|mersi|multumim)( ~)?( ~)?|(acum )?(am inteles|inteleg)( ~)?',
    yes: '(da|sigur|desigur|ok|bine|te rog|va rog)( (te rog|va rog|multumesc|fa asta))*',
    no: '(nu|nu e nevoie|las*)( (multumesc|mersi|e nevoie|nu|acum))*',
    follow_up:
      '(si |dar )?(de ce|cum|cand|unde|cine|ce)( asa| nu| anume| asta)*|(poti|puteti|ai putea)( te rog| sa| imi| explici| mai| simplu| din nou| repeti| asta| dai| un| exemplu| alt)*|nu (inteleg|am inteles)',
    asks: '(si |dar |salut )?(ce|cine|cum|cand|unde|de ce|care|cat|cati|cate|cata|carui|carei|pe (cine|ce|care)|la (ce|cine|care)|in (ce|care)|cu (ce|cine|care)|din (ce|care)|pentru (ce|cine|care))',
  },
  {
    lang: 'th',
    script: /\p{Script=Thai}/u,
    danger: `
      (อยาก|คิดจะ|จะ|กำลังจะ|ตั้งใจจะ|คิดเรื่อง)(~)?(ฆ่าตัวตาย|ตาย|ทำร้ายตัวเอง|จบชีวิต|กรีดข้อมือ|หายไปตลอดกาล)(?!ตัว)
      ไม่อยาก(~)?(มีชีวิต|อยู่แล้ว|อยู่ต่อ|อยู่อีก|มีชีวิตอยู่)
      (เพื่อน|น้อง|พี่|แฟน|เขา|เธอ|มีคน)(~)?(~)?(ฆ่าตัวตาย|ทำร้ายตัวเอง|อยากตาย|จบชีวิต)
      (ขู่|ข่มขู่)(~)?(ฆ่า|ทำร้าย|จะ)|(พ่อ|แม่|ครู|ลุง)(~)?(ตี|ทำร้าย|ลวนลาม|ข่มขืน)(ฉัน|ผม|หนู)
      (ฉัน|ผม|กู)(~)?(จะ|อยาก)ฆ่า(เขา|มัน|เธอ|ทุกคน|ครู|แก)
    `,
    greeting: '(สวัสดี|หวัดดี|อรุณสวัสดิ์|ลาก่อน|ยินดีที่ได้รู้จัก)[^.]{0,24}|สบายดีไหม[^.]{0,6}',
    thanks: '(ขอบคุณ|ขอบใจ)[^.]{0,24}|(ตอนนี้)?เข้าใจแล้ว[^.]{0,8}',
    yes: '(ใช่|ครับ|ค่ะ|ได้|ตกลง|โอเค|ขอ)(ครับ|ค่ะ|ได้เลย|เลย| )*',
    no: '(ไม่|ไม่เป็นไร|ไม่ต้อง)(ครับ|ค่ะ|ขอบคุณ|เป็นไร| )*',
    follow_up:
      '(แล้ว|แต่)?(ทำไม|อย่างไร|เพราะอะไร)(ล่ะ|ถึง|เป็นแบบนั้น|ครับ|ค่ะ|เหรอ| )*|(ช่วย)?อธิบาย(อีกครั้ง|ง่ายๆ|ให้ง่ายกว่านี้|ใหม่)[^.]{0,10}',
  },
  {
    lang: 'uk',
    script: /\p{Script=Cyrillic}/u,
    danger: `
      (хочу|збираюся|думаю|планую|хочеться) (~ )?(вбити себе|померти|накласти на себе руки|покінчити з собою|про самогубство|порізати себе|завдати собі шкоди)
      не хочу (~ )?жити|(друг|подруга|брат|сестра|хтось|однокласни*) (~ )?(~ )?(вбити себе|самогубств*|померти|заподіяти собі|не хоче жити|ріже себе)
      (погрожує|погрожував) (~ )?(~ )?(вбити|побити|ножем|зброєю)|(батько|мати|вітчим|дядько|вчитель) (~ )?(мене )?(бє|бʼє|ґвалтує)
    `,
    greeting: '(привіт*|добрии (день|вечір)|доброго (ранку|дня)|вітаю|до побачення)( ~)?',
    thanks: '(щиро |велике )?(дякую|спасибі)( ~)?( ~)?|(тепер )?(зрозумів|зрозуміла|зрозуміло)( ~)?',
  },
  {
    lang: 'sv',
    danger: `
      (vill|tanker|ska|funderar pa|planerar|forsokte) (~ )?(ta livet av mig|do|doda mig( sjalv)?|skada mig sjalv|bega sjalvmord|skara mig|sjalvmord|hanga mig)(?! av (skratt|hunger))
      (orkar|vill) inte (~ )?leva|(van|kompis|vaninna|bror|syster|klasskamrat|nagon) (~ )?(~ )?(ta livet av sig|sjalvmord|skada sig|skadar sig|vill do|inte leva)
      (hotar|hotade) (~ )?(~ )?(doda|skada|sla|kniv|vapen)|(min|mina) (pappa|mamma|styvpappa|farbror|pojkvan|larare) (~ )?(slar|valdtar|misshandlar) mig
    `,
    greeting: '(hej*|god (morgon|kvall|dag)|tjena|hejda|valkommen)( ~)?|(hej )?(hur mar du|hur ar det)( ~)?',
    thanks: '(stort )?(tack*|tusen tack)( ~)?( ~)?',
  },
  {
    lang: 'id',
    danger: `
      (ingin|mau|akan|berpikir|berencana|pengen) (~ )?(bunuh diri|mati|mengakhiri hidup*|menyakiti diri( sendiri)?|membunuh diri|melukai diri( sendiri)?|lenyap selamanya)(?! (ketawa|kelaparan))
      tidak (~ )?(ingin|mau) (~ )?hidup|(teman*|adik*|kakak*|seseorang|dia) (~ )?(~ )?(bunuh diri|menyakiti diri|mengakhiri hidup|melukai diri|ingin mati)
      (mengancam|diancam) (~ )?(~ )?(membunuh|menyakiti|melukai|pisau|senjata)|(ayah|ibu|paman|guru|pacar) (~ )?(memukul*|memperkosa|melecehkan) (saya|aku)
    `,
    greeting: '(halo|hai|selamat (pagi|siang|sore|malam)|apa kabar|permisi|sampai jumpa)( ~)?',
    thanks: '(banyak )?(terima kasih|makasih|trims)( ~)?( ~)?',
    yes: '(ya|iya|tentu|baik|oke|tolong)( (tolong|silakan|ya))*',
    no: '(tidak|nggak|tidak usah|tidak perlu)( (terima kasih|usah|perlu|makasih))*',
    follow_up: '(dan |tapi )?(kenapa|mengapa|bagaimana|kapan|di mana|siapa)( begitu| itu| bisa)*',
  },
  {
    lang: 'fa',
    script: /[پچژگ]/u,
    danger: `
      (ميخواهم|ميخوام|مي خواهم|مي خوام|ميخوام که|قصد دارم|به) (~ )?(خودم را بکشم|خودمو بکشم|بميرم|خودکشي|به زندگيم پايان)
      (نميخواهم|نمي خواهم|نميخوام|نمي خوام) (~ )?(زنده|زندگي) (~ )?|خودکشي (~ )?(کنم|ميکنم|فکر ميکنم|کند)
    `,
    thanks: '(خيلي )?(ممنون*|متشکر*|مرسي|سپاس*)( ~)?',
  },
]
