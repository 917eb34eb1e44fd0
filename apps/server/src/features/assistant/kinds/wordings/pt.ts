import type { Wordings } from '../wording.ts'

const FRIEND =
  '((meu|minha|um|uma|esse|essa|este|esta|nosso|nossa|o|a) ([^ .]+ ){0,2}(amigo|amiga|irmao|irma|colega|namorado|namorada|primo|prima|mae|pai|filho|filha|aluno|aluna|vizinho|vizinha)|alguem|ele|ela)'

export const pt: Wordings = {
  lang: 'pt',
  danger: `
    (quero|vou|penso|pensando|pensei|queria|gostaria|pretendo|tentei|tento|desejo|vontade de|posso|preferia) (~ )?(em |de )?(me matar|matar me|suicidar me|me suicidar|morrer|me cortar|me machucar|magoar me|enforcar me|me enforcar|acabar com a minha vida|acabar com minha vida|tirar minha vida|tirar a minha vida|acabar com tudo|desaparecer para sempre|suicidio|no suicidio|me jogar|nao acordar mais)(?! de (rir|fome|vergonha|sono|tedio|calor))
    (eu )?me (mato|corto|machuco|mutilo)
    nao (quero|tenho vontade de|consigo|aguento) (~ )?(mais )?(~ )?(viver|existir|acordar|estar viv[oa]|continuar viv*)
    nao (tem|ha|vejo|faz) (~ )?(sentido|razao|motivo) (~ )?(viver|na minha vida|para viver|em viver|continuar a viver)
    (minha vida|a vida|viver) (~ )?nao (~ )?(tem sentido|vale a pena|faz sentido)
    (queria|preferia|gostaria) (~ )?(estar mort*|nao ter nascido|nunca ter nascido)
    (melhor) (~ )?sem mim|ninguem (~ )?(sentiria|vai sentir) (~ )?falta
    (pensamentos|ideias|tendencias) suicidas
    ${FRIEND} (~ )?(quer|vai|pensa|disse|diz|fala|ameaca|ameacou|tentou|queria|falou|esta pensando) (~ )?(~ )?(se matar|matar se|suicidar*|morrer|se machucar|se cortar|tirar a propria vida|suicidio|nao quer viver|acabar com a vida|magoar se)
    ${FRIEND} (~ )?se (corta|mutila|machuca)|${FRIEND} nao quer (~ )?viver
    (vou|quero|pretendo|queria|podia) (~ )?(matar|bater em|esfaquear|atirar|machucar|atacar|espancar) (~ )?(todos|todo mundo|meu|minha|o professor|a professora|alguem|ele|ela|um colega|os)
    vou (mata lo|mata la|te matar|matar te)
    (ameaca*|ameacou|ameacando|ameacado) (~ )?(de )?(~ )?(matar|machucar|bater|me|com uma faca|ferir|morte|fazer mal)
    (levar|trazer|traz|leva|tem|trouxe) (~ )?(uma arma|uma faca|uma pistola|uma bomba) (~ )?(para|na|a|pra|em) (~ )?(escola|aula|mochila|sala|universidade)
    (meu|minha|meus) (~ )?(pai|mae|padrasto|tio|namorado|marido|professor|treinador|irmao|pais|chefe) (~ )?(me|nos) (~ )?(bate|toca|abusa|estupra|maltrata|ameaca|batem|bateu|estuprou|espanca)
    (fui|sou|estou sendo|me) (~ )?(estuprad*|violad*|abusad*|espancad*|assediad* sexualmente|estupraram|chantagead*)
    (medo|nao quero) (~ )?(de )?(voltar|ir) (para|pra|a) casa
    (tomei|engoli|tomar) (~ )?(todos|muitos|varios|demais|\\d+) (~ )?(comprimidos|remedios|pilulas)
    (pular|saltar|me jogar|atirar me) (~ )?(da|do|de|na frente) (~ )?(ponte|predio|telhado|varanda|janela|trem|comboio)
    carta de (despedida|suicidio)|(chamem|chama|preciso de) (~ )?(uma )?ambulancia
  `,
  harmless: `(romance|poema|peca|capitulo|filme|personagem|personagens|romeu|julieta|hamlet|tragedia|celula|celulas|seculo|imperador|rei|vargas|durkheim|cancao|livro)`,
  asks: `(e |mas |entao |oi |ola |por favor )?(que|o que|oque|quem|como|por que|porque|quando|onde|qual|quais|quanto|quanta|quantos|quantas|(a|de|em|por|para|com|sobre|ate) (que|quem|qual|quais|quando|onde)|pode|podes|poderia|existe|ha|explique|explica|defina|descreva|diga|mostre|liste)`,
  wants: `nao (entendo|sei|lembro|entendi|percebo) (~ )?(o que|como|por que|quando|onde|quem|qual|a|o)|(preciso|gostaria|queria) (~ )?(ajuda|saber|entender|uma explicacao|um exemplo)|(duvida|pergunta) (~ )?(sobre|com)`,
  greeting: `(ola|oi|bom dia|boa tarde|boa noite|e ai|tchau|adeus|ate (logo|amanha|breve)|bem vind*|prezad*|querid*|car[oa]|prazer|bom fim de semana|hey)( ~)?|(ola |oi )?(tudo bem|como (vai|esta|voce esta|estas)|tudo bom|prazer em (te )?conhecer|meu nome e|me chamo|sou nov*)( ~)?|quem e voce|o que voce (e|faz)|voce e um (robo|bot)( ~)?|tem alguem ai|(atenciosamente|cumprimentos|abracos|abraco)( ~)?`,
  thanks: `(ok |ah |perfeito |otimo |legal )?(muito |muitissimo )?(obrigad[oa]|obg|valeu|agradeco|grat[oa])( ~)?( ~)?|(perfeito|otimo|excelente|legal|fantastico|maravilha|que bom|muito bem)( ~)?|(ok |ah )?(agora )?(entendi|compreendi|percebi|ficou claro|entendo)( ~)?`,
  yes: `(sim|claro|ok|pode ser|por favor|com certeza|esta bem|certo|isso|faca isso|quero|beleza|pode|exato)( (por favor|faca isso|obrigad*|claro|pode|encaminhe|envie|quero|gostaria|sim|isso|pergunte))*`,
  no: `(nao|nao precisa|deixa|deixa pra la|agora nao|esquece|nada|nao e necessario|melhor nao)( (obrigad*|precisa|nao|nao precisa|deixa|agora|e necessario|nao e necessario|tudo bem|esta bem))*`,
  follow_up: `(e |mas |entao )?(por que|porque|como|quando|onde|o que|quem|serio|e dai|e depois|mais|continue|como assim|por que nao)( isso| assim| e| nao| acontece| exatamente| e isso)*|(e |por favor )?(pode|podes|poderia|voce pode|consegue)( por favor| me| explicar| isso| de novo| mais| simples| simplesmente| com| outras| palavras| dizer| repetir| dar| um| outro| exemplo| uma| vez| de| forma| maneira| melhor| detalhes| resumir| facil| devagar| novamente)*|(por favor )?(explique|explica|repita|repete|diga|de|resuma)( isso| me| de novo| mais| simples| um| outro| exemplo| com| outras| palavras| melhor| por favor| de| forma)*|(o que) (quer dizer|isso significa|voce quer dizer|significa isso)( com isso)*|(ainda )?nao (entendo|entendi|percebi)( bem| isso| nada disso)*|(outro|mais um) exemplo( por favor)?|(tem certeza|e verdade|isso e verdade)`,
  filler: `(alguem )?(pode|poderia|poderiam|podem) (~ )?(me ajudar|me dizer|dizer|explicar|ajudar)( ~)?|(tenho |uma |so )(~ )?(pergunta|duvida)( ~)?|(desculpe|desculpa|com licenca)( ~)?( ~)?|(por favor|ajuda|socorro|urgente)( por favor)*|espero( ~)?( ~)?`,
  organisation: `(quando|que dia|em que dia|a que horas|em que sala|onde|ate quando|qual e a data|qual a data) (~ )?(e|sao|sera|temos|comeca|tem|devo|preciso|entregar|vai ser|saem) (~ )?(~ )?(prova|exame|teste|entrega|trabalho|tarefa|licao|aula|notas|nota|prazo|recuperacao|projeto|apresentacao|final)( ~)?$|(posso|podemos|pode|e possivel|da para|preciso|devo|gostaria|queria|poderia) (~ )?(~ )?(entregar|prorroga*|mais tempo|mais prazo|adiar|adiamento|extensao|faltar|segunda chamada|calculadora|atrasad*|mudar de grupo|atestado|inscrever|matricular)|(por que|qual|onde|quando) (~ )?(minha nota|minhas notas|a minha nota|as minhas notas|as notas)|minha nota (~ )?(baixa|errada|injusta|falta)|(cai|vai cair|entra) (~ )?(na prova|no exame|no teste)|(estava|estou|estive|fiquei) (~ )?(doente)|aula (~ )?(cancelada)`,
  feeling: `(estou|me sinto|sinto me|ando|fiquei) (~ )?(cansad*|triste|feliz|content*|exaust*|estressad*|frustrad*|irritad*|nervos*|preocupad*|desesperad*|deprimid*|sozinh*|orgulhos*|perdid*|decepcionad*|entediad*|ansios*|mal|farto|farta|com medo|com raiva|animad*|aliviad*)( ~)?|(odeio|detesto|amo|adoro|nao suporto) (~ )?(esta|este|essa|esse|a|o|aula|materia|matematica|escola)|nao (entendo|consigo entender) (~ )?nada( ~)?|nao (aguento|consigo) (~ )?(mais|acompanhar|dormir|me concentrar)( ~)?|(vou|fui|passei) (~ )?(reprovar|reprovad*|na prova|desistir)( ~)?`,
  insult: `(voce e|es|tu es|este bot|esta maquina|seu|sua) (~ )?(inutil|estupid*|burr*|idiota|imbecil|lixo|pessim*|patetic*|ridicul*|merda|tapad*|incompetente)|(cala a boca|cale se|vai se (foder|ferrar)|va (a merda|pro inferno)|te odeio|some daqui|foda se|desaparece)( ~)?|(estupid*|inutil|maldit*) (bot|maquina|robo|assistente)|(bot|maquina|robo|assistente) (inutil|burr*|idiota|estupid*)|^(idiota|imbecil|burr[oa]|estupid[oa]|otari[oa]|babaca)( ~)?$`,
  arithmetic: `\\d+ (mais|menos|vezes|dividido por) \\d+|raiz quadrada de \\d+`,
  remark: `(eu|meu|minha|estou|ontem|hoje|nos) `,
}
