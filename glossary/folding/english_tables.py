"""What of English no rule tells: irregular plurals and verbs, British and American words, plurals that have no singular."""

import re


def _list(text: str) -> list[str]:
    return text.split()


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _pairs(text: str) -> dict[str, str]:
    return dict(pair.split("/") for pair in text.split())


AMERICAN = _pairs(
    "programme/program defence/defense offence/offense licence/license pretence/pretense practise/practice "
    "cheque/check grey/gray tyre/tire plough/plow mould/mold moult/molt smoulder/smolder skilful/skillful "
    "wilful/willful fulfil/fulfill enrol/enroll enrolment/enrollment fulfilment/fulfillment instalment/installment "
    "judgement/judgment acknowledgement/acknowledgment ageing/aging catalogue/catalog dialogue/dialog "
    "analogue/analog aluminium/aluminum jewellery/jewelry manoeuvre/maneuver sulphur/sulfur sulphate/sulfate "
    "sulphide/sulfide sulphuric/sulfuric marvellous/marvelous woollen/woolen artefact/artifact sceptic/skeptic "
    "sceptical/skeptical scepticism/skepticism cosy/cozy pyjamas/pajamas moustache/mustache aeroplane/airplane "
    "yoghurt/yogurt towards/toward centred/centered tranquillity/tranquility disc/disk omelette/omelet "
    "kerb/curb gaol/jail furore/furor learnt/learned spelt/spelled "
    "focussed/focused focussing/focusing"
)
# American words that are words of their own in Britain: what is written so is not looked for in the British spelling.
_ALSO_BRITISH = frozenset({"check", "practice", "curb", "disk", "tire"})
BRITISH = {american: british for british, american in AMERICAN.items() if american not in _ALSO_BRITISH}
# British and American beginnings and insides of words.
STEMS = tuple(
    (re.compile(rf"{before}{british}"), re.compile(rf"{before}{american}"), british, american)
    for before, british, american in (
        ("^", "haem", "hem"), ("(?<=[a-z]{2})", "aemi", "emi"), ("^(?:ortho)?", "paed", "ped"), ("", "oedem", "edem"),
        ("^", "oesoph", "esoph"), ("^", "oestr", "estr"), ("^", "foet", "fet"), ("^", "gynaec", "gynec"),
        ("^", "caesar", "cesar"), ("^", "archaeo", "archeo"), ("^", "aetiolog", "etiolog"), ("", "rrhoe", "rrhe"),
        ("", "anaesth", "anesth"), ("^", "faec", "fec"), ("^", "palaeo", "paleo"), ("", "clopaed", "cloped"),
        ("^", "mediaev", "mediev"), ("^", "anaem", "anem"),
    )
)  # fmt: skip

IRREGULAR = _pairs(
    "child/children foot/feet tooth/teeth goose/geese mouse/mice louse/lice ox/oxen "
    "criterion/criteria phenomenon/phenomena ganglion/ganglia automaton/automata bacterium/bacteria medium/media "
    "curriculum/curricula memorandum/memoranda datum/data stratum/strata erratum/errata addendum/addenda "
    "symposium/symposia consortium/consortia referendum/referenda stadium/stadia millennium/millennia "
    "spectrum/spectra aquarium/aquaria equilibrium/equilibria ovum/ova serum/sera forum/fora "
    "stimulus/stimuli nucleus/nuclei fungus/fungi alumnus/alumni syllabus/syllabi focus/foci radius/radii "
    "cactus/cacti locus/loci bacillus/bacilli streptococcus/streptococci staphylococcus/staphylococci "
    "thrombus/thrombi embolus/emboli bronchus/bronchi genus/genera corpus/corpora "
    "alga/algae larva/larvae vertebra/vertebrae antenna/antennae formula/formulae nebula/nebulae "
    "index/indices appendix/appendices matrix/matrices vertex/vertices vortex/vortices codex/codices apex/apices "
    "helix/helices bureau/bureaux plateau/plateaux chateau/chateaux axis/axes testis/testes "
    "life/lives knife/knives wife/wives leaf/leaves half/halves shelf/shelves calf/calves wolf/wolves thief/thieves "
    "loaf/loaves scarf/scarves hoof/hooves wharf/wharves elf/elves self/selves sheaf/sheaves quiz/quizzes "
    "person/persons die/dice"
)
# Words in -s that are no plurals, or plurals whose singular is another word.
UNCHANGED = _words(
    "news species series means arms goods customs glasses spectacles headquarters clothes works physics politics "
    "mathematics mumps measles rabies diabetes herpes shingles always perhaps towards besides lens atlas bias canvas "
    "pancreas christmas texas kansas arkansas alias chaos cosmos ethos pathos asbestos rhinoceros thermos molasses "
    "mattress james charles honduras bahamas philippines netherlands vegas judas midas dallas wales naples "
    "brussels athens whereas overseas alas gas pampas scabies caries sometimes nowadays thanks brass trousers "
    "scissors tweezers pliers tongs pyjamas pajamas jeans pants shorts binoculars amends odds premises remains "
    "outskirts whereabouts barracks crossroads gallows corps chassis debris rendezvous bowels genitals "
    "mains commons greens blues contents damages grounds manners quarters spirits looks"
)
NO_MAN = _words("human german roman shaman ottoman talisman caiman norman")

# Verbs that are not nouns too: a term that begins with one, and goes on with other words, takes its forms.
VERBS = _words(
    "achieve acquire adapt adopt allocate allow apply arrange assess assign attend avoid become bring broaden build "
    "carry choose clarify collect combine comply compare conduct connect consider consolidate construct consult "
    "contain contribute convene create deal decide declare define deliver deploy detect determine develop diversify "
    "eliminate embrace enable encourage enforce engage enhance enlarge enroll enrol ensure equip eradicate "
    "establish evaluate examine exceed execute expand explain exploit express extend facilitate fulfil fulfill give "
    "go grant grow guarantee handle harmonize harmonise hold identify illustrate implement improve include increase "
    "inform inherit inspect inspire install intensify introduce invest invite keep kill learn let lose maintain make "
    "manage meet mobilise mobilize modernise modernize nominate notify observe obtain organise organize oversee "
    "perform persuade prepare prescribe preserve prevent promote propose protect prove provide publicise publicize "
    "pursue put raise reach realise realize receive recognise recognize recommend reduce refuse reinforce relocate "
    "remove renovate replace require resist resolve restore retain review safeguard satisfy secure seek select send "
    "serve settle simplify solve speak speed spend stabilise stabilize stimulate streamline strengthen submit supervise "
    "take teach tell thank think transform translate unify unite uphold utilise utilize vaccinate verify widen win "
    "withdraw write"
)
PAST = {
    base: tuple(forms.split(","))
    for base, forms in _pairs(
        "be/was,were,been become/became begin/began,begun bend/bent bind/bound bite/bit,bitten blow/blew,blown "
        "break/broke,broken bring/brought build/built buy/bought catch/caught choose/chose,chosen come/came cut/cut "
        "deal/dealt dig/dug do/did,done draw/drew,drawn drink/drank,drunk drive/drove,driven eat/ate,eaten fall/fell,fallen "
        "feed/fed feel/felt fight/fought find/found flee/fled fly/flew,flown forbid/forbade,forbidden forget/forgot,forgotten "
        "freeze/froze,frozen get/got,gotten give/gave,given go/went,gone grow/grew,grown have/had hear/heard hide/hid,hidden "
        "hit/hit hold/held hurt/hurt keep/kept know/knew,known lay/laid lead/led leave/left lend/lent let/let "
        "lose/lost make/made mean/meant meet/met oversee/oversaw,overseen pay/paid put/put read/read ride/rode,ridden "
        "ring/rang,rung rise/rose,risen run/ran say/said see/saw,seen seek/sought sell/sold send/sent set/set "
        "shake/shook,shaken shoot/shot show/showed,shown sing/sang,sung sit/sat sleep/slept speak/spoke,spoken spend/spent "
        "spread/spread stand/stood steal/stole,stolen swim/swam,swum take/took,taken teach/taught tell/told think/thought "
        "throw/threw,thrown understand/understood undertake/undertook,undertaken uphold/upheld wear/wore,worn win/won "
        "withdraw/withdrew,withdrawn write/wrote,written"
    ).items()
}
# Nouns and adjectives that end as verbs do.
NO_VERBS = _words(
    "climate candidate certificate corporate private estate debate rebate senate graduate undergraduate postgraduate "
    "delegate associate carbonate bicarbonate sulfate sulphate nitrate phosphate substrate chocolate pirate appropriate "
    "adequate inadequate separate accurate inaccurate immediate intermediate ultimate intimate legitimate illegitimate "
    "moderate fortunate unfortunate unique passionate affectionate deliberate desperate elaborate electorate directorate "
    "protectorate secretariate consulate conglomerate aggregate chlorate glutamate palate template "
    "prelate primate magistrate advocate syndicate surrogate inmate roommate classmate teammate playmate soulmate "
    "checkmate stalemate predicate triplicate duplicate articulate particulate celibate laureate cognate opiate "
    "obstinate subordinate coordinate inordinate vertebrate invertebrate ornate innate sedate literate illiterate "
    "exercise enterprise franchise promise premise expertise merchandise paradise compromise disguise practise precise "
    "concise otherwise likewise clockwise treatise turquoise tortoise porpoise noise praise cruise bruise size prize "
    "seize breeze bronze gaze maze glaze oversize capsize"
)
# Small words that take no endings: it is not its.
INVARIABLE = _words(
    "a an and as at be but by do for from had has he her his how i if in into is it its me my no nor not of off on one or our "
    "out she so some than that the their them then they this those to too up us was we what when who why will with you your"
)
# What makes a verb of two words, whose noun is written with a hyphen or in one word: to call back, a callback.
PARTICLES = _words("out up down off away back in on over through around by")
AFTER_VERBS = _words("the a an one's your their his her our my out up down off away with")
# What a compound that is written in one word may end in; before it stands another word of three letters or more.
TAILS = tuple(
    _list(
        "backed ball based bank board book borne breaking care case chain check craft day dealer fall farm field "
        "fighter file front fund goer ground group guard head hold holder house keeper keeping land leader level life light "
        "line load maker making man mark market name net owner paper party person phone place plan point pox "
        "power proof reader room school scape scale screen seeker share sheet ship side site space staff stage station "
        "storm style table taker taking term time town ware wash washing water way wear web wide woman word work worker "
        "working works world worthy year yard"
    )
)
PREFIXES = tuple(
    _list(
        "anti auto bi bio co counter cyber eco electro extra geo hyper infra inter intra macro mega meta micro mid mini multi "
        "neo neuro non over post pre pro pseudo quasi radio re semi socio sub super tele trans ultra under"
    )
)
E_WORDS = _words(
    "mail mails mailed mailing commerce government learning book books health bike bikes waste service services reader "
    "sports sport ticket tickets banking business wallet wallets signature signatures scooter cigarette cigarettes"
)

COMMON = frozenset(  # words that every text has: of a term, one of the others is looked for
    _list(
        "a about after all also an and any are as at be because been before being between both but by can could did do does done "
        "each every for from had has have he her him his how i if in into is it its just like may me more most much must my no not of "
        "off on one only or other our out over own same she should since so some such than that the their them then there these they "
        "this those through to too under up us very was we were what when where which while who why will with without would you your"
    )
)
