import type { Wordings } from '../wording.ts'

const FRIEND =
  '(arkadasim*|arkadas*|kardesim*|ablam|abim|agabeyim|kuzenim|sevgilim|annem|babam|oglum|kizim|komsum|ogrencim|biri|birisi|o|sinif arkadasim*|oda arkadasim|kiz arkadasim|erkek arkadasim)'

export const tr: Wordings = {
  lang: 'tr',
  danger: `
    (kendimi|canima) (~ )?(oldurmek|oldurecegim|oldurecem|oldurmeyi|asmak|asacagim|kesiyorum|kesmek|kiymak|kiyacagim|kiymayi|yaralamak|yaraliyorum|zarar vermek|zarar veriyorum|zarar verecegim|oldursem|oldururum|atacagim|atmak)
    kendime (~ )?(zarar|kotuluk) (~ )?(ver*|etmek|yapmak)
    (intihar) (~ )?(et*|ede*|edi*|dusun*|girisim*|planl*|istiyor*|mektub*|edecek*)(?! (oran*|istatist*|orani))
    (olmek|olmeyi|olup gitmek) (~ )?(istiyorum|isterdim|istiyor|diliyorum|isterim|dusunuyorum)
    (yasamak|hayatta kalmak|var olmak|uyanmak|devam etmek yasamaya) (~ )?(istemiyorum|istemiyor|istemedigini|istemiyordu)
    (yasamanin|hayatin|hayatimin) (~ )?(anlami|bir anlami|degeri) (~ )?(yok|kalmadi)
    (keske) (~ )?(olsem|olseydim|dogmasaydim|hic dogmasaydim|olu olsam)
    (hayatima|yasamima|her seye) (~ )?son (~ )?(ver*)
    (bensiz|ben olmasam|ben olursem|ben olmadan) (~ )?(daha iyi|daha mutlu|kimse)
    (kimse) (~ )?(beni ozlemez|yoklugumu fark etmez|ozlemeyecek)
    ${FRIEND} (~ )?(~ )?(kendini oldur*|kendine zarar|intihar|kendini kes*|canina kiy*|yasamak istem*|olmek ist*|kendini as*)
    (kendine|kendisine) zarar (~ )?(ver*)
    (onu|onlari|hepsini|herkesi|seni|hocayi|ogretmeni|ogretmenimi|annemi|babami|sinif arkadasimi|birini|okuldakileri|hepinizi) (~ )?(oldurecegim|oldurecem|oldurmek istiyorum|vuracagim|bicaklayacagim|doveceg*|vurmak istiyorum|oldururum|dovmek istiyorum)
    (baskalarina|birine|arkadaslarina|bize|bana|ona|digerlerine|ogretmene|ogretmenime|herkese|insanlara) (~ )?zarar (~ )?(ver*)
    (tehdit) (~ )?(ediyor*|etti*|ediliyor*|edildi*)
    (okula|sinifa|derse|universiteye) (~ )?(silah*|bicak*|tabanca*|bomba*) (~ )?(getir*|getirecek*|sok*)
    (silah*|bicak*|tabanca*|bomba*) (~ )?(okula|sinifa|derse|cantasinda)
    (babam|annem|uvey babam|dayim|amcam|abim|erkek arkadasim|kocam|ogretmenim|hocam|antrenorum|ailem) (~ )?(~ )?(beni|bana) (~ )?(dovuyor|vuruyor|taciz|dokunuyor|tecavuz|istismar|siddet|dover|dovdu|vurdu)
    (bana|tecavuze|istismara|tacize|siddete) (~ )?(tecavuz|ugradim|ugruyorum|taciz e*|istismar e*)
    eve (gitmekten|donmekten) korkuyorum
    (cok|butun|tum|\\d+|bir kutu|bir suru) (~ )?(hap|ilac*|hapi|haplari) (~ )?(ictim|yuttum|aldim|icecegim)
    (kopruden|catidan|balkondan|pencereden|trenin onune|camdan) (~ )?(atla*|atlayacagim|kendimi at*)
    veda mektubu (~ )?(yaz*)
    (ambulans) (~ )?(cagir*|lazim|gerek)
  `,
  harmless: `(roman*|siir*|film*|karakter*|tiyatro*|hikaye*|hamlet|romeo|juliet|hucre*|yuzyil*|padisah*|sarki*|durkheim|kahraman*)`,
  asks: `(peki |ve |ama |hocam |merhaba |acaba )?(ne|neden|nicin|niye|nasil|nerede|nereye|nereden|kim|kimin|kimi|kime|hangi|hangisi|kac|ne zaman|ne kadar|kaci|acikla*|anlat*|tanimla*|soyle*|goster*)`,
  wants: `
    (ne|neden|nasil|hangi|kim) (~ )?(oldugunu|anlamadim|anlamiyorum|bilmiyorum|ogrenmek istiyorum|merak ediyorum)
    (hakkinda|konusunda|ile ilgili) (~ )?(yardim|bilgi|soru*|ogrenmek)
  `,
  greeting: `
    ([^ .]+ )?(merhaba*|selam*|selamlar|gunaydin|iyi (gunler|aksamlar|geceler|dersler|hafta sonlari)|hos geldin*|hosca kal*|gorusuruz|hey|slm|mrb|hayirli|alo|sevgili|sayin|kolay gelsin|tanistigima*|memnun oldum|iyi calismalar)( ~)?
    (merhaba |selam )?(nasilsin*|naber|ne haber|nasil gidiyor|iyi misin*|tanistigima memnun oldum|tanistigimiza sevindim)( ~)?
    (merhaba |selam )?(benim )?adim( ~)?|(merhaba )?ben yeni( ~)?|sen kimsin|kimsin|sen nesin|neler yapabilirsin|bot musun|orada kimse var mi|kimse var mi
    saygilar*( ~)?
  `,
  thanks: `
    (tamam |ah |harika |super |cok guzel |peki )?(cok |gercekten |bin )?(tesekkur*|tesekkurler|sagol*|sag ol*|eyvallah|minnettar*|tsk|tskler)( ~)?( ~)?
    (yardim*|cevap*|aciklama*|her sey) (~ )?(icin) (~ )?(tesekkur*|sagol*|sag ol*)( ~)?
    (harika|super|mukemmel|cok iyi|cok guzel|muthis|guzel|aferin)( ~)?
    (tamam |ah )?(simdi |artik )?(anladim|anlasildi|anliyorum)( simdi| tesekkur*| sagol*| tamam)*
  `,
  yes: `(evet|tamam|olur|tabii|tabi|elbette|lutfen|peki|kesinlikle|aynen|hay hay|iyi olur|yap|tabii ki|memnuniyetle|dogru)( (lutfen|yap|olur|tamam|tabii|ilet|iletebilirsin|sor|gonder|isterim|evet|iyi olur|cok iyi olur|tesekkur*|yapin|yapabilirsin|bunu|onu|oyle|ki))*`,
  no: `(hayir|yok|gerek yok|istemem|istemiyorum|bosver|simdi degil|vazgectim|olmaz|gerekmez|kalsin|yapma)( (gerek|yok|tesekkur*|sagol*|sag|ol|istemiyorum|gerek yok|lutfen|simdi|degil|kalsin|bosver|gerekmiyor|bunu|yapma|kendim sorarim))*`,
  follow_up: `
    (peki |ve |ama |tamam |ee |eee )?(neden|niye|nicin|nasil|ne zaman|nerede|kim|ne|gercekten mi|sonra|sonra ne|neden olmasin|baska|devam|devam et|oyle mi|emin misin)( oyle| boyle| peki| ki| acaba| tam olarak| yani| bu| o| lutfen| oluyor)*
    (peki |lutfen )?(bunu|onu|sunu|bunlari|tekrar|biraz|daha|bir|bana)( daha| bir| biraz| kez| defa| tekrar| basit*| kolay*| acik*| ayrintili*| detayli*| kisa*| yavas*| baska| sekilde| sekilde| turlu| kelimelerle| sozcuklerle| ornek*| dille| anlat*| acikla*| soyle*| ver*| verir| misin*| musun*| lutfen| gostere*| goster*| ozetle*| olarak| cumlelerle| mi)*
    (baska |bir |daha )?(ornek|ornekler)( daha| ver*| verir| misin*| lutfen| gosterir)*|(daha )?(basit*|acik*|kisa*|yavas*)( anlat*| acikla*| lutfen| misin*)*
    (ne|nasil) (demek|yani|demek istiyorsun|demek istedin|anlama geliyor)( bu| o| istiyorsun| istedin)*
    (bunu |hala |hic )?(anlamadim|anlamiyorum|anlayamadim)( bunu| hala| pek| tam)*
    bu (dogru|kesin|her zaman)( mu| mi| boyle mi| oyle mi)*
  `,
  filler: `
    (biri|birisi|bana|acaba|lutfen) (~ )?(yardim eder*|yardimci*|soyle*|acikla*|anlat*|yardim edebilir|soyleyebilir|cevap*)( misin*| mi*| lutfen| bana| acaba)*
    (bir |kucuk |kisa )*(sorum|soru)( var| olacak| olacakti| sormak| istiyorum| ~)*|(pardon|ozur dilerim|kusura bakma*|affedersin*)( ~)?( ~)?|(lutfen|yardim|acil)( lutfen)*|umarim( ~)?( ~)?
  `,
  organisation: `
    (sinav*|final*|vize*|odev*|proje*|sunum*|ders*|quiz*|test*|teslim*|not*|butunleme*|telafi*|rapor*|tez*) (~ )?(~ )?(ne zaman|hangi gun|hangi tarihte|saat kacta|kacta|nerede|hangi sinifta|hangi salonda|ne zamana kadar|kac gun|hangi hafta)( (mi|acaba|yapilacak|olacak|bitiyor|baslayacak|teslim|edilecek|edecegiz|aciklanacak|basliyor|var|oluyor|vermemiz|gerekiyor|etmeliyiz))*$
    (ne zaman|hangi gun|hangi tarihte|saat kacta|nerede|ne zamana kadar|hangi salonda) (~ )?(~ )?(sinav*|final|vize|odev*|proje*|teslim*|notlar*|ders*|quiz*|butunleme*|telafi*)( (ne|var|olacak|yapilacak|edecegiz|edilecek|aciklanacak|basliyor|mi|bitiyor|olcak|vermemiz|gerekiyor))*$
    (odev*|proje*|sinav*|rapor*|teslim*|sure*|ders*|calisma*) (~ )?(~ )?(gec|sonra|uzat*|ertele*|ek sure|telafi|tekrar gir|yarin|daha sonra|giremedim|gelemedim|katilamad*) (~ )?(verebilir|teslim|edebilir|edebilirim|alabilir|girebilir|mi|misiniz|olur|miyim|miyiz)*
    (gec|iki gun sonra|ek sure|uzatma|erteleme|daha sonra) (~ )?(teslim*|verebilir*|alabilir*|getirebilir*|gonderebilir*)
    (notum*|puanim*|notlarim*) (~ )?(neden|niye|nasil|nicin|dusuk|yanlis|eksik|nerede|kac|ne zaman)
    (neden|niye|nicin) (~ )?(notum|notlarim|puanim)
    (sinavda|sinava|finalde|vizede) (~ )?(cikacak*|dahil|cikar|girecek*|var mi|hesap makinesi|soracak*|sorulacak*)
    (hasta|hastaydim|hastayim|rahatsiz) (~ )?(~ )?(oldum|oldugum|idim|gelemedim|mazeret|rapor|hastanede)?
    (devamsizlik|yoklama|kayit|mazeret) (~ )?(zorunlu|hakki|kac|nasil|ne|mi)
    ders (~ )?(iptal|ertelendi|var mi)
  `,
  feeling: `
    (cok|oyle|asiri|biraz|kendimi|bugun|artik|hep|o kadar) (~ )?(yorgun*|yoruldum|uzgun*|mutlu*|mutsuz*|sinirli*|stresli*|heyecanli*|bikkin*|biktim|kizgin*|korkuyorum|endiseli*|gergin*|yalniz*|kotu hissed*|bunaldim|umutsuz*|sikildim|gururlu*|hayal kirikligi|caresiz*|sevindim|aptal hissed*|kotuyum|iyiyim|sevincliyim|kaygili*)
    (bu dersten|bu dersi|dersten|okuldan|matematikten|her seyden|bu konudan|bu konuyu) (~ )?(nefret|biktim|sevmiyorum|seviyorum|sikildim|bir turlu anlam*|hic anlam*|hicbir sey anlam*)
    (hicbir sey|hicbir seyi|bir turlu|hic bir sey) (~ )?(anlam*|yapam*|anlayamiyorum)
    (kalacagim|gectim|kaldim|basaramayacagim|pes ediyorum|dayanamiyorum|yapamiyorum artik|yetisemiyorum|uyuyamiyorum|odaklanamiyorum)
    (sinavi|sinavdan|dersi) (gectim|gecemedim|kaldim|batirdim)
    (cok|fazla) (zor|sikici|adaletsiz|stresli)( ~)?$
  `,
  insult: `
    (sen|bu bot|bu makine|bu asistan|siz|senin gibi|ne kadar) (~ )?(aptal*|salak*|ise yaramaz*|geri zekali*|gereksiz*|ahmak*|cop*|berbat*|rezil*|kotu bir bot*|mal|beceriksiz*|sacma*|gerizekali*|embesil*|dangalak*)
    (kapa ceneni|kes sesini|defol*|siktir*|cehenneme git|git basimdan|senden nefret ediyorum|lanet olsun|kes lan|yuru git)( ~)?
    (aptal|salak|ise yaramaz|lanet|sacma|gereksiz) (bot|makine|robot|asistan|program|yapay zeka|sey)
    ^(sus|kes)( ~)?$
    ^(aptal|salak|gerizekali|mal|ahmak|embesil|geri zekali|dangalak)( ~)?$
  `,
  arithmetic: `
    \\d+ (arti|eksi|carpi|kere|bolu) \\d+
    karekok* \\d+
    \\d+ (~ )?(karekoku|kac eder|kac yapar)
  `,
  remark: `(ben|benim|bizim|bugun|dun|gecen|biz) `,
}
