"""Words in the form in which somebody looks for them, and in another form in which a text may hold them.

Forty ordinary pairs of each language, from what organisations write.
"""

PAIRS: dict[str, tuple[tuple[str, str], ...]] = {
    "fi": (
        ("yhdistys", "yhdistyksen"), ("järjestö", "järjestöille"), ("vapaaehtoinen", "vapaaehtoiset"),
        ("apu", "avun"), ("tuki", "tuesta"), ("luku", "luvut"), ("hoito", "hoidosta"), ("kesä", "kesällä"),
        ("työ", "töitä"), ("yö", "öitä"), ("lapsi", "lasten"), ("nuori", "nuorille"), ("mies", "miehet"),
        ("nainen", "naisten"), ("vanhus", "vanhuksia"), ("ihminen", "ihmisiä"), ("perhe", "perheet"),
        ("koti", "kodissa"), ("kaupunki", "kaupungeissa"), ("kunta", "kuntien"), ("maahanmuuttaja", "maahanmuuttajien"),
        ("osallisuus", "osallisuutta"), ("yhteisö", "yhteisöjä"), ("kokous", "kokoukseen"), ("hanke", "hankkeita"),
        ("rahoitus", "rahoituksesta"), ("avustus", "avustukset"), ("päätös", "päätöksestä"), ("oikeus", "oikeuksia"),
        ("terveys", "terveyden"), ("sairaus", "sairauksien"), ("vammainen", "vammaisten"), ("kieli", "kielellä"),
        ("opas", "oppaat"), ("tapahtuma", "tapahtumiin"), ("koulutus", "koulutuksessa"), ("verkosto", "verkostoja"),
        ("auttaa", "autamme"), ("osallistua", "osallistui"), ("vapaaehtoistoiminta", "vapaaehtoistoiminnasta"),
    ),
    "sv": (
        ("förening", "föreningarna"), ("beslut", "beslutet"), ("barn", "barnens"), ("stad", "städer"),
        ("land", "länderna"), ("bok", "böcker"), ("man", "män"), ("kvinna", "kvinnors"), ("människa", "människorna"),
        ("frivillig", "frivilliga"), ("stöd", "stödet"), ("bidrag", "bidragen"), ("möte", "mötena"),
        ("kommun", "kommunernas"), ("ungdom", "ungdomar"), ("äldre", "äldres"), ("hälsa", "hälsan"),
        ("sjukdom", "sjukdomarna"), ("rättighet", "rättigheterna"), ("språk", "språken"), ("arbete", "arbetet"),
        ("projekt", "projekten"), ("verksamhet", "verksamheten"), ("delta", "deltog"), ("hjälpa", "hjälpte"),
        ("organisation", "organisationer"), ("medlem", "medlemmar"), ("familj", "familjer"), ("hem", "hemmet"),
        ("skola", "skolorna"), ("kurs", "kurser"), ("evenemang", "evenemanget"), ("nätverk", "nätverken"),
        ("utlåtande", "utlåtanden"), ("finansiering", "finansieringen"), ("anhörig", "anhöriga"),
        ("funktionsnedsättning", "funktionsnedsättningar"), ("ge", "gav"), ("liten", "små"), ("god", "bättre"),
    ),
    "en": (
        ("association", "associations"), ("volunteer", "volunteering"), ("child", "children"), ("man", "men"),
        ("woman", "women"), ("person", "people"), ("city", "cities"), ("county", "counties"), ("policy", "policies"),
        ("story", "stories"), ("family", "families"), ("meeting", "meetings"), ("decide", "decided"),
        ("organise", "organising"), ("organisation", "organisations"), ("help", "helped"), ("give", "gave"),
        ("take", "taken"), ("write", "wrote"), ("speak", "spoken"), ("teach", "taught"), ("bring", "brought"),
        ("find", "found"), ("meet", "met"), ("run", "running"), ("plan", "planned"), ("study", "studies"),
        ("apply", "applies"), ("fund", "funded"), ("grant", "grants"), ("network", "networks"), ("right", "rights"),
        ("disability", "disabilities"), ("illness", "illnesses"), ("good", "better"), ("life", "lives"),
        ("foot", "feet"), ("analysis", "analyses"), ("be", "were"), ("immigrant", "immigrants"),
    ),
    "ru": (
        ("организация", "организаций"), ("доброволец", "добровольцев"), ("помощь", "помощи"), ("помогать", "помогают"),
        ("ребёнок", "дети"), ("человек", "люди"), ("женщина", "женщин"), ("мужчина", "мужчинам"), ("семья", "семей"),
        ("город", "городах"), ("коммуна", "коммун"), ("здоровье", "здоровья"), ("болезнь", "болезней"),
        ("право", "прав"), ("язык", "языках"), ("работа", "работы"), ("собрание", "собрании"), ("решение", "решения"),
        ("проект", "проектов"), ("поддержка", "поддержке"), ("деньги", "денег"), ("друг", "друзья"),
        ("мать", "матери"), ("отец", "отца"), ("сын", "сыновья"), ("дочь", "дочери"), ("день", "дней"), ("год", "годы"),
        ("молодой", "молодых"), ("пожилой", "пожилых"),
        ("хороший", "хорошие"), ("идти", "шли"), ("писать", "пишут"), ("говорить", "говорит"),
        ("участвовать", "участвует"), ("член", "членами"), ("союз", "союзов"), ("сеть", "сетей"),
        ("обучение", "обучением"), ("мероприятие", "мероприятий"),
    ),
}  # fmt: skip
