"""Vocabularies for invented worlds: one to work with, one kept for the last measurement; ``words_far`` and
``words_third`` hold two more, of which the last is by a second hand who had read none of the rules and word lists.

The first three share no coined name, trade wording, street, phrase, substance of a scheme or listed party.
"""

from dataclasses import dataclass, field

# ruff: noqa: E501, SIM905


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of one family of worlds."""

    name: str
    heads: tuple[str, ...]
    tails: tuple[str, ...]
    trades: dict[str, dict[str, tuple[str, str]]]
    streets: dict[str, tuple[str, ...]]
    homes: dict[str, tuple[str, ...]]
    works: dict[str, tuple[str, ...]]
    drops: dict[str, tuple[str, ...]]
    given: tuple[str, ...]
    family: tuple[str, ...]
    vague_uses: tuple[str, ...]
    plain_references: tuple[str, ...]
    vague_goods: tuple[str, ...]
    family_references: tuple[str, ...]
    offers: dict[str, tuple[str, ...]]
    shady_offers: dict[str, tuple[str, ...]]
    mail: tuple[str, ...]
    tongues: dict[str, str] = field(default_factory=dict)
    """Countries whose firms are named in another language than ``COUNTRIES`` says."""
    mix: tuple[float, float, float, float, float] = (0.44, 0.045, 0.23, 0.22, 0.025)
    """Shares of shipments, odd shipments, orders, payments and advertisements."""
    order_references: tuple[str, ...] = ("ORD {}", "order {}", "pedido {}", "Bestellung {}")
    invoice_references: tuple[str, ...] = ("inv {}", "invoice {}", "factura {}", "Rechnung {}", "fatura {}", "FT{}")


def trades_from(text: str) -> dict[str, dict[str, tuple[str, str]]]:
    """Return trade -> language -> (word of the name, activity) from lines ``trade | en name; activity | es ... | de ... | pt ...``."""
    table: dict[str, dict[str, tuple[str, str]]] = {}
    for line in text.strip().splitlines():
        trade, *cells = (cell.strip() for cell in line.split("|"))
        pairs = [tuple(part.strip() for part in cell.split(";")) for cell in cells]
        table[trade] = {
            language: (pair[0], pair[1]) for language, pair in zip(("en", "es", "de", "pt", "tr"), pairs, strict=False)
        }
    return table


TUNE = Vocabulary(
    name="tune",
    heads=tuple("Alb Brev Cind Dorm Elst Fjor Gral Hest Ivar Jund Kest Lomb Murr Nald Orst Prew Quel Rhin Sald Trev Ulst Varn Wend Yarr Zeph".split()),
    tails=tuple("adine anto ellis enna igo imar onde ova udo urian exa olt iska arre eno".split()),
    trades=trades_from("""
paints|Coatings; Production of coatings and inks|Recubrimientos; Produccion de pinturas y tintas|Lacke; Herstellung von Lacken und Druckfarben|Tintas; Fabricacao de tintas e vernizes
plastics|Polymers; Plastic packaging production|Envases Plasticos; Produccion de envases de plastico|Kunststofftechnik; Herstellung von Kunststoffwaren|Plasticos; Fabricacao de embalagens plasticas
adhesives|Adhesives; Glue and sealant production|Adhesivos; Produccion de pegamentos|Klebstoffe; Herstellung von Klebstoffen|Colas; Fabricacao de colas e adesivos
detergents|Detergents; Cleaning products factory|Detergentes; Produccion de detergentes|Reinigungsmittel; Herstellung von Reinigungsmitteln|Saneantes; Fabricacao de produtos de limpeza
cosmetics|Beauty Care; Production of toiletries|Cosmeticos; Produccion de cosmeticos|Kosmetik; Herstellung von Koerperpflegemitteln|Cosmeticos; Fabricacao de cosmeticos
perfumery|Fragrances; Fragrance and flavour compounding|Fragancias; Elaboracion de fragancias y sabores|Aromen; Herstellung von Duft- und Aromastoffen|Fragrancias; Fabricacao de fragrancias e aromas
pharma|Pharmaceuticals; Medicine manufacturing|Farmaceutica; Produccion de medicamentos|Pharma; Herstellung von Arzneimitteln|Farmaceutica; Fabricacao de medicamentos
veterinary|Animal Health; Veterinary medicines|Veterinaria; Medicamentos veterinarios|Tiergesundheit; Tierarzneimittel|Veterinaria; Medicamentos veterinarios
agrochem|Crop Science; Pesticides and fertiliser production|Agroquimicos; Produccion de plaguicidas y fertilizantes|Pflanzenschutz; Herstellung von Pflanzenschutzmitteln|Defensivos; Fabricacao de defensivos agricolas
water|Water Treatment; Water purification services|Tratamiento de Aguas; Potabilizacion de agua|Wasseraufbereitung; Wasseraufbereitung|Saneamento; Tratamento de agua
plating|Electroplating; Metal surface treatment|Galvanoplastia; Tratamiento de metales|Galvanik; Oberflaechenveredlung von Metallen|Galvanica; Tratamento de superficies metalicas
electronics|Circuits; Assembly of electronic boards|Electronica; Ensamble de tarjetas electronicas|Elektronik; Bestueckung von Leiterplatten|Eletronica; Montagem de placas eletronicas
textiles|Weaving; Textile mill|Tejidos; Fabrica de telas|Weberei; Weberei und Faerberei|Tecidos; Tecelagem e tingimento
food|Foodstuffs; Food processing|Alimentos; Procesamiento de alimentos|Lebensmittel; Herstellung von Lebensmitteln|Alimentos; Processamento de alimentos
furniture|Furnishings; Furniture making|Muebleria; Fabricacion de muebles|Moebel; Herstellung von Moebeln|Moveis; Fabricacao de moveis
toys|Playthings; Toy wholesale|Juguetes; Venta de juguetes|Spielwaren; Grosshandel mit Spielwaren|Brinquedos; Comercio de brinquedos
machinery|Machine Works; Machine building|Maquinaria; Construccion de maquinaria|Maschinenbau; Maschinenbau|Maquinas; Fabricacao de maquinas
auto|Auto Parts; Spare parts for vehicles|Refacciones; Refacciones automotrices|Autoteile; Handel mit Kfz-Teilen|Autopecas; Comercio de autopecas
construction|Builders Merchants; Building supplies|Construcciones; Materiales para construir|Baustoffe; Handel mit Baustoffen|Construcoes; Materiais de construcao
retail|Home Stores; Department store|Almacenes; Tienda departamental|Kaufhaus; Einzelhandel mit Haushaltswaren|Lojas; Loja de departamentos
luxury|Watches; Jewellery and watch sales|Joyeria; Venta de joyas y relojes|Juwelier; Handel mit Schmuck und Uhren|Joias; Comercio de joias
publishing|Bookhouse; Book publishing|Editorial; Edicion de libros|Verlag; Verlag von Buechern|Editora; Edicao de livros
hospital|Clinic; Hospital care|Clinica; Atencion hospitalaria|Klinikum; Krankenhaus|Hospital; Atendimento hospitalar
labsupply|Scientific Supply; Laboratory equipment dealer|Insumos de Laboratorio; Venta de equipo de laboratorio|Laborbedarf; Handel mit Laborbedarf|Material de Laboratorio; Comercio de material de laboratorio
lab|Analytical Lab; Testing laboratory, eight employees|Ensayos Quimicos; Laboratorio de ensayos|Prueflabor; Chemisches Prueflabor|Analises; Laboratorio de analises
university|University; University teaching and research|Universidad; Docencia e investigacion universitaria|Hochschule; Forschung und Lehre|Universidade; Ensino e pesquisa universitaria
chemdist|Chemicals; Chemical distribution|Quimicos; Distribucion de productos quimicos|Chemiehandel; Grosshandel mit chemischen Erzeugnissen|Quimica; Distribuicao de produtos quimicos
trader|Overseas Trading; General import and export|Comercio Exterior; Importacion y exportacion en general|Handelshaus; Ein- und Ausfuhr von Waren aller Art|Comercio Exterior; Importacao e exportacao em geral
forwarder|Freight; Freight forwarding and warehousing|Carga; Agente de carga y almacenes|Spedition; Spedition und Lagerei|Cargas; Agenciamento de cargas
estate|Properties; Letting of real estate|Bienes Raices; Arrendamiento de inmuebles|Immobilien; Vermietung von Immobilien|Imoveis; Locacao de imoveis
travel|Tours; Tour operator|Turismo; Agencia de excursiones|Reisen; Reiseveranstalter|Viagens; Agencia de turismo
restaurant|Kitchens; Restaurants and catering|Restaurantes; Restaurantes y banquetes|Gaststaetten; Gastronomie|Restaurantes; Restaurantes e bufe
salon|Hair Studio; Hairdressing|Estetica; Salon de belleza|Friseur; Friseursalon|Beleza; Salao de beleza
consulting|Advisory; Business advice|Asesores; Asesoria empresarial|Beratung; Unternehmensberatung|Consultoria; Consultoria empresarial
fitness|Nutrition; Sports nutrition shop|Nutricion; Suplementos deportivos|Sportnahrung; Handel mit Nahrungsergaenzung|Suplementos; Comercio de suplementos
"""),
    streets={
        "en": ("Larch Street", "Old Quay", "Foundry Lane", "Priory Road", "Castle Gate"), "es": ("Calle Olivo", "Av. Libertadores", "Calle Ferrocarril", "Paseo del Rio"),
        "de": ("Lindenallee", "Am Hafen", "Schulstrasse", "Gartenweg"), "pt": ("Rua das Palmeiras", "Av. Brasil Novo", "Travessa do Porto"), "zh": ("Hongqi Road", "Wenhua Avenue", "Jinshan Road"),
    },
    homes={"en": ("Flat {n}", "Apt {n}", "Residence {n}"), "es": ("Departamento {n}", "Casa {n}, Colonia Jardines", "Piso {n} izquierda"), "de": ("Wohnung {n}",), "pt": ("Apartamento {n}", "Casa {n}"), "zh": ("Room {n}, Building 4, Garden Community",)},
    works={"en": ("Works {n}", "Trading Estate {n}", "Floor {n}"), "es": ("Nave {n}", "Parque Industrial, Lote {n}"), "de": ("Halle {n}", "Gewerbepark {n}"), "pt": ("Galpao {n}", "Distrito Industrial, Lote {n}"), "zh": ("Block {n}, Science Park", "Economic Development Zone {n}")},
    drops={"en": ("P.O. Box {n}", "Parcel Locker {n}", "Mailbox {n}, Mail Center"), "es": ("Apartado Postal {n}", "Casillero {n}, Oficina Postal"), "de": ("Postfach {n}", "Packstation {n}"), "pt": ("Caixa Postal {n}",), "zh": ("P.O. Box {n}",)},
    given=tuple("Aldo Brenda Carmela Dietrich Esme Fabio Greta Hernan Ines Jonas Kirsten Leandro Mirela Nadia Otavio Petra Renzo Sabine Thiago Ursula Valeria Wilma Xenia Yolanda Zeno".split()),
    family=tuple("Abrantes Buxton Carvalhal Dornier Eastlake Ferrara Goncalez Hartmann Iglesio Jessen Kirchner Lindholm Montoro Nogueira Oppler Pardal Quental Rosseti Sandoz Tavares Ullmann Vianna Westby".split()),
    vague_uses=("various", "personal use", "not specified", "uso general", "varios", "commercial use", "diverse", "for client"),
    plain_references=("payment", "transfer", "pago", "zahlung", "pagamento", "thank you", "goods", "services", ""),
    vague_goods=("goods as per list", "merchandise", "mercancia variada", "samples no commercial value", "spare items", "Waren", "mercadorias diversas", "household items"),
    family_references=("for mum", "gastos de la casa", "school", "Miete Anteil", "aniversario", "gift", "medical", ""),
    offers={
        "en": ("{g}, in stock in {c}. Invoice, safety data sheet and certificate of analysis with each lot. {k}", "We manufacture {g} since 1998. Quotation on company letterhead. {k}", "{g} for industry, minimum order one pallet. {k}"),
        "es": ("{g} para industria, factura y ficha tecnica. {k}", "Venta de {g} por tambor, solicite cotizacion. {k}"),
        "de": ("{g} ab Lager, Rechnung und Sicherheitsdatenblatt. {k}",), "pt": ("{g} com nota fiscal e laudo de analise. {k}",), "zh": ("供应{g},提供发票和质检报告。{k}",),
    },
    shady_offers={
        "en": ("{g} ready to ship, guaranteed clearance through customs, reship free if seized. {k}", "{g} high purity, discreet parcel, no questions, special line to your door. {k}", "Hot sale {g}, 100% pass customs, stealth packing. {k}"),
        "es": ("{g} disponible, paso de aduana garantizado y envio discreto. {k}", "{g} puro, entrega puerta a puerta con despacho incluido, reenvio gratis. {k}"),
        "de": ("{g} lieferbar, neutrale Verpackung, Zollabfertigung garantiert. {k}",), "pt": ("{g} a pronta entrega, alfandega garantida, embalagem discreta. {k}",), "zh": ("{g}现货,双清包税到门,隐蔽包装。{k}",),
    },
    mail=("postbote.example", "inbox7.example", "letterbox.example"),
)  # fmt: skip

HELD = Vocabulary(
    name="held",
    heads=tuple("Abb Birk Crost Dahl Esk Frind Gost Holm Imb Jors Klav Lurg Mend Nyst Olv Pask Rund Skel Tolv Ubb Vost Wick Yost Zard Thur".split()),
    tails=tuple("ering amund iola otti ucca esco inder ault oria umba ensa aldi ovar irro ontes".split()),
    trades=trades_from("""
paints|Varnish Works; Paint, lacquer and printing ink manufacture|Barnices; Fabrica de barnices y esmaltes|Farbenwerk; Farben- und Lackfabrik|Vernizes; Industria de vernizes
plastics|Moulding; Injection moulding of plastics|Inyeccion Plastica; Moldeo de plasticos|Spritzguss; Kunststoffverarbeitung|Polimeros; Transformacao de plasticos
adhesives|Bonding; Sealants and industrial tapes|Selladores; Fabrica de selladores y cintas|Klebetechnik; Dichtstoffe und Klebebaender|Selantes; Industria de selantes
detergents|Soapworks; Soap and household cleaners|Jaboneria; Fabrica de jabones|Seifenfabrik; Seifen und Waschmittel|Saboaria; Industria de saboes
cosmetics|Skincare; Cosmetic products maker|Belleza Natural; Fabrica de cosmetica|Hautpflege; Kosmetikhersteller|Dermocosmeticos; Industria cosmetica
perfumery|Essences; Perfume and aroma house|Esencias; Casa de perfumes y esencias|Riechstoffe; Parfuemoele und Essenzen|Essencias; Casa de essencias e perfumes
pharma|Medicines; Manufacture of drugs for human use|Laboratorios; Industria farmaceutica|Arzneimittelwerk; Pharmazeutische Industrie|Remedios; Industria farmaceutica
veterinary|Vet Products; Products for livestock health|Sanidad Animal; Productos para ganado|Tierarznei; Produkte fuer die Tiergesundheit|Saude Animal; Produtos para pecuaria
agrochem|Agro; Herbicides and plant nutrition|Agricola; Herbicidas y nutricion vegetal|Agrarchemie; Duenger und Herbizide|Agricola; Herbicidas e adubos
water|Aqua Services; Sewage and drinking water plants|Aguas; Plantas de agua potable|Wasserwerk; Trink- und Abwasser|Aguas; Estacoes de tratamento
plating|Metal Finishing; Chrome and zinc finishing|Cromados; Cromado y zincado|Verzinkerei; Verzinken und Verchromen|Cromacao; Cromagem e zincagem
electronics|Devices; Consumer electronics maker|Aparatos; Fabrica de aparatos electronicos|Geraetebau; Hersteller von Elektrogeraeten|Aparelhos; Industria de eletronicos
textiles|Garments; Clothing maker|Confecciones; Taller de confeccion|Bekleidung; Bekleidungshersteller|Confeccoes; Confeccao de roupas
food|Bakery; Bakery and confectionery|Panaderia; Panaderia y dulces|Feinkost; Baeckerei und Suesswaren|Padaria; Padaria e doces
furniture|Joinery; Cabinet and mattress maker|Carpinteria; Carpinteria y colchones|Schreinerei; Schreinerei|Marcenaria; Marcenaria e colchoes
toys|Games; Games and toys dealer|Ludica; Comercio de juegos|Spiele; Handel mit Spielen|Jogos; Venda de jogos
machinery|Engineering; Industrial machines and drives|Ingenieria Mecanica; Maquinas industriales|Anlagenbau; Anlagen und Antriebe|Mecanica; Maquinas industriais
auto|Motor Spares; Car components|Autopartes; Componentes de automovil|Fahrzeugteile; Fahrzeugkomponenten|Pecas Automotivas; Componentes automotivos
construction|Hardware; Hardware and building materials|Ferreteria; Ferreteria y materiales|Bauhandel; Baumarkt|Ferragens; Ferragens e materiais
retail|Bazaar; Shops for household articles|Bazar; Tiendas de articulos del hogar|Haushaltwaren; Laeden fuer Haushaltsartikel|Bazar; Lojas de artigos domesticos
luxury|Leather Goods; Luxury accessories|Marroquineria; Accesorios de lujo|Lederwaren; Luxusartikel|Couro Fino; Acessorios de luxo
publishing|Print House; Printing and publishing|Imprenta; Imprenta y edicion|Druckerei; Druckerei|Grafica; Grafica e edicao
hospital|Infirmary; Health centre|Sanatorio; Centro de salud|Krankenhaus; Gesundheitszentrum|Saude; Centro de saude
labsupply|Labware; Instruments and consumables for laboratories|Instrumentos; Instrumental de laboratorio|Laborgeraete; Geraete fuer Labore|Instrumentos; Instrumentos de laboratorio
lab|Assay Bureau; Small contract analysis laboratory|Analisis; Laboratorio de analisis por contrato|Analytik; Auftragsanalytik|Ensaios; Laboratorio de ensaios
university|Polytechnic; Public technical university|Politecnica; Universidad tecnica publica|Technische Akademie; Technische Universitaet|Politecnica; Universidade tecnica publica
chemdist|Chem Supply; Wholesaler of industrial chemicals|Insumos Quimicos; Mayorista de quimicos industriales|Chemikalien; Chemikaliengrosshandel|Insumos Quimicos; Atacado de quimicos industriais
trader|Commerce; Trade in diverse goods|Mercantil; Compraventa de mercancias diversas|Aussenhandel; Handel mit Waren verschiedener Art|Mercantil; Comercio de mercadorias diversas
forwarder|Shipping Agency; Customs broker and transport agent|Agencia Aduanal; Agente aduanal y transporte|Transporte; Zollagent und Transport|Despachos; Despachante aduaneiro
estate|Land; Real estate agency|Inmobiliaria; Agencia inmobiliaria|Grundbesitz; Immobilienmakler|Imobiliaria; Corretagem de imoveis
travel|Holidays; Travel bureau|Excursiones; Oficina de viajes|Touristik; Reisebuero|Excursoes; Operadora de viagens
restaurant|Grill; Bar and grill|Cafeteria; Cafeteria y parrilla|Gasthof; Gasthof|Churrascaria; Bar e churrascaria
salon|Spa; Spa and beauty parlour|Peluqueria; Peluqueria y spa|Kosmetikstudio; Kosmetikstudio|Cabeleireiros; Cabeleireiro e spa
consulting|Partners; Accounting and tax advice|Contadores; Contabilidad e impuestos|Steuerkanzlei; Buchhaltung und Steuern|Contabeis; Contabilidade e impostos
fitness|Gym Supplies; Vitamins and dietary products|Vitaminas; Productos dieteticos|Vitalshop; Vitamine und Diaetprodukte|Vitaminas; Produtos dieteticos
"""),
    streets={
        "en": ("Tanner's Row", "Bridge Street", "Mariner Drive", "Orchard Close", "Union Place"), "es": ("Calle Jacaranda", "Calzada Norte", "Calle Molino", "Ronda del Puente"),
        "de": ("Kirchgasse", "Industriering", "Bahnhofplatz", "Uferweg"), "pt": ("Rua Sete de Maio", "Av. das Nacoes", "Rua do Moinho"), "zh": ("Zhongxing Road", "Dongfeng Street", "Binhai Avenue"),
    },
    homes={"en": ("Apartment {n}", "Unit {n}, Residential Tower"), "es": ("Depto {n}", "Casa {n}, Fracc. Los Pinos", "Vivienda {n}"), "de": ("Whg. {n}", "Privathaus {n}"), "pt": ("Apto {n}", "Bloco {n}, Condominio Residencial"), "zh": ("Room {n}, Unit 3, Residential Quarter",)},
    works={"en": ("Industrial Estate {n}", "Suite {n}", "Warehouse {n}"), "es": ("Bodega {n}", "Zona Industrial {n}", "Oficina {n}"), "de": ("Gewerbegebiet {n}", "Lager {n}"), "pt": ("Zona Industrial {n}", "Sala {n}"), "zh": ("Chemical Industry Park {n}", "Workshop {n}")},
    drops={"en": ("PO Box {n}", "Private Mail Box {n}", "Self Storage Unit {n}"), "es": ("Apdo. Postal {n}", "Buzon {n}"), "de": ("Postfach {n}", "Paketstation {n}"), "pt": ("C.P. {n}", "Caixa Postal {n}"), "zh": ("PO Box {n}",)},
    given=tuple("Amadou Birgit Celso Dagmar Emilio Francine Gustav Helga Isidro Jurgen Katja Lorenzo Marisol Norbert Odile Pascal Quirin Rosalba Stefan Tamara Udo Vitoria Wolfgang Yvette Zulema".split()),
    family=tuple("Almada Brandao Cifuentes Dreher Espinel Fischbach Gallardo Haugen Ibarra Jansson Koepke Larranaga Machado Nystrom Ortolan Peixoto Quiroz Ribas Steiner Trindade Uribe Valdes Weidner".split()),
    vague_uses=("misc", "private", "n/a", "otros", "uso diverso", "business", "allgemein", "to be advised", "own needs"),
    plain_references=("remittance", "funds", "abono", "ueberweisung", "deposito", "as agreed", "order", "purchase", ""),
    vague_goods=("assorted articles", "consolidated cargo", "productos varios", "gift items", "accessories", "Ersatzteile", "artigos variados", "daily use goods"),
    family_references=("rent share", "para la familia", "birthday", "Unterhalt", "mesada", "wedding", "hospital bill", ""),
    offers={
        "en": ("Supplier of {g}; documents for registered companies on request. {k}", "{g}: lead time three weeks, letter of credit accepted. {k}", "Factory offer of {g}, ISO certified site. {k}"),
        "es": ("Ofrecemos {g} con certificado de calidad. {k}", "{g} a granel, precios por tonelada. {k}"),
        "de": ("Wir liefern {g} an gewerbliche Kunden. {k}",), "pt": ("Fornecemos {g} para industria, consulte prazos. {k}",), "zh": ("厂家直销{g},支持验厂。{k}",),
    },
    shady_offers={
        "en": ("{g} available, we arrange clearance on both sides and re-send if stopped. {k}", "{g} 99%, safe delivery promised, plain box, parcel tracked. {k}", "Best {g}, customs free delivery to hand, secure line. {k}"),
        "es": ("{g} en existencia, aduana asegurada, caja neutra. {k}", "{g} con entrega segura y doble despacho incluido. {k}"),
        "de": ("{g} verfuegbar, diskreter Versand, sichere Zustellung. {k}",), "pt": ("{g} disponivel, entrega segura, sem problemas na alfandega. {k}",), "zh": ("{g}有货,安全送达,保证清关,包装保密。{k}",),
    },
    mail=("briefpost.example", "mailcorner.example", "quickpost.example"),
)  # fmt: skip
