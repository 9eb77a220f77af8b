"""A third vocabulary, written by someone who had read neither the word lists of the rules nor what the rules say of the others."""

from benchmarks.worlds.words import Vocabulary, trades_from

# ruff: noqa: E501, SIM905

FAR = Vocabulary(
    name="far",
    heads=tuple("Aner Bastr Corv Drusk Eill Fenw Gyld Hask Ilm Jept Krov Lyst Mosk Nerv Oxm Pluv Quart Rost Svel Trask Uld Vrem Wyld Xant Ygr Zimb".split()),
    tails=tuple("akis ellon ubra osti enne ilda ortu amba eus ovik yra anda ippo usca ertz ollo".split()),
    trades=trades_from("""
paints|Surface Colours; Makers of emulsion, primer and road-marking colour|Pinturerias Unidas; Elaboracion de primarios y acabados|Anstrichstoffe; Grundierungen und Korrosionsschutz|Revestimentos; Primers e acabamentos anticorrosivos
plastics|Extrusions; Film blowing and masterbatch|Peliculas Plasticas; Extrusion de pelicula y granza|Folien; Folienextrusion und Masterbatch|Filmes Plasticos; Extrusao de filmes e masterbatch
adhesives|Laminates; Hot-melt and laminating pastes|Pegantes; Termofusibles y pastas de laminado|Kaschierung; Schmelzkleber und Kaschierpasten|Laminados; Hot-melt e pastas de laminacao
detergents|Laundry Care; Washing liquids and softeners|Aseo Hogar; Liquidos lavaropas y suavizantes|Waschpflege; Fluessigwaschmittel und Weichspueler|Higiene Lar; Lava-roupas e amaciantes
cosmetics|Lotions; Creams, lotions and lip care|Cremas Finas; Cremas y lociones|Cremerie; Cremes und Lotionen|Cremes; Cremes e locoes corporais
perfumery|Scent Atelier; Compounds for fine scent and candles|Aromas Finos; Bases para colonias y velas|Duftatelier; Duftbasen und Kerzen|Colonias; Bases para colonias e velas
pharma|Dosage Forms; Tableting and sterile filling|Formas Farmaceuticas; Tableteado y llenado esteril|Galenik; Tablettierung und Sterilabfuellung|Solidos Orais; Compressao e envase esteril
veterinary|Herd Care; Sedatives and parasiticides for animals|Ganaderia Sana; Antiparasitarios y sedantes para animales|Stallbedarf; Antiparasitika und Tiermedizin|Rebanho; Antiparasitarios e anestesicos animais
agrochem|Field Protection; Crop sprays and micronutrients|Cultivos; Caldos de aspersion y micronutrientes|Saatgut und Schutz; Spritzmittel und Mikronaehrstoffe|Lavoura; Caldas e micronutrientes
water|Clear Water; Municipal waterworks contractor|Saneamientos; Operador de acueductos|Kommunalwasser; Betrieb von Wasserwerken|Mananciais; Operacao de adutoras
plating|Anodising; Anodising and pickling line|Anodizados; Linea de decapado y anodizado|Beizerei; Beizen und Eloxieren|Decapagem; Decapagem e anodizacao
electronics|Semicon Packaging; Chip packaging and lithography|Microchips; Encapsulado y litografia|Halbleiter; Chipmontage und Lithografie|Microcomponentes; Encapsulamento e litografia
textiles|Dyehouse; Yarn dyeing and printing|Tintoreria; Tenido de hilos y estampado|Faerberei; Garnfaerberei und Druck|Tinturaria; Tingimento de fios e estamparia
food|Beverages; Soft drinks and syrups|Refrescos; Bebidas gaseosas y jarabes|Getraenke; Limonaden und Sirupe|Bebidas; Refrigerantes e xaropes
furniture|Upholstery; Seating and beds|Tapiceria; Asientos y camas|Polsterei; Sitzmoebel und Betten|Estofaria; Assentos e camas
toys|Hobby Corner; Model kits and hobby goods|Modelismo; Maquetas y pasatiempos|Modellbau; Bausaetze und Hobby|Modelismo; Maquetes e passatempos
machinery|Presses and Drives; Special machines to order|Troqueles; Maquinas especiales por encargo|Sondermaschinen; Sondermaschinen nach Auftrag|Usinagem; Maquinas especiais sob encomenda
auto|Wheel House; Tyres and batteries|Llantas; Llantas y baterias|Reifenhaus; Reifen und Batterien|Pneus; Pneus e baterias
construction|Cement Depot; Cement, lime and aggregates|Cementera; Cemento, cal y agregados|Zementhandel; Zement, Kalk und Kies|Cimento; Cimento, cal e brita
retail|Cash and Carry; Supermarket chain|Supermercados; Cadena de supermercados|Kaufmarkt; Supermarktkette|Mercados; Rede de supermercados
luxury|Antiques; Art and antique dealer|Antiguedades; Galeria de arte|Kunsthandel; Kunst und Antiquitaeten|Antiguidades; Galeria de arte
publishing|Gazette; Newspaper and magazine house|Diario; Periodicos y revistas|Zeitungsverlag; Zeitungen und Magazine|Jornal; Jornais e revistas
hospital|Surgery Centre; Surgical day clinic|Quirofanos; Cirugia ambulatoria|Tagesklinik; Ambulante Operationen|Day Clinic; Cirurgia ambulatorial
labsupply|Benchware; Dealer in balances, glass and reagents|Vidrio y Reactivos; Balanzas, vidrio y reactivos|Laborglas; Waagen, Glas und Reagenzien|Vidraria; Balancas, vidraria e reagentes
lab|Soil Testing; Soil and fuel tests, six staff|Suelos y Combustibles; Pruebas de suelos|Bodenpruefung; Boden- und Kraftstoffproben|Solos; Provas de solo e combustivel
university|Institute of Science; Faculty of science|Instituto Superior; Facultad de ciencias|Fachhochschule; Fakultaet fuer Naturwissenschaften|Instituto Federal; Faculdade de ciencias
chemdist|Solvents; Bulk solvents and acids reseller|Solventes; Reventa de solventes y acidos a granel|Loesemittel; Handel mit Loesemitteln und Saeuren|Solventes; Revenda de solventes e acidos
trader|Global Links; Buying agent for any merchandise|Enlace Global; Agente de compras de toda mercaderia|Kontor; Einkaufsagentur fuer Waren jeder Art|Elo Global; Agente de compras em geral
forwarder|Cargo Lines; Groupage and courier consolidator|Consolidados; Consolidacion y mensajeria|Sammelgut; Sammelladung und Kurier|Consolidadora; Consolidacao e courier
estate|Lettings; Flats to let|Alquileres; Alquiler de viviendas|Hausverwaltung; Wohnungsverwaltung|Aluguel; Aluguel de apartamentos
travel|Charter; Coach and charter hire|Fletamentos; Renta de autobuses|Busreisen; Charter und Busreisen|Fretamento; Fretamento de onibus
restaurant|Noodle Bar; Takeaway food|Fondas; Comida para llevar|Imbiss; Imbiss und Lieferdienst|Lanchonete; Lanches e entregas
salon|Nail Bar; Manicure and barber|Barberia; Barberia y manicure|Nagelstudio; Nagel- und Barbierstudio|Barbearia; Barbearia e manicure
consulting|Interim Managers; Management and IT projects|Gestoria; Gestion y proyectos informaticos|Projektbuero; Interim-Management und IT|Gestao; Projetos de gestao e informatica
fitness|Strength Shop; Powders and bars for athletes|Atletas; Polvos y barras para atletas|Kraftkost; Pulver und Riegel fuer Sportler|Atletas; Pos e barras para atletas
"""),
    streets={
        "en": ("Heron Walk", "Saltmarsh Road", "Quarry Hill", "Beacon Terrace", "Wharf Approach"), "es": ("Calle Laurel", "Av. del Maestro", "Callejon Sur", "Camino Viejo"),
        "de": ("Muehlweg", "Hafenkai", "Birkenring", "Marktstieg"), "pt": ("Rua do Ipe", "Av. Litoranea", "Ladeira do Carmo"), "zh": ("Renmin Road", "Huanghe Street", "Xinhua Lane"),
    },
    homes={"en": ("Garden Flat {n}", "House {n}, Meadow Estate"), "es": ("Vivienda particular {n}", "Int. {n}, Unidad Habitacional"), "de": ("Wohnhaus {n}", "3. OG links, Nr. {n}"), "pt": ("Casa {n}, Vila Nova", "Ap. {n}"), "zh": ("Unit {n}, Residential Compound",)},
    works={"en": ("Dock {n}", "Plot {n}, Freeport", "Level {n}, Exchange House"), "es": ("Planta {n}", "Recinto Fabril {n}", "Local {n}"), "de": ("Werk {n}", "Buerohaus {n}"), "pt": ("Planta {n}", "Condominio Logistico {n}"), "zh": ("Factory {n}, Hi-Tech Zone", "Tower {n}, Business Port")},
    drops={"en": ("BOX {n}", "Locker {n}, Station", "Forwarding Counter {n}"), "es": ("Casilla {n}", "Apartado {n}"), "de": ("Postfach {n}", "Schliessfach {n}"), "pt": ("Caixa Postal {n}", "Escaninho {n}"), "zh": ("Mailbox {n}",)},
    given=tuple("Anselm Berenice Ciro Delphine Egon Floriana Gilda Horst Ilse Joaquim Konrad Livia Manfred Noelia Ottilie Placido Rainer Severina Tobias Ulrike Vasco Wanda Ximena Yannick Zita".split()),
    family=tuple("Arroyo Bellmont Cordeiro Duerr Esteves Fonseca Greiner Holguin Izidoro Jurado Kessler Loureiro Meireles Neumann Olivares Pimentel Queiros Rauch Seixas Torquato Urrutia Velasco Winkler".split()),
    vague_uses=("general", "own consumption", "unknown", "sin especificar", "para reventa local", "resale", "Eigenbedarf", "tba", "outros", "-"),
    plain_references=("settlement", "balance", "liquidacion", "rechnung folgt", "quitacao", "as discussed", "advance", "parcela", "."),
    vague_goods=("sundry articles", "general cargo", "carga suelta diversa", "promotional items", "components", "Sammelladung", "itens variados", "commodities"),
    family_references=("groceries", "ayuda a mis padres", "tuition", "Taschengeld", "presente de natal", "rent march", "dentist", ""),
    offers={
        "en": ("Bulk {g} for registered end users, statement of use required before quotation. {k}", "{g} from our warehouse, batch analysis enclosed. {k}", "Distributor of {g}; trade accounts only. {k}"),
        "es": ("{g} para empresas registradas, se exige declaracion de uso. {k}", "Distribuimos {g}, analisis por lote. {k}"),
        "de": ("{g} nur fuer gewerbliche Abnehmer mit Endverbleibserklaerung. {k}",), "pt": ("{g} somente para empresas com licenca. {k}",), "zh": ("{g}批发,仅限企业客户,附检验单。{k}",),
    },
    shady_offers={
        "en": ("{g} top grade, we handle clearance for you and replace any parcel that is held. {k}", "{g} samples by air, hidden inside other goods, delivery assured to your hand. {k}", "{g} here, fast and secret, we take care of the border. {k}"),
        "es": ("{g} primera calidad, nosotros resolvemos la aduana, reposicion si lo retienen. {k}", "{g} envio oculto y entrega asegurada en su puerta. {k}"),
        "de": ("{g} Spitzenqualitaet, getarnte Sendung, Ersatz bei Beschlagnahme. {k}",), "pt": ("{g} puro, cuidamos da alfandega, reposicao se for retido. {k}",), "zh": ("{g}高纯,特殊渠道,包通关,丢件补发。{k}",),
    },
    mail=("mailhut.example", "brieftaube.example", "correoya.example"),
)  # fmt: skip
