import type { Wordings } from '../wording.ts'

const SELF = '(my ?self|me self)'
const MEANS =
  '(want*|wanna|wana|going to|gonna|gunna|will|might|may|need to|plan* to|about to|thinking (of|about)|thought (of|about)|think (of|about)|think* i will|wish|feel* like|ready to|tempted to|decided to|tried to|try* to|like to|consider*|considering|rather|keep|kept|almost|afraid i (will|might)|scared i (will|might)|have been|im|id|ill)'
const FRIEND =
  '((my|a|this|that|our|another|one of my) ([^ .]+ ){0,2}(friend|sister|brother|classmate|roommate|flatmate|housemate|mate|bestie|girlfriend|boyfriend|partner|cousin|mother|father|mom|mum|dad|son|daughter|teammate|neighbour|neighbor|student|girl|boy|guy|kid|person|colleague)|someone|somebody|(he|she|they)( has| have| is| are| keeps| keep| just)?)'
const INTENDS =
  '(want* to|wants|wanna|going to|gonna|threaten*( to)?|talk* (about|of)|plan*( to| on)?|tried to|try* to|tries to|said ~ (will|would|wants to|is going to|might)|says ~ (will|would|wants to|is going to|might)|told me ~ (will|would|wants to|wanted to|is going to|might)|think* (about|of)|hint* at|wrote ~ (will|would|wants to)|might|will|keeps|is|was|has been|speaks of|mentioned)'
const PEOPLE =
  '(him|her|them|you all|everyone|everybody|people|somebody|someone|my (~ )?(teacher*|professor|prof|mother|father|mom|mum|dad|parents|brother|sister|classmate*|roommate|ex|boyfriend|girlfriend|family|friend|class|school)|the (~ )?(teacher*|professor|students|kids|children(?! process)|whole class|class|school)|a (~ )?(teacher|student|classmate|person|kid)|us|me|other people|others|every one)'
const HURT =
  '(kill|murder|shoot|stab|strangle|poison|bomb|attack|beat up|beat|hurt|harm|rape|burn down|blow up)'

export const en: Wordings = {
  lang: 'en',
  danger: `
    (kill*|hang*|hurt*|harm*|shoot*|drown*|poison*|stab*|burn*|starv*|unaliv*|suffocat*|electrocut*) ${SELF}
    ${MEANS} ~ (cut|cutting) ${SELF}
    (i|ive|im|have|started|been|keep|kept) (been )?(cut|cutting) ${SELF}(?! (off|some|a|an|out|shaving|while|in the kitchen|on paper|loose))
    ${MEANS} ~ (end*|tak*) (my (own )?life|it all)
    end*( up)? my (own )?life
    tak* my own life
    (i|im|ive|id) ~ (want*|wanna|wana|wish|wished|rather|ready|going|gonna|like|deserve|need|prefer|hop*|decided|waiting) (to |i could |i would |i can |just )*(die|be dead)($| (and|but|because|cause|cuz|so|right now|now|today|tonight|tomorrow|already|honestly|please|sometimes|every ?day|all the time|rather|anymore|any more|if|than|alone|lately|again|when|i|it|my|this|everything)(?= ))
    (makes|make|made|making) me (just |really |honestly )*(want to|wanna|wish i could) die$
    wish i (was|were) (dead|never born|not alive|not here any ?more)
    wish (that )?i had never been born
    wish i (could|would) (just )?(not wake up|never wake up|disappear forever|stop existing|cease to exist|fall asleep and never wake up)
    (dont|do not|no longer|not|never) (really |even )*(want|wanna|wish|feel like|care)( to| about)? (live|living|be alive|being alive|exist|existing|wake up|waking up|be here|go on|carry on|keep living)( any ?more| any longer| like this)?($| (and|but|because|if|when|in this world|with this pain)(?= ))
    (cant|cannot|can not|wont|unable to) (go on|carry on|live|keep going|keep living|exist) (any ?more|any longer|like this|with this pain|this way)
    (no|not any|any|see no|find no|lost the|lost all) (reason|reasons|point|sense|will) (to|in|of|for) (live|living|go on|going on|being alive|be alive|my life|staying alive|existing)
    (my life|this life|life) (is|isnt|is not|no longer|has) (~ )?(not |no longer )?worth (living|it any ?more)
    my life (has|have|is) (no|without) (meaning|sense|point|purpose)
    (everyone|everybody|the world|they|people|my family|you all|my parents|my friends)( would|d| will|ll|s| is| are)* (be )?(better|happier)( off)? (without me|if i (was|were) (dead|gone)|if i died|if i was not here)
    better off dead
    (nobody|no one|noone)( would|d| will|ll)* (even )?(miss|notice|care)( if i)?( me)?( if)?( i)?( am| was| were)? (dead|gone|died|me if i died|disappeared)
    (nobody|no one|noone)( would|d| will|ll) (even )?miss me
    (i|im|am|feel*|been|felt|friend|sister|brother|she|he|they|classmate|roommate) (~ )?suicidal
    suicidal (thoughts|ideas|feelings|again)(?! (in|of|among|are|is|as) )
    (think*|thought|consider*|contemplat*|plan*|attempt*|tried|talk* about|threaten*) (about |of )?(committing )?suicide(?! (bomb|squad|attack|in the|rate))
    (i|im|ill|id|friend|sister|brother|she|he|they|classmate|roommate) ~ (commit|committing) suicide
    (i|ive|he|she|they|friend|sister|brother|roommate) (~ )?(took|taken|swallowed|swallowing|have taken|taking|take) ~ (too many|all|all of|a lot of|lots of|a whole|the whole|handful of|dozens of|\\d+) ~ (pills|tablets|sleeping pills|medicine|meds|paracetamol|ibuprofen|painkillers)
    (i|ive|im|want to|going to|trying to|friend|sister|brother|she|he) (~ )?(overdosed|overdosing|overdose)(?! (of|on) (information|caffeine|sugar|homework|coffee|chocolate|netflix))
    (want to|wanna|going to|gonna|about to|thinking of|thinking about|ready to|ill|will|could|might|should|i|id) (just )?(jump|jumping|throw my ?self|throwing my ?self|step|stepping|walk|walking|run|running|lie|lying) ~ (off|from|in front of|under|out of|into) (a|the|this|my|that) (bridge|roof|building|balcony|window|cliff|train|truck|bus|traffic|car|tracks|rails|tower)
    (this is|these are|consider this) my (last|final|goodbye) (message|words|goodbye|day|letter|note|night|day alive)
    (wrote|writing|written|write|left) ~ (a )?suicide (note|letter)
    (you|they|she|he|nobody|everyone) (will|wont|ll|will not) (never )?(see|hear from) me (ever )?again
    i ~ (kms|unalive)
    (self ?harm*|self injur*) (again|every|since|because|to feel|when i)
    (i|im|ive|friend|sister|brother|she|he|classmate|roommate) (~ )?(self ?harm*|self injur*)
    ${FRIEND} (~ )?${INTENDS} (~ )?(kill*|hurt*|harm*|cut*|end*|hang*) (him|her|them)( )?sel(f|ves)
    ${FRIEND} (~ )?${INTENDS} (~ )?(suicide|(end*|tak*) (his|her|their) (own )?li(fe|ves)|self ?harm*|to die|dying|not wanting to live|killing (him|her|them)sel(f|ves))
    ${FRIEND} (~ )?(doesnt|does not|dont|do not|didnt|no longer) want* to (live|be alive|exist|be here)( any ?more| any longer)?($| (and|but|because)(?= ))
    ${FRIEND} (~ )?wants to (die|be dead)($| (and|but|because)(?= ))
    ${FRIEND} (~ )?(cuts|cut|cutting|hurts|hurt|hurting|harms|harming) (him|her|them)sel(f|ves)(?! (off|out|some))
    (i|im|ill|id|i will|i am|were|we are|we will) (~ )?(want to|wanna|going to|gonna|gunna|will|plan* to|ready to|about to|swear|could|might|feel like|thinking (of|about)|think* about|ll) ${HURT}(ing)? ${PEOPLE}($| (at|in|tomorrow|today|tonight|now|with|and|if|when|all|for|on|before|after|because|so|too|i|but|who|next|this|if)(?= ))
    (ill|im going to|im gonna|i will|i am going to|id like to) ${HURT} ${PEOPLE}
    (has|have|had|is|are|am|were|was|got|keeps|started|who) ~ threaten* (to |me |us |him |her |them |my )(~ )?(${HURT}|kill|with a (knife|gun|weapon))
    threaten* (to|me|us|him|her|them|someone|others|people)( to)? ${HURT}(ing)?
    threaten*( ~)? with (a|his|her|their) (knife|gun|weapon|bat)
    (going to|gonna|will|wants to|want to|plan* to|planning|said|says|ll|talk* about|threaten*( to)?|about to|might|is|are|im) (~ )?(bring*|tak*|carry*|come|coming|came) ~ (a|the|his|her|their|my) (~ )?(gun|knife|rifle|weapon|pistol|bomb|machete) (~ )?(to|into|at|with) (~ )?(school|class|campus|university|college|lecture|exam|him|her|me|them)
    (bring*|tak*|carry*|carries|has|had|with|got) (a|the|his|her|their|my) (~ )?(gun|knife|rifle|weapon|pistol|bomb|machete) (~ )?(~ )?(and|to) (~ )?(hurt|kill|shoot|stab|attack|harm|scare|threaten)
    (going to|gonna|will|wants to|want to|plan* to|threaten* to|said|says|about to|might) (~ )?(hurt|kill|shoot|stab|attack|harm|murder) (people|us|everyone|everybody|me|someone|somebody|others|other people|students|classmates|children|the class|the teacher|a teacher|his|her|my|our)
    (has|have|got|had|hiding|hides|carries|brought) (a|the|his|her) (gun|knife|weapon|pistol|bomb) (in|at) (school|class|(his|her|the|their) (bag|backpack|locker|room)|campus)
    (shoot*|blow*|burn*)( up)?( down)? (the|this|our|my) (school|class|classroom|campus|place|university|college)
    (plan*|planning|talk*|joking|threaten*) ~ (a|an|the) (school shooting|shooting|massacre|attack on (the|our|my) (school|class))
    (my|our|her|his) (~ )?(father|dad|stepfather|stepdad|mother|mom|mum|stepmother|uncle|aunt|grandfather|brother|boyfriend|girlfriend|husband|partner|ex|teacher|coach|parents|tutor|professor|cousin|roommate|boss) (~ )?(hits|hit|beats|beat|beating|hitting|touches|touched|touching|abuses|abused|abusing|abusive to|hurts|hurting|rapes|raped|molests|molested|kicks|kicked|chokes|choked|strangles|strangled|slaps|slapped|punches|punched|burns|locks|locked|threatens|threatened)( on)? (me|us|my mother|my mom|my mum|my sister|my brother)(?! (up|at|in|to|with|when it comes|every time we play|as|that|by|on the shoulder|off))
    (i|ive|im) (was|am|have|got|been|being|had|keep) (been |being |getting )*(raped|abused|molested|sexually (assaulted|abused|harassed)|assaulted|beaten|stalked|blackmailed|groomed|strangled|kidnapped|trafficked)
    (raped|molested|groped|sexually assaulted|is stalking|stalks|is blackmailing|blackmails) me
    (being|been|getting|get) (abused|beaten|hit|raped|molested) (at home|by)
    (afraid|scared|terrified|dont want|dont dare|frightened) (to|of) (go|going) home
    (dont|do not|never|not) feel safe (at home|in my home|with my|at my|anymore at)
    not safe at home
    (call|need|get) an ambulance
    (not breathing|stopped breathing|is unconscious|wont wake up|isnt breathing) (and|please|help|what do i do now|i am|im|right now|hurry)
    (afraid|scared|worried|fear) (that )?(he|she|they|i|my ([^ .]+ )?(friend|sister|brother|dad|father|mother|mom|boyfriend|roommate)) (will|might|could|may|would|is going to|wants to|am going to) (~ )?(kill|hurt|harm|die|suicide)
    (havent|have not|not|stopped|refuse to) (eaten|eating|eat) (~ )?(for|in) (\\d+|two|three|four|five|six|seven|several|many) (days|weeks)
    nothing to live for
    (ready|want|going) to end it( all)?($| (tonight|now|today|all|soon)(?= ))
    how (can|do|could|should|would) (i|you|one|someone) (~ )?(kill|hang) (my ?self|your ?self|one ?self)
    how many (~ )?(pills|tablets|paracetamol|sleeping pills) (~ )?(to die|kill me|before i die|to kill)
    (painless|easiest|quickest|fastest|best) way* to (die|kill my ?self|end it|end my life|suicide)
  `,
  harmless: `
    (novel|play|poem|chapter|film|movie|scene|character|characters|protagonist|tragedy|sonnet|opera|lyrics|myth|biography|narrator|shakespeare|werther|romeo|juliet|hamlet|ophelia|macbeth|goethe)
    (cell|cells|apoptosis|durkheim|statistics|dynasty|century|emperor|king|queen|empire|roman|romans|greek|samurai)
  `,
  asks: `
    (so |and |but |ok |okay |well |hey |hi |also |then |sorry |please |now |anyway )?(what|whats|why|whys|how|hows|when|whens|where|wheres|who|whos|whom|whose|which|is|are|was|were|do|does|did|can|could|should|would|will|may|might|has|have|am|in (what|which)|on (what|which)|at (what|which)|to (what|which|whom)|for (what|which|whom)|by (what|which|whom)|from (what|which)|under (what|which)|during (what|which)|after (what|which)|of (what|which))
    (please |pls |ok |so |now )?(outline|discuss|identify|distinguish|contrast|trace|sketch|illustrate|predict|justify|explain|define|describe|tell|show|list|name|give|compare|summari*|help|prove|derive|calculate|solve|find|translate)
  `,
  wants: `
    (dont|do not|didnt|did not|cant|cannot|never|not|hardly|still) (really |quite |fully |yet )?(understand|get|know|see|grasp|remember|follow) (what|why|how|when|where|who|which|whether|if|the|a|an|about)
    (need|want|would like|looking for|am looking for) (~ )?(help|explanation|definition|example*|to know|to understand|to learn|information|info) (~ )?(with|of|about|on|for|why|how|what|the)
    (dying|love|like|want|need|eager|curious|interested) to (know|understand|learn|find out|hear)
    (confused|unsure|stuck|question*|wondering|curious|struggling) (~ )?(about|on|with|regarding|concerning|why|how|what|whether|if)
    (explain|tell me|describe|define) (~ )?(what|why|how|the|a|an|who|when|where|which)
  `,
  greeting: `
    (hi|hello|hey|heya|hiya|yo|howdy|greetings|good (morning|afternoon|evening|day|night)|morning|evening|welcome|whats up|sup|bye|goodbye|see you|good ?bye|have a (good|nice|great) (day|weekend|evening|one))( ~)?
    (dear|hi|hello) [^ .]+( [^ .]+){0,3}
    (hi |hello |hey |good (morning|evening|afternoon) )?([^ .]+ )?(how are you|how are you doing|hows it going|how do you do|how have you been|how is everyone|hows everyone)( ~)?
    (hi |hello |hey )?(there |all |everyone |everybody )?(nice|pleased|glad|good|great) to (meet|see) you( ~)?
    (hi |hello |hey )?(my name is|i am called|im new here|i am new here)( ~)?
    who are you|what are you|what can you do|what are you able to do|are you (a )?(bot|robot|human|real|there|an ai|ai|person)( ~)?|is anyone there|anyone there|anybody there
    (best|kind|warm) (wishes|regards)( ~)?|regards( ~)?|cheers( ~)?|sincerely( ~)?|yours( ~)?
  `,
  thanks: `
    (ok |okay |oh |ah |great |perfect |cool |wow |alright |awesome |that helped |got it |nice )?(many )?(thanks|thank you|thank u|thankyou|thx|tysm|ty|cheers|much appreciated|appreciate it)( ~)?( ~)?
    (great|perfect|cool|awesome|wonderful|excellent|nice|brilliant|amazing|good (job|bot|answer))( ~)?
    (ok |oh |ah )?(now )?(i )?(got it|understand now|get it now|now i (get|understand|see)|i see|that helps|that helped|makes sense( now)?|that makes sense|i understand)( ~)?
    (we |i )?(would be|am|are|will be) (very |so )?(grateful|thankful|glad)( ~)?
    you (are|re) (great|the best|awesome|amazing|so helpful|very helpful|helpful|a lifesaver)( ~)?
  `,
  yes: `
    (yes|yeah|yep|yup|yea|sure|ok|okay|alright|please|please do|go ahead|of course|absolutely|definitely|do it|do that|sounds good|why not|correct|right|exactly|fine)( (please|do|do that|do it|sure|thanks|thank you|go ahead|of course|that would be (great|nice|good)|pass it on|send it|forward it|ask (them|him|her)|i would like that|id like that|you can|you may|that one|the (first|second|last) one|both|great|good))*
    (yes |please |ok |sure )?(pass it on|send it on|forward it|ask (my|the) (instructor|teacher|professor))( please)?
    (the )?(first|second|third|last|other)( one)?( please)?
  `,
  no: `
    (no|nope|nah|no thanks|no thank you|not now|not needed|no need|never ?mind|nevermind|dont|dont bother|rather not|not really|forget it|leave it|cancel|stop)( (please|thanks|thank you|no need|its fine|it is fine|its ok|its okay|thats fine|thats ok|im good|im fine|that is not necessary|thats not necessary|not necessary|dont|need|i will ask (them )?(myself)?|ill ask (them )?(myself)?|that wont be necessary|leave it|forget it|all good|not now|later|maybe later|i dont want that|that|do that|do it))*
    (that|thats|it|its)( is)? not (necessary|needed)( ~)?
  `,
  follow_up: `
    (and |but |ok |so |hm |hmm |wait |oh )?(why|how|how come|how so|why not|what|when|where|who|really|huh|and then|so what|then what|what else|anything else|what now|go on|continue|more|tell me more|and|are you sure)( please| is that| exactly| again| though| so| that| is it| is this| does that| not| not so| is that so| would that be| does it| did that| did they| is that the case)*
    (and |but |ok |so |hm |wait |sorry |please )?(can|could|would|will) (you|u) (please |maybe |kindly )?(explain|say|tell|repeat|describe|rephrase|simplify|summari*|elaborate|expand|clarify|put|give|show|do|go into|translate)( me| us| on| it| that| this| in| to| more| again| once| an| a| another| one| some| the| other| further| simple*| easier| easy| better| words| way| detail*| example*| shorter| differently| clearer| clearly| slowly| briefly| please| simply| terms| whole| thing| last| part| your| answer| step| steps| by| of| for| with| what| you| mean| language| german| english| down| up| out| up a bit| a bit| little| bit)*
    (please |ok |so |and )?(explain|say|tell|repeat|rephrase|simplify|elaborate|clarify|show|give|summari*|shorten|translate)( me| us| it| that| this| in| to| more| again| once| an| a| another| one| some| other| further| simple*| easier| easy| better| words| way| detail*| example*| shorter| differently| clearer| clearly| slowly| briefly| please| simply| terms| last| part| your| answer| step| steps| by| of)*
    (what|which) (do|does|did) (you|that|this|it) (mean|meant)( by that| by this| exactly| with that)?
    (i )?(still |really |just )?(dont|do not|didnt|did not) (really |quite |still |fully )?(get|understand)( it| that| this| what you mean| your answer| any of it| a word)?( yet| at all| sorry| please)*
    (another|an|one more|more|any) (example|examples|detail|details)( please)?
    (in )?(simpler|easier|other|plain|simple) (words|terms|language)( please)?
    (more )?(simply|slowly|briefly)( please)?
    too (long|complicated|short|hard|difficult)( please| sorry)?
    (is|was) (that|this|it) (always |really )?(true|so|correct|right|the case|always so|all)( ~)?
    (what|how) about (it|that|this|them|those|the (other|second|first|last|next)( one)?s?)
    (and )?what (does|is|are|was) (that|this|it|those|these)( mean| called| good for| for| about)?( exactly)?
  `,
  filler: `
    (so |ok so |and |maybe |perhaps |please |also )?(can|could|would|might|may) (you|somebody|someone|anyone|anybody|i|we)( maybe| please| kindly| perhaps| possibly| just)*( tell| explain| help| ask| answer| say| clarify| clear up| let)?( it| this| that| me| us| to| with| one| a| something| out| know| question| quick| the following| here| you| please| briefly| again| for)*
    (i (just |only )?(have|had|got|would have)|just|one|a|another|quick|short|small|dumb|stupid|silly|here is|heres|hey|hi) (~ )?(quick |short |small |dumb |stupid |silly |little )?(question|thing)( ~)?( ~)?
    (sorry|excuse me|apologies|pardon)( ~)?( ~)?( ~)?
    (please|pls|help|help me|help please|urgent|asap|hurry|quick)( please| asap| quickly| now| me| thanks)*
    no (hurry|rush|stress)( ~)?( ~)?
    (i )?(hope|trust) (you|this|that|it|everyone|all)( ~)?( ~)?
    (i )?(could|can|did|do) not (find|see|remember|figure)( ~)?( ~)?
  `,
  organisation: `
    (when|what day|which day|what date|what time|where|which room|in which room|on (what|which) (day|date)|at what time|until when|by when|how long|what week|which week) (~ )?(is|are|will|do|does|did|was|can) (~ )?(final|finals|exam|exams|test|tests|quiz|midterm|midterms|deadline|due|homework|assignment|assignments|essay|project|paper|lab report|report|class|lesson|lecture|tutorial|seminar|office hours|presentation|retake|resit|submission|worksheet|grades|results|marks|course|semester|break|holidays|excursion|field trip)( (be|due|on|held|start|end|over|today|tomorrow|again|take place|taking place|this week|next week|this|next|week|month|this semester|published|back|out|graded|released|please|going to|exactly|happening|scheduled|available|begin|open|close|for|in|our|the|we|hand|to|submitted|submit))*$
    (deadline|due date|office hours|make ?up (exam|test)|retake|resit|late submission|sick note|exam date|room number|zoom link)
    (is|are) there (~ )?(class|classes|lecture|lesson|homework|a test|an exam|a quiz) (today|tomorrow|this week|next week|on (monday|tuesday|wednesday|thursday|friday))
    (can|could|may|might|is it possible|would it be possible|am i allowed|are we allowed|do i|do we|should i|should we|will i|must i|must we|have to|need to|want to|like to|get|have|ask for|request|any chance) (~ )?(~ )?(extension|more time|extra time|hand in|hand it in|turn in|turn it in|submit|retake|resit|miss class|skip|skip the|be excused|be absent|come late|be late|office hours|bring a calculator|use a calculator|extra credit|drop the course|change groups|switch groups|sick note|make up the|register for|sign up for|attend|join the next)
    (why|how come|how) (~ )?(my|our) (~ )?(grade|grades|mark|marks|score|points|result|results)
    (my|our|the) (~ )?(grade|grades|mark|marks|score|points) (~ )?(wrong|low|bad|missing|unfair|lower|incorrect|changed|posted|not|so)
    (what|which|did|do|have|has|where|see) (~ )?(my|our) (~ )?(grade|grades|mark|marks|score|points|result|results)
    how (much|many) (~ )?(percent|points|credits|does ~ count|do ~ count|homework|exams|tests|assignments|absences)
    (is|are|will|does|do|was|were) (this|that|it|there|the|we|our|chapter|these|all|everything) (~ )?(~ )?(on|in|for|part of|relevant for|be on|be in|have|cover|covered in|covered by|an|a|graded) (the |our |a |an )?(exam|test|quiz|final|midterm|class|homework|assignment|lecture|attendance|graded|mandatory)( today| tomorrow| this week| next week| on monday| on friday| again)*$
    (who|which teacher|which professor) (~ )?(teaches|grades|marks|is our|is the (tutor|instructor|teacher|ta|professor|lecturer))
    (i|im|ive) (~ )?(was|am|been|will be|have been|got) (~ )?(sick|ill|absent|in hospital)( and| so| today| yesterday| last week| this week| tomorrow| can i| could i| may i)
    (due|hand* in|turn* in|submit*) (~ )?(late|later|tomorrow|a day|two days|days later|next week|after the deadline|when|by when|until when)
    (is|was|has) (the )?(class|lecture|lesson|seminar|course|exam|tutorial) (~ )?(cancelled|canceled|today|tomorrow|online|moved|postponed)
  `,
  feeling: `
    (i|im|ive|i am|i feel|i have been|feeling|feel|makes me|made me) (just |really |very |so |too |such |a bit |bit |kind of |totally |completely |extremely |absolutely |not |quite |pretty |still |always |been |feeling |feel |am )*(tired|exhausted|sad|happy|glad|angry|mad|stressed|overwhelmed|anxious|nervous|afraid|scared|lonely|alone|depressed|down|bored|frustrated|worried|proud of|proud|excited|sorry|embarrassed|ashamed|hopeless|desperate|burned out|burnt out|upset|disappointed|relieved|confident|stupid|dumb|lost|unmotivated|demotivated|miserable|fed up|sick of|done with|worthless|a failure|homesick|annoyed|panicking|crying|hurt|unhappy|great|awful|terrible|good|bad|in love|jealous|bullied|grateful|delighted|thrilled)
    (i )?(really |just |so |kinda |honestly |was |am )*(hate|love|despise|cant stand|enjoy|dislike|adore|am sick of|am fed up with) (this|that|the|my|our|math*|maths|physics|chemistry|biology|history|statistics|school|uni*|it|you|homework|studying|exams)
    (this|it|the|everything|that|my) (~ )?(is|was|feels|are|were|makes me|drives me|gives me) (~ )?(killing me|too hard|too much|so hard|so difficult|so boring|boring|hard|frustrating|awful|terrible|horrible|stressful|unfair|exhausting|crazy|nuts|mad|insane|headache|anxiety|annoying|overwhelming|depressing|hopeless|so unfair|great|amazing|fun|awesome|wonderful)
    (i )?(cant|cannot|can not|could not|couldnt) (do this|take it|take this|cope|keep up|concentrate|focus|sleep|do it|handle this|handle it|breathe|stop crying|manage|follow)( any ?more| any longer| at all| in this class| with this| with| the)*
    (i )?(dont|do not|never|didnt) (understand|get) (anything|any of this|any of it|this (class|course|subject|topic at all|stuff)|a (single )?(thing|word)|math*|at all)
    (i )?(will|am going to|am gonna|gonna|might|think i will|definitely|surely|am|im|just|ll) (fail|failing|failed|flunk|passed|giving up|give up|drop out)
    (had|have) (~ )?(so much |great |a lot of )?fun
    (i )?(really )?(enjoyed|loved|hated|liked) (~ )?(class|lesson|lecture|course|today|it|presentation)
    (passed|failed|aced|flunked|got) (~ )?(my|the|an|a) (~ )?(exam|test|grade|a|quiz|final|result|scholarship)
    (want|wanna|ready) to (give up|quit|cry|scream|go home|sleep)
    (dying to|die of (embarrassment|laughter|boredom|laughing|shame|hunger|curiosity)|dying of (boredom|laughter|hunger|thirst))
    (what|such) a (~ )?(day|nightmare|mess|week|relief)
    (nobody|no one) (likes|understands|talks to|wants) me
  `,
  insult: `
    (you|youre|your|u|ur|this bot|this assistant|the bot|this thing|this machine|you are|ur) (are |is |re |r |all )?(~ )?(useless|stupid|dumb|idiot*|worthless|moron*|crap|trash|garbage|rubbish|pathetic|suck*|loser*|shit*|bullshit|a joke|annoying|dumbass|asshole|clown|worst|terrible|horrible|ugly|retard*|bitch|bastard|brainless|fool|waste|bad bot|hopeless|incompetent)
    (shut up|shut it|fuck you|fuck off|f off|screw you|get lost|piss off|go away|go to hell|stfu|kys|kill yourself|drop dead|bite me|i hate you|you suck|suck it|eat shit|wtf|damn you|to hell with you)( ~)?
    (stupid|dumb|useless|idiotic|worthless|damn|fucking|bloody|shitty|crappy) (bot|machine|robot|assistant|ai|computer|thing|program|app|software|piece)
    ^(idiot|moron|dumbass|asshole|bastard|loser|stupid|bitch|fool|imbecile|jerk|clown|dummy)( ~)?$
  `,
  arithmetic: `
    \\d+ (plus|minus|times|divided by|multiplied by|x|over|percent of|mod|to the power of|squared|and) \\d*
    (square root|root) of \\d+
    (half|double|twice|a third|a quarter) (of )?\\d+
  `,
  remark: `(i|im|ive|id|ill|my|we|our|were|today|yesterday|tomorrow|me) `,
}
