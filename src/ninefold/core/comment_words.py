"""Words by which a comment may give its writer away, as data. None of these lists can be complete, nor needs to be."""

from __future__ import annotations

# Given names that are common in British health and care, and no ordinary English words.
_GIVEN_NAMES = """
aaliyah aaron abdul abdullah abigail abimbola adaeze adam adeola adrian agnieszka ahmed aisha aishah alan albert
alejandra alex alexander alexandra alfie alice alison aloysius amanda amara amelia amina amir amit amy ana anand
andrea andrew andrzej angela angharad anil anita anna anne annie anthony antonio arjun arthur asha ashok ayesha
babatunde barbara beata ben benjamin bernadette beth bethan blessing brenda brian bronwen bukola caitlin callum
camille carlos carmen carol caroline carys catherine catrin chantelle charlotte chiamaka chidi chinedu chioma chloe
chris christine christopher ciara claire clare colin connor craig cristina dafydd daniel daniela danielle darren
dave david dawid deborah debra deepa deepak denise derek diana diane dilip divya donna dorota dylan ebony edward
eilidh elaine eleanor elena elizabeth ella ellen ellie emeka emily emma emmanuel eoin erin esther ethan ewa fadekemi
farah fatima femi fiona florence folake francesca francis gareth gary gemma geoff george georgina geraint gillian
giulia glynis gordon graham gurpreet gwen hamza hannah harjit harpreet harriet harry hasan heather helen henry
hilary hussain huw ian ibrahim ifeoma imran ines ioan ioana ivan jacob jacqueline james jamie jan jane janet janice
jasmine jason javier jean jeffrey jemima jennifer jenny jeremy jessica jill joan joanna joanne jodie joe john
jonathan jose joseph josephine joshua jozef juan judith julia julie justyna kamal karen karolina kasia katarzyna
kate katherine kathleen kathryn katie kavita keith kelly ken kenneth kerry kevin khadija kieran kim kirsty krishna
krzysztof kuldeep laura lauren lee leon lesley lewis liam linda lisa liz louise lucia lucy luke lynn lynne maciej
magda malgorzata mandeep manjit manuel marcin marek margaret maria marie marta martin mary maryam matthew maureen
megan mehmet mei melanie michael michelle miguel mike mohamed mohammad mohammed monika muhammad nadia naomi natalie
natasha navdeep neha neil nia niamh nichola nicholas nicola nigel nikhil nisha nkechi nneka noor nuala obinna olga
oliver olivia olu oluwaseun omar orla oscar osman owain pamela patricia patrick paul paula pauline pawel peter
philip philippa piotr pooja prakash precious priya rachel rahul raj rajesh ravi rebecca rehana rhian rhys richard
rita robert roberto robin rohan roisin rosemary ross ruth ryan sabrina sachin saima sally salma sam samantha samina
samuel sandeep sandra sanjay sara sarah sean sebastian shabnam shanice sharon sheila shirley shreya sian simon
sinead sophia sophie stacey stella stephanie stephen steve steven stuart sunil sunita suresh susan suzanne tanya
tara tariq temitope teresa thandiwe thomas tim timothy tina tom tomasz tony tracey tracy trevor tunde usha uzma
valerie vanessa veronica victor victoria vijay vikram vincent wayne wendy wojciech yasmin yetunde yusuf yvonne
zainab zoe zofia zuzanna
"""
GIVEN_NAMES = frozenset(_GIVEN_NAMES.split())

# Given names, and parts of names, that are ordinary words too: names where they are written like one.
_ALSO_WORDS = """
abbey amber angel april art bailey baker bell best bill black bliss bob bond bright brook brown buddy butler carter
chance charity chase chuck clay cliff close cook dale dawn day dean drew duke earl ernest faith fay field fisher
flora frank gale gay gene ginger glen good grace grant gray green guy hall hand harmony hart hazel head heath hill
holly hope hunter iris ivy jack jade jasper joy june king lamb lance lane law little long love mark marsh mason may
mercy mills moor nice nick nurse opal page parsons pat patience peace pearl penny piers pleasant poppy
porter price pride prudence rain ray rich rob rock rod rose ruby rusty sharp shaw short sky stark stone sue summer
sunny swift teal trinity vale violet wade ward west white will wise wood woods young
"""
ALSO_WORDS = frozenset(_ALSO_WORDS.split())

# What people do, as they write it; plurals too.
JOBS = (
    "administrator", "advanced (?:clinical |nurse )?practitioner", "anaesthetist", "associate director", "bed manager",
    "biomedical scientist", "business manager", "care coordinator", "charge nurse", "chief executive",
    "chief (?:nurse|operating officer|pharmacist)", "clinical (?:director|educator|fellow|lead|nurse specialist)",
    "community nurse", "consultant", "counsellor", "deputy (?:director|head|manager|matron|ward manager)", "dietitian",
    "director of [a-z]+", "district nurse", "doctor", "estates manager", "finance (?:director|manager)",
    "foundation doctor", "general manager", "gp", "hca", "head of [a-z]+", "health visitor",
    "health ?care (?:assistant|support worker)", "housekeeper", "junior doctor", "junior sister", "matron",
    "medical (?:director|secretary|student)", "midwi(?:fe|ves)",
    "nurse (?:associate|consultant|in charge|practitioner)",
    "occupational therapist", "operations manager", "paramedic", "pharmacist", "pharmacy technician", "phlebotomist",
    "physician associate", "physio(?:therapist)?", "podiatrist", "porter", "practice (?:manager|nurse)", "psychiatrist",
    "psychologist", "radiographer", "receptionist", "registrar", "research nurse", "secretary", "senior sister",
    "service manager", "social worker", "speech (?:and language )?therapist", "staff nurse",
    "student (?:midwife|nurse)",
    "surgeon", "team lead(?:er)?", "therapy (?:assistant|lead)", "trainee", "ward (?:clerk|manager|sister)",
)  # fmt: skip
GRADES = (r"bands? ?[2-9][a-d]?", r"f(?:y)?[12]", r"[sc]t[1-8]", r"sho", r"spr", r"agenda for change")

# Turns of phrase by which people say who they are, in the languages of our forms.
PHRASES = (
    r"as (?:your|the|her|his|their) (?:deputy|former|most (?:junior|senior)|newest|old|only|previous|sole)",
    r"as (?:your|the|her|his|their) longest[- ]serving",
    r"i(?: am|['’]m| was) the (?:first|last|most|one|only|person)",
    r"the only \w+ (?:at|from|in|of|on|who|with)",
    r"since (?:i|my) (?:became|began|came|joined|joining|moved|qualified|return(?:ed)?|started|starting)",
    r"when i (?:applied|became|came back|complained|first started|joined|left|moved|raised|reported|returned)",
    r"when i (?:started|told you|was (?:ill|new|off|on leave|pregnant))",
    r"when (?:we|you and i) (?:last )?(?:met|spoke|worked together)",
    r"as i (?:e-?mailed|have (?:said|told you)|mentioned|said|told you|wrote)",
    r"(?:in|at|after|during) my (?:appraisal|(?:exit |job )?interview|induction|return[- ]to[- ]work|supervision)",
    r"(?:in|at|after|during) (?:my|our) (?:one[- ]to[- ]ones?|1[-: ]?(?:2|to)?[-: ]?1s?)",
    r"my (?:absence|accent|disability|first day|grievance|maternity leave|pregnancy|promotion|redeployment)",
    r"my (?:husband|partner|religion|retirement|secondment|sick(?:ness)? leave|visa|wife)",
    r"(?:i|we) (?:have )?(?:worked|known|managed|reported to) (?:with |for )?(?:you|her|him|them) (?:for|since)",
    r"fel (?:dy|eich) unig",
    r"(?:fi|myfi) (?:oedd|yw|ydy) (?:yr un|yr unig)",
    r"ers i(?:mi| mi| fi) (?:ddechrau|ymuno)",
)

MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_NTH = r"[0-3]?[0-9](?:st|nd|rd|th)?"
_MONTH = rf"(?:{'|'.join(MONTHS)})"
DAY_AND_MONTH = rf"(?:{_NTH}(?: of)? {_MONTH}|{_MONTH} {_NTH})"
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

# Whom health and care is for, where they are, what happens to them: beside a name it is the name of a patient.
PATIENTS = r"(?:client|inpatient|outpatient|patient|pt|resident|service user)s?"
PATIENT_PLACES = r"bay|bed|cubicle|room [0-9]|side ?room"
PATIENT_STORIES = (
    r"(?:died|fell|passed away)"
    r"|(?:is|was|were|got|had been|has been|being) (?:an? )?"
    r"(?:admitted|catheterised|diagnosed|discharged|dying|in pain|in ?patient|operated on|patient|sectioned)"
    r"|(?:has|had) (?:an? )?"
    r"(?:cancer|cardiac arrest|dementia|diabetes|fall|heart attack|operation|seizure|sepsis|stroke)"
)
PATIENT_EVENTS = (
    r"(?:blood|care plan|catheter|death|delivery|diagnosis|dialysis|discharge|drip|drugs|fall|labour|medication|notes"
    r"|operation|relatives|results|scan|surgery|symptoms|test results|treatment|wound|x-?ray)"
)
# A full date up to 201x with this last digit is rather somebody’s birth than something at work.
LAST_BIRTH_DECADE = 2

# Words that begin with a capital within a sentence, in one’s own order of two, without being names of people.
_CAPITALS = """
academy act advanced allied and appraisal arabic asian april association august bank bengali black board boards
britain british bulletin business caribbean care centre charity chief children chinese christian christmas church
civil clinic clinical college commission committee community council covid culture datix day december delivery
department development digital director diwali doctors duty easter emergency english england equality europe
european excel executive february finance forum framework freedom french friday friends gold general german god
governance government group guardian gujarati health healthcare heads high hindi hindu history home hospital house
human i improvement in inclusion indian infirmary information institute integrated international ireland irish
january january july june kingdom league leadership learning local london long march may meeting microsoft midwifery
model monday month mosque muslim national new nhs north northern northwest nottingham november nursing october
office one operations outlook pakistani parliament partners patient pay people performance pharmacy plan polish
policy practice primary programme project public punjabi quality ramadan records region resources review road royal
safeguarding safety saturday scotland scottish secondary senior september service services sikh silver somali south
southern speak specialist staff standards st state strategy street sunday support surgery system team teams term
thursday tigrinya time trust tuesday uk union unit united university up urdu wales ward week wednesday welsh west
western western winter word work working world year yoruba zoom
"""
CAPITALS = frozenset(_CAPITALS.split())

# Words that texts of each language are full of. Languages share some, which does no harm: a text is taken for another
# language than that of the form only where it has more than twice as many of the other's.
SMALL_WORDS = {
    "cy": "mae yn yr ei eich ond hefyd gyda wedi bod nid oes ddim chi dwi rydym iawn ac oedd gan sy fel mewn wrth",
    "de": "und der die das ist nicht ein eine mit auf für sie ich sehr auch wir werden haben dem den zu von",
    "en": "the and you your with have has that this they their are was were would from very which when what been",
    "es": "el los las una con para muy pero siempre está más como por del también sus ser hay nos usted",
    "fr": "le les des une est avec pour dans pas très mais vous nous sont être elle cette votre toujours aux qui",
    "it": "il gli una con per molto anche sono della che non sempre più nel alla questo essere lei di",
    "pl": "jest się nie na do że jak bardzo ale dla oraz jego być przez zawsze ma są tylko jej z w",
    "pt": "os uma com para muito mas não está mais você também sempre ele ela seu sua pelo nos são",
    "ro": "este și nu cu pentru foarte dar mai sunt care din pe să fi întotdeauna ea el lui un",
    "tl": "ang ng mga sa ay siya ako hindi po kami niya kanyang lagi naman ito para na kasi",
}
