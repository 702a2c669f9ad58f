"""Words that carry grammar and no topic, in the languages most likely to be heard first.

Weights are learned from the texts themselves; these lists only keep the commonest function words
out of small samples, where there is too little text to learn that. Other languages work without.
"""

_ENGLISH = """
a about above after again all also am an and any are as at be because been before being both but
by can can't cannot could did do does doesn't doing don't down each else even every few for from
get gets getting go goes going had has have having he her here him his how i i'm if in into is
isn't it it's its just keep let like made make makes many may me might more most much must my need
needs no not now of off on once one only or other our out over own per really same see shall she
should so some such sure than that that's the their them then there these they thing things this
those through to too under until up us use very want was way we were what when where whether which
while who why will with without won't would yes you your
"""
_GERMAN = """
aber alle allem allen aller alles als also am an andere anderen auch auf aus bei beim bin bis
bitte bzw da dabei dadurch dafür daher damit dann daran darauf das dass daß dazu dem den denen
denn der des dessen deshalb die dies diese diesem diesen dieser dieses doch dort du durch durchaus
ein eine einem einen einer eines einfach einmal er es etc etwas euch ganz gar geben gegen gibt gut
habe haben hat hatte hier hinter ich ihm ihn ihnen ihr ihre im immer in innen ins insbesondere ist
ja je jede jedem jeden jeder jedes jetzt kann kein keine keinen keiner können könnte lassen macht
machen man mehr mein meine mich mir mit muss müssen müssten nach nicht nichts noch nun nur ob oder
oft ohne per schon sehr sein seine selbst sich sie sind so sobald solche soll sollen sollte
sollten sondern sonst sowie soviel statt stattdessen über um und uns unser unter viel viele vom
von vor wann war warum was wegen weil weiter welche wenig wenn wer werden wie wieder wird wir wo
worden wurde würde zu zum zur zwischen
"""
_FRENCH = """
afin ai ainsi alors au aussi autre autres aux avec avoir car ce cela ces cet cette chaque ci comme
comment dans de des deux doit doivent donc dont du elle elles en encore entre est et être eu fait
faire faut il ils je jusque la là le les leur leurs lors lui ma mais même mes moins mon ne ni nos
notre nous on ont ou où par pas peu peut peuvent plus pour pourquoi qu quand que quel quelle qui
quoi sa sans se ses si soit son sont sous sur ta te tes ton tous tout toute toutes très trop tu un
une vers vos votre vous y c'est d'un d'une n'est qu'il
"""
_SPANISH = """
a al algo algunos ante antes así aunque bien cada como con contra cual cuando de debe deben del
desde donde dos el él ella ellos en entre era es esa ese eso esta está están este esto estos fue
ha hacer han hasta hay la las le les lo los más me mi muy nada ni no nos o otra otros para pero
poco por porque pueda puede pueden que qué quien se sea ser si sí sin sobre son su sus también tan
tanto te tiene tienen toda todas todo todos tu un una uno unos y ya yo
"""
_ITALIAN = """
a ad agli ai al alla alle allo anche avere c'è che chi ci come con cosa da dal dalla dei del della
delle dello devono di dove e è ed essere fare gli ha hanno i il in io la le lo loro ma mi molto ne
negli nei nel nella nelle noi non o ogni per perché più poi può quale quando quello questa questo
se sei senza si sia sono su sua sul sulla suo tra tutti tutto un una uno vi
"""
_DUTCH = """
aan al alle als altijd ander andere bij daar dan dat de deze die dit door dus een en er ook geen
geven gaan had heb hebben heeft het hier hij hoe hun iets ik in is ja je kan kunnen maar maken me
meer men met mijn moet moeten na naar niet niets nog nu of om omdat onder ons onze ook op over te
tegen toch tot u uit van veel veranderen voor waar want waren was wat we wel welke werd wie wij
wil worden wordt zal ze zelf zich zij zijn zo zonder zou zouden
"""
_POLISH = """
a aby ale bardzo bez będzie być był była było by ci co czy dla do gdy gdzie go i ich ile im in
innych ja jak jako je jego jej jest jeśli już każdy kiedy która które który ma mają mi mnie może
można my na nad nam nas nie nich o od oraz po pod przed przez przy są się tak także tam te tego
tej ten to tu tylko tym w we więc wszystkie z za ze że
"""
_SWEDISH = """
alla allt att av bara bli blir då de den denna det detta dom du där efter eller en ett finns för
från får gör göra ha han har hos hur här i icke in inga ingen inte ja jag kan kunna man med mellan
men mer mig min mot mycket måste ni nu någon några när och om oss på sig sin ska skall skulle som
så till under upp ut utan vad var vara varje vem vi vid vill är än även över
"""
_NEGATIONS = """
no not never none nothing without don't doesn't isn't aren't can't cannot won't shouldn't wouldn't
against less nicht kein keine keinen keiner keinem nie niemals ohne gegen weniger ne pas jamais
aucun aucune sans contre moins nunca ningún ninguna sin contra menos non mai senza meno niet geen
nooit zonder tegen minder bez przeciw mniej inte ej ingen inga aldrig utan mot mindre
"""

FUNCTION_WORDS = frozenset(
    f"{_ENGLISH} {_GERMAN} {_FRENCH} {_SPANISH} {_ITALIAN} {_DUTCH} {_POLISH} {_SWEDISH}".split()
)
#: Of Chinese and Japanese; words are looked for between them.
FUNCTION_CHARACTERS = "的了是我你妳他她它們们這这那也都就在和與与很吗嗎呢吧啊之而及被把讓让"

#: A pair of texts that differ in one of these says opposite things, however alike it looks.
NEGATIONS = frozenset(_NEGATIONS.split())
#: The same for scripts written without spaces: a single character is enough.
NEGATING_CHARACTERS = frozenset("不沒没無无非未別别勿反")
