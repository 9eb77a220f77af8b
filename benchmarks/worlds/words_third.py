"""The vocabulary of a second hand: six languages mixed, other trades, phrases, references and proportions."""

from benchmarks.worlds.words import Vocabulary, trades_from

# ruff: noqa: E501, SIM905

THIRD = Vocabulary(
    name="third",
    heads=tuple("Aqu Bas Cal Dev Eks Fab Gul Hik Ish Jas Kol Lav Mah Nov Oku Pet Rus Sam Tek Umb Vik Wol Yil Zag Mon Cor Tri Sol".split()),
    tails=tuple("ara enta idis oram usco ivan eris atek olis ume anda ortis ix ema onal ura eco isan apex orin".split()),
    trades=trades_from("""
paints|Colour Works; Manufacturer of emulsion paint, enamel and wood stain|Barnices; Elaboracion de barnices, esmaltes y lasures|Farbenfabrik; Produktion von Dispersionsfarben|Vernizes; Producao de esmaltes e vernizes|Boya; Boya ve vernik imalati
plastics|Extrusions; Extruded profiles, films and injection moulded parts|Inyeccion; Moldeo por inyeccion y peliculas|Spritzguss; Spritzgussteile und Folien|Injecao; Moldagem por injecao e filmes|Plastik; Plastik ambalaj sanayi
adhesives|Tapes; Hot melts, tapes and contact cements|Cintas; Adhesivos termofusibles y cintas|Leimwerk; Schmelzkleber und Klebebaender|Fitas; Adesivos termofusiveis|Yapistirici; Yapistirici ve bant uretimi
detergents|Hygiene; Dish, laundry and floor care liquids|Higiene; Liquidos lavavajillas y suavizantes|Waschmittelwerk; Spuel- und Waschmittel|Limpeza; Amaciantes e lava-loucas|Temizlik; Deterjan uretimi
cosmetics|Personal Care; Shampoos, creams and nail products|Cuidado Personal; Champus, cremas y esmaltes de unas|Pflegeprodukte; Shampoo und Cremes|Higiene Pessoal; Xampus e cremes|Kozmetik; Kozmetik ve sampuan imalati
perfumery|Aromatics; Scents, candles and aroma chemicals|Perfumistas; Velas perfumadas y aromas|Duftwerk; Duftkerzen und Aromachemikalien|Perfumistas; Velas e aromaticos|Esans; Esans ve koku uretimi
pharma|Generics; Generic tablets and syrups under GMP|Genericos; Comprimidos y jarabes genericos bajo BPF|Generika; Generikahersteller nach GMP|Genericos; Comprimidos e xaropes BPF|Ilac; Ilac sanayi
veterinary|Livestock Remedies; Dewormers, vaccines and sedatives for animals|Zooterapia; Antiparasitarios y vacunas pecuarias|Veterinaerpharma; Impfstoffe fuer Nutztiere|Zoofarma; Vermifugos e vacinas|Veteriner; Veteriner ilaclari
agrochem|Farm Inputs; Formulator of weedkillers and foliar feed|Fitosanitarios; Formulacion de fitosanitarios|Agrarprodukte; Formulierung von Pflanzenschutz|Fitossanitarios; Formulacao de fitossanitarios|Tarim; Tarim ilaclari ve gubre
water|Effluent Plant; Desalination and effluent works|Depuradora; Desalacion y depuracion|Klaerwerk; Kommunale Klaeranlage|Depuracao; Dessalinizacao e esgoto|Aritma; Su aritma tesisleri
plating|Anodising; Anodising shop and galvanising line|Anodizados; Taller de anodizado|Eloxal; Eloxieren und Feuerverzinken|Anodizacao; Oficina de anodizacao|Kaplama; Metal kaplama
electronics|Semiconductors; Wafer etching and display panels|Semiconductores; Paneles y circuitos|Halbleiter; Halbleiterfertigung|Semicondutores; Paineis e circuitos|Elektronik; Elektronik kart uretimi
textiles|Dyehouse; Knitting, dyeing and finishing of fabric|Tintoreria; Tejido de punto y tinte|Strickerei; Strickwaren und Ausruestung|Tinturaria; Malharia e acabamento|Tekstil; Kumas boyama ve dokuma
food|Mills; Dairy, sauces and frozen meals|Lacteos; Lacteos, salsas y congelados|Molkerei; Molkereiprodukte|Laticinios; Laticinios e congelados|Gida; Sut urunleri ve gida
furniture|Upholstery; Sofas and kitchen units|Tapiceria; Tapizados y cocinas|Polsterei; Polstermoebel und Kuechen|Estofados; Estofados e cozinhas|Mobilya; Mobilya imalati
toys|Hobby House; Hobby kits and party articles|Pasatiempos; Articulos de fiesta|Bastelwelt; Bastel- und Partyartikel|Festas; Artigos para festas|Oyuncak; Oyuncak toptan satis
machinery|Pumps; Pumps, valves and compressors|Bombas; Bombas y compresores|Pumpenbau; Pumpen und Verdichter|Bombas; Bombas e compressores|Makina; Pompa ve kompresor
auto|Tyre Centre; Tyres, batteries and body panels|Llantera; Neumaticos y acumuladores|Reifenhandel; Reifen und Batterien|Pneus; Pneus e baterias|Otomotiv; Lastik ve yedek parca
construction|Roofing; Roof tiles, insulation and scaffolding|Techados; Tejas y aislantes|Dachbedarf; Dachziegel und Daemmung|Telhados; Telhas e isolantes|Insaat; Insaat malzemeleri
retail|Variety Store; Discount variety shops and web shop|Miscelanea; Tiendas de descuento|Sonderposten; Restposten und Haushalt|Variedades; Lojas de descontos|Magaza; Ev esyasi magazasi
luxury|Boutique; Designer handbags and gemstones|Boutique; Bolsos de diseno y gemas|Boutique; Designertaschen|Butique; Bolsas de grife|Kuyumcu; Mucevher ve aksesuar
publishing|Press; Magazines and school stationery|Papeleria; Revistas y papeleria|Schreibwaren; Zeitschriften und Papeterie|Papelaria; Revistas e papelaria|Kirtasiye; Kirtasiye ve yayincilik
hospital|Medical Centre; Outpatient surgery and nursing|Policlinica; Cirugia ambulatoria|Poliklinik; Ambulante Chirurgie|Policlinica; Cirurgia ambulatorial|Hastane; Ozel hastane
labsupply|Lab Instruments; Chromatography columns, flasks and lab plastics|Vidrieria; Vidrio y columnas cromatograficas|Laborglas; Laborglas und Saeulen|Vidraria; Vidraria e colunas|Laboratuvar; Laboratuvar malzemeleri
lab|Test House; Independent soil and water testing, staff of five|Peritajes; Analisis de suelos y aguas, cinco empleados|Umweltlabor; Boden- und Wasseranalysen|Pericias; Analises de solo e agua|Analiz; Cevre analiz laboratuvari
university|Institute of Technology; Degree courses and doctoral research|Instituto Tecnologico; Grados y doctorados|Forschungsinstitut; Grundlagenforschung|Instituto Federal; Graduacao e doutorado|Universitesi; Devlet universitesi
chemdist|Solvents; Stockist of solvents, acids and specialities|Reactivos; Almacenista de solventes y acidos|Loesemittel; Lagerhalter fuer Loesemittel und Saeuren|Solventes; Armazenista de solventes e acidos|Kimya; Kimyasal madde toptan satis
trader|Ventures; Multi-product sourcing and re-export|Importadora; Abastecimiento y reexportacion|Export; Beschaffung und Wiederausfuhr|Importadora; Abastecimento e reexportacao|Dis Ticaret; Ithalat ihracat
forwarder|Logistics; Consolidation, drayage and clearance|Logistica; Consolidacion y despacho|Logistik; Sammelgut und Verzollung|Logistica; Consolidacao e desembaraco|Lojistik; Nakliye ve gumrukleme
estate|Homes; Flats to let and property upkeep|Fincas; Administracion de fincas|Hausverwaltung; Wohnungsvermietung|Administradora; Administracao predial|Emlak; Emlak danismanligi
travel|Cruises; Ticketing and cruise desk|Boletos; Boletos y cruceros|Kreuzfahrten; Flugtickets und Kreuzfahrten|Passagens; Passagens e cruzeiros|Turizm; Seyahat acentasi
restaurant|Pizzeria; Takeaway meals and events|Taqueria; Comida para llevar y eventos|Imbiss; Imbiss und Partyservice|Lanchonete; Lanches e eventos|Lokanta; Lokanta ve kafe
salon|Barbers; Barber and nail bar|Barberia; Barberia y unas|Nagelstudio; Nagelstudio|Barbearia; Barbearia e manicure|Kuafor; Kuafor salonu
consulting|Management; Software and management services|Gestoria; Gestoria y software|Unternehmerservice; Softwaredienste|Gestao; Software e gestao|Danismanlik; Danismanlik hizmetleri
fitness|Sportshop; Protein bars and gym wear|Gimnasio; Barras proteicas y ropa deportiva|Kraftsport; Proteinriegel und Sportmode|Academia; Barras de proteina|Spor; Sporcu gidalari
"""),
    streets={
        "en": ("MG Road", "Nehru Marg", "Station Approach", "Kingsway", "Wharf Street", "Cedar Court Road"), "es": ("Calle Arrayan", "Blvd. Insurgentes", "Camino Real", "Avenida del Puerto"),
        "de": ("Moltkestrasse", "Rheinufer", "Am Muehlbach", "Kaiserdamm"), "pt": ("Rua Conde de Bonfim", "Alameda Santos", "Estrada Velha"), "zh": ("Renmin Road", "Xihu Avenue", "Guangming Road"), "tr": ("Ataturk Caddesi", "Cumhuriyet Bulvari", "Lale Sokak"),
    },
    homes={"en": ("Flat No. {n}, Shanti Apartments", "Top Floor Flat, {n}", "c/o House {n}", "Condo {n}"), "es": ("Interior {n}, Unidad Habitacional", "Casa Hab. {n}", "Piso {n} A"), "de": ("Wohnung Nr. {n}", "2. OG links, Whg {n}"), "pt": ("Residencia {n}", "Ap. {n}, Cond. Flores"), "zh": ("Room {n}, Dormitory 2",), "tr": ("Daire {n}", "Apt. No {n} D:4")},
    works={"en": ("Plot {n}, MIDC", "Bay {n}, Logistics Park", "Level {n}", "Shed {n}"), "es": ("Poligono Industrial, Parcela {n}", "Local {n}", "Manzana {n}, Zona Franca"), "de": ("Gebaeude {n}", "Hof {n}"), "pt": ("Bloco Industrial {n}", "Loja {n}"), "zh": ("Building {n}, Export Processing Zone", "Factory Area {n}"), "tr": ("OSB {n}. Cadde", "Depo {n}")},
    drops={"en": ("POB {n}", "Post Office Box {n}", "Pickup Point {n}", "Virtual Office Mailbox {n}"), "es": ("Casilla {n}", "Punto de recogida {n}", "AP. {n}"), "de": ("Postfach {n}", "Paketshop {n}"), "pt": ("Posta Restante {n}", "Cx. Postal {n}"), "zh": ("Parcel Station {n}",), "tr": ("PK {n}", "Posta Kutusu {n}")},
    given=tuple("Aarav Meera Ravi Sunita Emre Zeynep Murat Elif Jean Amelie Luc Odette Piotr Agata Bogdan Irina Ximena Rodolfo Gabriela Mateus Livia Anselm Heike Dong Mei Joon Hana Kwame Ama Nigel".split()),
    family=tuple("Agarwal Deshmukh Iyer Kulkarni Yildirim Ozkan Demirel Lefebvre Marchand Girard Kowal Zielinski Petrov Ilic Barrera Cordova Zamudio Teixeira Barcellos Voss Hagedorn Thorne Okafor Mensah Park Seo Whitlock".split()),
    vague_uses=("production", "as discussed", "resale", "proceso industrial", "a definir", "cleaning", "R&D", "usage divers", "genel kullanim", "Weiterverkauf", "test", "-"),
    plain_references=("settlement", "balance", "acompte", "anticipo", "havale", "Restzahlung", "sinal", "as per chat", "customer", "khata", "misc", ""),
    vague_goods=("general cargo", "said to contain parts", "articulos de uso comun", "articles divers", "muhtelif esya", "Gebrauchsgueter", "materia prima", "raw material", "chemical product", "plastic goods", "sample for test"),
    family_references=("ghar kharch", "loyer maman", "kira", "para los ninos", "school fees", "Taschengeld", "presente", "cumpleanos", ""),
    order_references=("PO{}", "Your ref {}", "Bon de commande {}", "Siparis {}", "OC {}", "Auftrag Nr. {}", "/RFB/{}", "SO-{}"),
    invoice_references=("INVOICE NO. {}", "FACT {}", "Fra. {}", "RG-NR {}", "NF-e {}", "fatura no {}", "/INV/{}", "bill {}", "{}"),
    offers={
        "en": ("{g} | MOQ 200 kg | COA + MSDS supplied | KYC for new accounts. {k}", "Stockist: {g}. GST invoice. Delivery ex {c}. {k}", "{g}, technical grade. Please state end use and licence number when ordering. {k}", "Clearance sale of surplus {g}, original drums, collect from {c}. {k}"),
        "es": ("{g}, entrega en planta, factura electronica. {k}", "Distribuidor autorizado de {g}. Se pide registro vigente. {k}"),
        "de": ("{g}, Abgabe nur an Gewerbe mit Endverbleibserklaerung. {k}", "Restposten {g} guenstig abzugeben. {k}"), "pt": ("{g}: pedido minimo 100 kg, cadastro obrigatorio. {k}",), "zh": ("{g}批发,含税含运,可开专票。{k}",), "tr": ("{g} stoktan teslim, faturali satis. {k}",),
    },
    shady_offers={
        "en": ("{g}! We have our own line to Mexico, USA, Netherlands, customs is not your worry. If lost we resend. {k}", "{g} - lab tested - vacuum sealed, labelled as other goods, tracking in 24 h. Add me {k}", "top quality {g}, pay after sample, BTC or USDT, safe shipping 100%. {k}", "{g} for sale, no licence needed, small and bulk, secret packing. {k}"),
        "es": ("{g} calidad A, llega seguro, sin problemas con aduana, pago en USDT. {k}", "Tengo {g}, envio camuflado a todo Mexico, reposicion si se pierde. {k}"),
        "de": ("{g} ohne Nachweis, unauffaelliges Paket, Ankunft garantiert. {k}",), "pt": ("{g} pureza alta, envio camuflado, reenvio se a receita reter. {k}",), "zh": ("{g}现货秒发,专线双清,包过关,丢件包赔。{k}",), "tr": ("{g} gizli paket, gumruk sorunsuz. {k}",),
    },
    mail=("zmail.example", "hotpost.example", "mailbox-free.example", "correo-gratis.example"),
    tongues={"TR": "tr"},
    mix=(0.33, 0.07, 0.27, 0.30, 0.05),
)  # fmt: skip
