import type { Wordings } from '../wording.ts'

const FRIEND =
  '((mi|un|una|este|esta|ese|esa|nuestro|nuestra|el|la) ([^ .]+ ){0,2}(amigo|amiga|hermano|hermana|companero|companera|novio|novia|primo|prima|madre|padre|mama|papa|hijo|hija|vecino|vecina|alumno|alumna|chico|chica|colega)|alguien|el|ella)'

export const es: Wordings = {
  lang: 'es',
  danger: `
    (quiero|voy a|pienso|pensando en|pense en|ganas de|quisiera|intente|intento|planeo|deseo|podria|temo|puedo|necesito|he pensado en) (~ )?(matarme|suicidarme|morir|morirme|ahorcarme|cortarme|hacerme dano|quitarme la vida|lastimarme|acabar con mi vida|acabar con todo|terminar con mi vida|no despertar|desaparecer para siempre|tirarme|envenenarme|herirme|autolesionarme)(?! de (risa|hambre|verguenza|sueno|ganas|calor|frio|aburrimiento))
    me (quiero|voy a|queria|gustaria) (~ )?(matar|suicidar|morir|ahorcar|hacer dano|quitar la vida|cortar las venas|lastimar)(?! de (risa|hambre|verguenza|sueno))
    (me (mato|suicido|corto|hago dano|autolesiono|lastimo))(?! (la|el|con el|las|el pelo|un) )
    (ya )?no (quiero|deseo|tengo ganas de) (~ )?(vivir|seguir viviendo|seguir vivo|seguir viva|existir|despertar|estar vivo|estar viva|estar aqui)
    (ya )?no (puedo|aguanto) (~ )?(vivir|seguir viviendo|mas esta vida|seguir asi con mi vida)
    (quisiera|ojala|desearia|preferiria) (~ )?(estar muerto|estar muerta|estuviera muerto|estuviera muerta|no haber nacido|haber muerto)
    (no tiene sentido|no vale la pena) (~ )?(vivir|seguir viviendo|mi vida)
    mi vida (~ )?no (tiene sentido|vale)
    (estarian|estaria|estaran|estarias) mejor sin mi
    (nadie) (~ )?(me extranaria|me echaria de menos|me extranara)
    (pienso|pensamientos|pensar|pensando|habla|intento|hablar|amenaza|ideas) (~ )?(en el suicidio|suicidas|suicida|de suicidio|del suicidio|con suicidarse|suicidarse)
    ${FRIEND} (~ )?(quiere|va a|piensa|dice|dijo|habla de|amenaza|intento|planea|hablo de|ha dicho|quiso) (~ )?(~ )?(matarse|suicidarse|morir|morirse|hacerse dano|quitarse la vida|lastimarse|cortarse|no quiere vivir|se va a matar|quiere morir)
    ${FRIEND} se (~ )?(quiere|va a|quiso) (~ )?(matar|suicidar|morir|hacer dano|quitar la vida)
    ${FRIEND} se (~ )?(corta|hace dano|autolesiona|lastima)
    ${FRIEND} (~ )?no quiere (~ )?(vivir|seguir viviendo)
    (voy a|quiero|pienso|vamos a|podria|me gustaria) (~ )?(matar|disparar|apunalar|golpear|pegar|atacar|hacer dano|herir|envenenar) (~ )?(a (todos|mi|mis|el profesor|la profesora|los|alguien|un|una|ese|esa)|lo|la|los|les)
    (voy a|quiero) (matarlo|matarla|matarlos|matarte|pegarle|hacerle dano)
    (amenaza|amenazo|amenazado|amenazan|amenazando) (~ )?(con )?(~ )?(matar|hacer dano|hacerle dano|lastimar|golpear|pegar|herir|una pistola|un cuchillo|un arma)
    (traer|llevar|trae|lleva|traera|llevara|tiene|trajo) (~ )?(una pistola|un cuchillo|un arma|una bomba|armas) (~ )?(a|al|en) (~ )?(la escuela|escuela|colegio|clase|la clase|instituto|campus|universidad|mochila)
    (mi|mis) (~ )?(padre|madre|padrastro|tio|novio|novia|marido|esposo|profesor|profesora|entrenador|hermano|padres|jefe|primo|papa|mama) (~ )?(me|nos) (~ )?(pega|golpea|toca|abusa|maltrata|viola|amenaza|pegan|golpean|maltratan)
    (me|fui|he sido|estoy siendo) (~ )?(violaron|violo|violado|violada|abusaron|abusado|abusada|maltratan|maltratada|maltratado|acosan sexualmente|chantajean)
    (me|nos) (pegan|golpean|maltratan|violan|pega|golpea) (~ )?(en casa|mis padres|mi padre|mi madre|todos los dias|cada dia|y)
    en (mi )?casa (~ )?(me|nos) (pegan|golpean|maltratan|pega|golpea|maltrata)
    (miedo|no quiero|temo) (~ )?(de |a )?(volver|ir|regresar) a (mi )?casa
    (tome|tomado|tomar|tragado|trague) (~ )?(todas|muchas|demasiadas|un monton de|\\d+) (~ )?(pastillas|pildoras)
    (saltar|tirarme|lanzarme) (~ )?(del|de un|desde|por la|al) (~ )?(puente|techo|edificio|balcon|ventana|tren|azotea|metro|via)
    (carta|nota) de (despedida|suicidio)
    (llamen|llama|necesito|pidan) (~ )?una ambulancia
  `,
  harmless: `(novela|poema|obra de teatro|capitulo|pelicula|personaje|romeo|julieta|hamlet|tragedia|celula|celulas|siglo|emperador|rey|cancion|cuento|quijote|celestina)`,
  asks: `(y |pero |entonces |hola |por favor |oye |perdon )?(que|quien|quienes|cual|cuales|como|cuando|donde|adonde|cuanto|cuanta|cuantos|cuantas|por que|para que|(en|de|a|con|por|para|desde|hasta|sobre|durante) (que|quien|cual|cuales|donde|cuando|cuantos|cuantas)|es|son|hay|puede|puedes|podria|podrias|podemos|puedo|tiene|fue|era|explica*|define|describe|dime|muestra*|ayuda*)`,
  wants: `
    no (entiendo|se|comprendo|recuerdo) (~ )?(que|como|por que|cuando|donde|quien|cual|el|la|los|las)
    (necesito|quiero|quisiera|me gustaria) (~ )?(ayuda|saber|entender|una explicacion|un ejemplo) (~ )?(con|sobre|de|que|como|por que|para)
    (duda|pregunta|preguntas|dudas) (~ )?(sobre|con|de)
  `,
  greeting: `
    (hola|buenas|buenos dias|buenas tardes|buenas noches|buen dia|saludos|que tal|hey|adios|hasta (luego|manana|pronto)|bienvenid*|chao|estimad*|querid*|que pasa|encantad*)( ~)?
    (hola |buenas |buenos dias )?(como (estas|esta|estan|te va|va todo|andas)|que tal( estas| todo)?)( ~)?
    (hola |buenas )?(mucho gusto|encantad*|un placer)( ~)?|(hola )?(me llamo|soy (nuevo|nueva))( ~)?
    quien eres|que eres|que puedes hacer|eres un (robot|bot|humano)( ~)?|hay alguien( ahi)?
    (un )?(saludo|saludos|abrazo|cordial saludo)( ~)?|atentamente( ~)?
  `,
  thanks: `
    (ok |ah |vale |genial |perfecto |muy bien |bueno )?(muchas |muchisimas |mil )?gracias( ~)?( ~)?
    (genial|perfecto|excelente|estupendo|muy bien|que bien|fantastico|vale gracias|buenisimo)( ~)?
    (ok |ah |vale )?(ahora |ya )?(lo |si )?(entiendo|entendi|entendido|comprendo|ya veo|me ha quedado claro|queda claro)( ahora| ya| mejor| mucho mejor| gracias)*
    (te|se) lo agradezco( ~)?
  `,
  yes: `(si|claro|vale|ok|bueno|por supuesto|por favor|de acuerdo|adelante|hazlo|desde luego|dale|correcto|exacto|seguro|esta bien|me parece bien)( (por favor|claro|hazlo|gracias|adelante|si|vale|haz eso|pasala|pasa la pregunta|enviala|preguntale|me gustaria|estaria bien|puedes|hagalo|de acuerdo))*`,
  no: `(no|no gracias|mejor no|ahora no|no hace falta|no es necesario|da igual|olvidalo|dejalo|nada|tampoco|para nada)( (gracias|no|hace falta|no hace falta|es necesario|no es necesario|dejalo|esta bien|ahora|por ahora|olvidalo|da igual|ya esta|no quiero|lo hagas))*`,
  follow_up: `
    (y |pero |entonces |ok |vale )?(y eso|eso )?(por que|y eso por que|como|cuando|donde|que|quien|y|de verdad|en serio|que mas|y entonces|por que no|como asi|y ahora|sigue|continua|mas)( es eso| eso| asi| es asi| no| es| exactamente| entonces| por favor| tambien| pasa eso)*
    (y |pero |por favor )?(me )?(puedes|podrias|puede|podria|podeis)( por favor| me| lo| explicar| explicarlo| explicarmelo| explicarme| decir| decirlo| decirmelo| repetir| repetirlo| eso| esto| otra| vez| de| nuevo| mas| simple| sencillo| facil| despacio| detalle| dar| darme| poner| ponerme| un| otro| ejemplo| con| en| otras| palabras| forma| manera| sencillas| simples| simplemente| mejor| detalles| resumir| resumirlo| aclarar| aclararlo| sencilla| claro| facilmente| poco| mostrar| mostrarme)*
    (por favor )?(explic*|repit*|dilo|dimelo|dame|resum*|aclar*|pon)( me| lo| melo| eso| otra| vez| de| nuevo| mas| simple| sencillo| un| otro| ejemplo| con| en| otras| palabras| mejor| por favor| facil| despacio| forma| sencilla)*
    (que|a que) (quieres decir|significa eso|te refieres|quiere decir eso|se refiere)( con eso| exactamente)*
    (no |aun no |todavia no |sigo sin )(lo )?(entiendo|comprendo|entender)( bien| nada de eso| eso| esto| todavia)*
    (me )?(das|pones|da|dame|podrias dar|puedes dar|ponme) (me )?(otro|un|mas|algun) (ejemplo|ejemplos|detalles)( mas| por favor)*
    (otro|un|mas) (ejemplo|ejemplos|detalles)( por favor)?|(mas )?(simple|sencillo|despacio|facil)( por favor)?
    (es|eso es|esta) (seguro|cierto|siempre asi|verdad)( eso)?|estas segur[oa]
  `,
  filler: `
    (me |alguien )?(puede|puedes|podria|podrias|pueden|podrian)( alguien| me| por favor| decir| decirme| ayudar| ayudarme| explicar| explicarme| responder| preguntar| algo| una pregunta| con esto| esto)*
    (tengo |una |solo |hola )(~ )?(pregunta|duda|consulta)( ~)?
    (perdon|disculpa|disculpe|lo siento)( ~)?( ~)?|(por favor|ayuda|urgente)( por favor| gracias)*|espero que( ~)?( ~)?
  `,
  organisation: `
    (cuando|que dia|en que fecha|a que hora|hasta cuando|en que aula|donde|que fecha) (~ )?(es|son|sera|tenemos|empieza|hay|se entrega*|hay que|tengo que|debo|vence|termina|salen|publican) (~ )?(~ )?(examen|examenes|prueba|parcial|final|entrega|tarea|trabajo|clase|deberes|notas|nota|tutoria|tutorias|plazo|recuperacion|proyecto|presentacion|ensayo|calificaciones|practica|entregar)( (final|parcial|de|del|la|el|este|esta|semana|proxima|proximo|mes|curso|los|las|trabajo|tarea|hoy|manana|deberes|deber|ensayo|proyecto))*$
    (puedo|podria|podemos|se puede|es posible|podriamos|hay que|tengo que|debo|me (puede|puedes|podria|podrias|dan|da|das)|quiero|necesito|quisiera) (~ )?(~ )?(entregar|entregarlo|entregarla|prorroga|mas tiempo|mas plazo|mas dias|aplazar|faltar|recuperar el examen|recuperar la clase|repetir el examen|usar calculadora|usar la calculadora|llegar tarde|cambiar de grupo|justificante|asistir|matricularme|inscribirme|un aplazamiento|una extension|extension)
    (por que|como) (~ )?(mi|mis) (~ )?(nota|notas|calificacion|puntos|puntuacion)
    (mi|mis|la) (nota|notas|calificacion) (~ )?(baja|mal|incorrecta|injusta|falta|final)
    (cual|donde|que|cuando) (~ )?(mi|mis|las|la) (~ )?(nota|notas|calificacion|calificaciones)
    (entra|va a entrar|esta|es|sera|cuenta) (~ )?(en el|para el|para la) (examen|nota|parcial|prueba)
    cuanto (vale|cuenta) (~ )?(examen|tarea|trabajo|asistencia)
    (estuve|estoy|he estado|estaba) (~ )?(enfermo|enferma|malo|mala)
    (clase|curso) (~ )?(cancelad*|suspendid*)
  `,
  feeling: `
    (estoy|me siento|me encuentro|ando|me pone|que) (~ )?(cansad*|triste|feliz|contento|contenta|agotad*|estresad*|frustrad*|enfadad*|nervios*|preocupad*|harto|harta|solo|sola|deprimid*|orgullos*|emocionad*|perdid*|desesperad*|aburrid*|agobiad*|abrumad*|asustad*|alegria|mal|fatal|desanimad*|ansios*)( ~)?
    (odio|detesto|amo|me encanta|no soporto|no aguanto) (~ )?(esta|este|la|las|el|los|mi|clase|asignatura|matematicas|curso)
    (no )?(entiendo|comprendo) nada( ~)?|no (puedo|doy|aguanto) (mas|abasto|dormir|concentrarme|seguir el ritmo|seguir la clase)( ~)?
    (voy a|he|creo que) (~ )?(suspender|suspendido|aprobado|reprobar|reprobado|rendirme|aprobar)
    (aprobe|suspendi|saque) (~ )?(examen|nota|parcial|el|un|una)
    (esto|esta clase|este curso|la clase) (~ )?(es|me) (~ )?(dificil|aburrid*|frustrante|imposible|injusto|demasiado|mata|agota|estresa|dificilisimo)
    tengo (~ )?(miedo|ansiedad|suerte)
    me alegro (~ )?
  `,
  insult: `
    (eres|sois|este bot|esta maquina|este asistente|tu) (~ )?(inutil|tont*|estupid*|idiota|imbecil|basura|tarado|ridicul*|patetic*|mierda|horrible|pesim*|bob*|torpe|malisimo|gilipollas)
    (callate|cierra (la boca|el pico)|vete (a la mierda|al diablo|al infierno)|que te (den|jodan)|jodete|largate|te odio|vete al carajo|chupamela)( ~)?
    (maldit*|estupid*|tont*|inutil) (maquina|robot|bot|asistente|programa)|(maquina|robot|bot|asistente|programa) (inutil|estupid*|tont*|de mierda|idiota)
    ^(idiota|imbecil|estupid[oa]|tont[oa]|inutil|cabron|gilipollas|pendejo)( ~)?$
  `,
  arithmetic: `
    \\d+ (mas|menos|por|entre|dividido (por|entre)|multiplicado por) \\d+
    raiz cuadrada de \\d+
  `,
  remark: `(yo|mi|mis|me|soy|estoy|tengo|ayer|hoy|he|nosotros) `,
}
