"""What the invented firms buy and sell: ordinary goods with their codes, and chemicals with the trades that use them."""

# ruff: noqa: E501

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Goods:
    """One thing that is traded: how papers call it, its code, what a kilogram costs, and how it is packed."""

    names: tuple[str, ...]
    hs: str
    usd_per_kg: float
    pack: str
    cas: str = ""
    uses: tuple[str, ...] = ()
    substance: str = ""


def _ordinary(text: str) -> dict[str, tuple[Goods, ...]]:
    """Return the goods by trade from lines ``trade: name / other name, code, price, pack; ...``."""
    table: dict[str, tuple[Goods, ...]] = {}
    for line in text.strip().splitlines():
        trade, rest = line.split(":", 1)
        found = []
        for part in rest.split(";"):
            names, hs, price, pack = (cell.strip() for cell in part.rsplit(",", 3))
            found.append(Goods(tuple(name.strip() for name in names.split("/")), hs, float(price), pack))
        table[trade.strip()] = tuple(found)
    return table


ORDINARY = {
    "tune": _ordinary("""
textiles: cotton bed linen / ropa de cama de algodon / Bettwaesche aus Baumwolle, 630231, 9, CARTONS; polyester curtains / cortinas de poliester, 630392, 8, CARTONS; wool yarn / hilado de lana, 510620, 14, BALES
food: roasted coffee beans / cafe tostado / cafe torrado, 090121, 8, BAGS; canned peaches / duraznos en almibar, 200870, 2, CARTONS; wheat flour / harina de trigo / Weizenmehl, 110100, 0.6, BAGS
furniture: upholstered sofas / sofas tapizados, 940161, 6, CARTONS; wooden wardrobes / Kleiderschraenke aus Holz, 940350, 4, CARTONS
toys: jigsaw puzzles / rompecabezas, 950300, 7, CARTONS; plush dolls / munecos de peluche, 950300, 9, CARTONS
machinery: packing machines / maquinas envasadoras, 842240, 16, CRATES; lathe tool holders / Drehwerkzeughalter, 846610, 24, CRATES; belt conveyors / bandas transportadoras, 842833, 7, CRATES
auto: brake pads / pastillas de freno / Bremsbelaege, 870830, 9, CARTONS; oil filters / filtros de aceite, 842123, 7, CARTONS
construction: ceramic wall tiles / azulejos ceramicos, 690721, 0.7, PALLETS; gypsum board / placas de yeso, 680911, 0.4, PALLETS; steel screws / tornillos de acero, 731815, 3, CARTONS
electronics: led desk lamps / lamparas de escritorio led, 940521, 14, CARTONS; usb charging cables / cables de carga usb, 854442, 18, CARTONS; loudspeakers / Lautsprecher, 851821, 21, CARTONS
retail: kitchen knives / cuchillos de cocina, 821192, 12, CARTONS; travel bags / bolsas de viaje, 420292, 10, CARTONS; yoga mats / esterillas de yoga, 950691, 5, CARTONS
luxury: wrist watches / relojes de pulsera, 910211, 900, CARTONS; silver jewellery / joyeria de plata, 711311, 1100, CARTONS
publishing: printed children's books / libros infantiles, 490199, 6, CARTONS; greeting cards / Grusskarten, 490900, 8, CARTONS
hospital: hospital beds / camas de hospital, 940290, 12, CRATES; surgical gloves / guantes quirurgicos, 401512, 9, CARTONS
labsupply: glass beakers / vasos de precipitados, 701710, 22, CARTONS; pipette tips / puntas para pipeta, 392690, 28, CARTONS; laboratory balances / Laborwaagen, 901600, 90, CARTONS
fitness: whey protein powder / proteina de suero, 350220, 9, DRUMS; dumbbell sets / mancuernas, 950691, 3, CARTONS
salon: hair dryers / secadores de pelo, 851631, 15, CARTONS; nail files / limas de unas, 821420, 18, CARTONS
"""),
    "far": _ordinary("""
textiles: terry towels / toallas de felpa / Frotteetuecher, 630260, 10, CARTONS; nylon stockings / medias de nailon, 611521, 25, CARTONS; felt hats / sombreros de fieltro, 650500, 30, CARTONS
food: frozen shrimp / camaron congelado / camarao congelado, 030617, 9, CARTONS; tomato paste / pasta de tomate / Tomatenmark, 200290, 1.2, DRUMS; chewing gum / goma de mascar, 170410, 6, CARTONS
furniture: office swivel chairs / sillas giratorias / Drehstuehle, 940131, 5, CARTONS; bunk beds / literas, 940350, 3, CARTONS
toys: remote control cars / carros a control remoto, 950300, 16, CARTONS; chess sets / juegos de ajedrez, 950490, 8, CARTONS
machinery: air compressors / compresores de aire / Druckluftkompressoren, 841480, 10, CRATES; welding sets / equipos de soldadura, 851539, 14, CRATES; fork lift trucks / Gabelstapler, 842720, 8, CRATES
auto: windscreen wipers / limpiaparabrisas / Scheibenwischer, 851240, 12, CARTONS; shock absorbers / amortiguadores, 870880, 8, CARTONS
construction: roofing sheets / laminas para techo, 721041, 1.2, BUNDLES; sanitary basins / lavabos de porcelana, 691010, 1.4, CRATES; door locks / cerraduras, 830140, 9, CARTONS
electronics: computer mice / ratones de computadora, 847160, 25, CARTONS; tablet computers / tabletas, 847130, 120, CARTONS; extension leads / Verlaengerungskabel, 854442, 9, CARTONS
retail: umbrellas / paraguas / Regenschirme, 660199, 7, CARTONS; frying pans / sartenes, 761510, 6, CARTONS; candles / velas de cera, 340600, 4, CARTONS
luxury: oil paintings / cuadros al oleo, 970121, 800, CRATES; pearl necklaces / collares de perlas, 711610, 700, CARTONS
publishing: atlases / atlas impresos, 490591, 9, CARTONS; stamps albums / Briefmarkenalben, 482050, 6, CARTONS
hospital: syringes disposable / jeringas desechables, 901831, 12, CARTONS; thermometers clinical / Fieberthermometer, 902519, 40, CARTONS
labsupply: test tubes / tubos de ensayo, 701710, 15, CARTONS; nitrile gloves powder free / guantes de nitrilo, 401519, 7, CARTONS; water baths laboratory / banos maria, 841989, 30, CRATES
fitness: resistance bands / bandas elasticas, 950691, 9, CARTONS; oat protein bars / barras de proteina, 190590, 8, CARTONS
salon: hair clippers / maquinas cortapelo, 851020, 22, CARTONS; manicure sets / Manikuere-Sets, 821420, 14, CARTONS
"""),
    "held": _ordinary("""
textiles: denim trousers / pantalones de mezclilla / Jeanshosen, 620342, 13, CARTONS; knitted scarves / bufandas tejidas, 611710, 16, CARTONS; linen tablecloths / manteles de lino, 630259, 15, CARTONS
food: green olives in brine / aceitunas verdes / azeitonas verdes, 200570, 3, DRUMS; dark chocolate bars / chocolate amargo / Tafelschokolade, 180632, 7, CARTONS; long grain rice / arroz de grano largo, 100630, 0.8, BAGS
furniture: metal office shelves / estanterias metalicas, 940310, 3, CARTONS; mattresses foam / colchones de espuma, 940421, 5, CARTONS
toys: model train sets / trenes de juguete, 950300, 15, CARTONS; board games / juegos de mesa / Brettspiele, 950490, 9, CARTONS
machinery: hydraulic presses for metal / prensas hidraulicas, 846262, 9, CRATES; centrifugal fans / ventiladores centrifugos, 841459, 8, CRATES; gear boxes / Getriebe, 848340, 13, CRATES
auto: spark plugs / bujias / Zuendkerzen, 851110, 22, CARTONS; car radiators / radiadores, 870891, 10, CARTONS
construction: pvc water pipes / tuberia de pvc, 391723, 2, BUNDLES; window glass / vidrio para ventanas, 700529, 0.9, CRATES; wood flooring / Holzparkett, 441875, 2, PALLETS
electronics: computer keyboards / teclados, 847160, 19, CARTONS; wall chargers / cargadores de pared, 850440, 20, CARTONS; security cameras / camaras de seguridad, 852589, 45, CARTONS
retail: ceramic coffee mugs / tazas de ceramica, 691200, 3, CARTONS; camping tents / tiendas de campana, 630622, 8, CARTONS; stainless water bottles / botellas de acero, 732393, 7, CARTONS
luxury: leather wallets / billeteras de cuero, 420231, 60, CARTONS; gold plated chains / cadenas chapadas en oro, 711719, 150, CARTONS
publishing: school textbooks / libros de texto, 490199, 5, CARTONS; wall calendars / Wandkalender, 491000, 6, CARTONS
hospital: wheel chairs / sillas de ruedas, 871310, 13, CARTONS; wound dressings / apositos, 300510, 18, CARTONS
labsupply: microscope slides / portaobjetos, 701790, 16, CARTONS; filter paper circles / papel filtro, 482320, 19, CARTONS; laboratory centrifuges / Laborzentrifugen, 842119, 60, CRATES
fitness: creatine monohydrate tubs / creatina, 210690, 12, CARTONS; exercise bicycles / bicicletas fijas, 950691, 4, CARTONS
salon: makeup brushes / brochas de maquillaje, 960330, 20, CARTONS; hair extensions / extensiones de cabello, 670419, 70, CARTONS
"""),
    "third": _ordinary("""
textiles: bath towels terry / toallas de rizo / Frottiertuecher, 630260, 8, CARTONS; viscose scarves / sal viskon, 621440, 17, CARTONS; nylon carpet tiles / losetas de alfombra, 570320, 4, PALLETS
food: basmati rice / arroz basmati / pirinc, 100630, 1.1, BAGS; tomato paste / pasta de tomate / domates salcasi, 200290, 1.6, DRUMS; black tea / te negro / the noir, 090240, 5, CARTONS; dried chillies / chile seco, 090421, 4, BAGS
furniture: folding chairs / sillas plegables / chaises pliantes, 940179, 4, CARTONS; kitchen cabinet doors / Kuechenfronten, 940340, 4, PALLETS
toys: remote control cars / carros a control remoto, 950300, 12, CARTONS; balloons and party hats / globos, 950590, 9, CARTONS; water pistols / Wasserpistolen, 950300, 6, CARTONS
machinery: submersible pumps / bombas sumergibles / dalgic pompa, 841370, 14, CRATES; air compressors / compresores de aire, 841480, 9, CRATES; ball valves brass / valvulas de bola, 848180, 18, CARTONS; sewing machine heads / cabezales de costura, 845221, 22, CRATES
auto: passenger car tyres / neumaticos / pneus, 401110, 4, BUNDLES; lead acid batteries / acumuladores / Starterbatterien, 850710, 3, PALLETS; wiper blades / escobillas, 851290, 14, CARTONS
construction: clay roof tiles / tejas de barro / Dachziegel, 690510, 0.3, PALLETS; mineral wool / lana mineral, 680610, 1.1, BALES; paint rollers / rodillos, 960340, 6, CARTONS; aluminium profiles / aluminyum profil, 760421, 4, BUNDLES
electronics: lithium power banks / baterias portatiles, 850760, 32, CARTONS; ceiling fans / ventiladores de techo, 841451, 7, CARTONS; hdmi adapters / Adapterstecker, 854442, 25, CARTONS; pcb assemblies / tarjetas impresas, 853400, 60, CARTONS
retail: plastic storage boxes / cajas organizadoras, 392310, 4, CARTONS; umbrellas / paraguas / parapluies, 660199, 7, CARTONS; led candles / velas led, 940541, 9, CARTONS; phone cases / fundas de celular, 392690, 14, CARTONS
luxury: sunglasses / gafas de sol / gunes gozlugu, 900410, 210, CARTONS; designer handbags / bolsos de piel, 420221, 180, CARTONS; loose semi-precious stones / piedras semipreciosas, 710399, 700, CARTONS
publishing: ball pens / boligrafos / Kugelschreiber, 960810, 12, CARTONS; exercise books / cuadernos / defter, 482020, 2, CARTONS
hospital: syringes sterile / jeringas esteriles, 901831, 14, CARTONS; blood glucose strips / tiras reactivas, 382219, 95, CARTONS; face masks / mascarillas, 630790, 11, CARTONS
labsupply: round bottom flasks / matraces / balonjoje, 701720, 26, CARTONS; hplc columns / columnas hplc, 902790, 900, CARTONS; nitrile gloves for laboratories / guantes de nitrilo, 401519, 8, CARTONS; magnetic stirrers / agitadores, 847982, 38, CARTONS
fitness: protein bars / barras de proteina, 210690, 11, CARTONS; resistance bands / ligas elasticas, 950691, 9, CARTONS; cycling jerseys / Radtrikots, 611030, 24, CARTONS
salon: acrylic nail powder / polvo acrilico para unas, 330430, 26, CARTONS; barber chairs / sillones de barbero, 940210, 6, CRATES
"""),
}


def _chemicals(text: str) -> tuple[tuple[Goods, tuple[str, ...]], ...]:
    """Return chemicals and the trades that buy them: ``names | code | price | pack | cas | substance | trades | uses``."""
    found = []
    for line in text.strip().splitlines():
        names, hs, price, pack, cas, substance, trades, uses = (cell.strip() for cell in line.split("|"))
        goods = Goods(
            tuple(one.strip() for one in names.split("/")),
            hs,
            float(price),
            pack,
            cas,
            tuple(one.strip() for one in uses.split("/")),
            substance,
        )
        found.append((goods, tuple(one.strip() for one in trades.split(","))))
    return tuple(found)


CHEMICALS = _chemicals("""
citric acid monohydrate / acido citrico monohidratado / Zitronensaeure|291814|1.4|BAGS|5949-29-1||food,detergents,cosmetics,water|acidity regulator / descaling
titanium dioxide rutile / dioxido de titanio / Titandioxid|320611|2.9|BAGS|13463-67-7||paints,plastics,cosmetics|white pigment / pigmento blanco
sodium laureth sulfate 70% / lauril eter sulfato de sodio|340239|1.6|DRUMS|68891-38-3||detergents,cosmetics|surfactant base / shampoo base
isopropyl alcohol 99.8% / alcohol isopropilico / Isopropanol|290512|1.3|DRUMS|67-63-0||electronics,cosmetics,hospital,lab,university|cleaning of circuit boards / disinfection / limpieza de superficies
ethyl acetate / acetato de etilo / Ethylacetat|291531|1.5|DRUMS|141-78-6||paints,adhesives,printing,lab|ink thinner / adhesive solvent
xylene mixed isomers / xileno / Xylol|290244|1.2|DRUMS|1330-20-7||paints,adhesives,agrochem|thinner for coatings
polyaluminium chloride / policloruro de aluminio|282732|0.5|BAGS|1327-41-9||water|flocculant for drinking water
sodium hypochlorite 12% / hipoclorito de sodio / Natriumhypochlorit|282890|0.4|IBC|7681-52-9||water,detergents,hospital|pool disinfection / bleaching
calcium carbonate / carbonato de calcio / Calciumcarbonat|283650|0.3|BAGS|471-34-1||paints,plastics,food|filler
glycerine 99.5% / glicerina / Glycerin|290545|1.1|DRUMS|56-81-5||cosmetics,food,pharma|humectant / humectante
potassium sorbate / sorbato de potasio|291619|3.9|CARTONS|24634-61-5||food,cosmetics|preservative
nickel sulphate hexahydrate / sulfato de niquel|283324|4.6|BAGS|10101-97-0||plating|nickel plating bath
chromic acid flakes / acido cromico|281910|4.1|DRUMS|1333-82-0||plating|hard chrome bath
polyvinyl acetate emulsion / emulsion de acetato de polivinilo|390512|1.1|IBC|9003-20-7||adhesives,paints|wood glue base
linalool / linalol|290522|12|DRUMS|78-70-6||perfumery,cosmetics|fragrance compounding
vanillin / vainillina / Vanillin|291241|14|CARTONS|121-33-5||perfumery,food|flavour
ibuprofen / ibuprofeno|291639|13|DRUMS|15687-27-1||pharma|tablets, registered product
metformin hydrochloride / clorhidrato de metformina|292529|6|DRUMS|1115-70-4||pharma|tablets, registered product
lactose monohydrate / lactosa monohidrato|170219|2.2|BAGS|64044-51-5||pharma,food|excipient / excipiente
amoxicillin trihydrate / amoxicilina trihidrato|294110|28|DRUMS|61336-70-7||pharma,veterinary|capsules, registered product
glyphosate technical / glifosato tecnico|293149|4.2|BAGS|1071-83-6||agrochem|herbicide formulation
mancozeb 80% / mancozeb|380892|4|BAGS|8018-01-7||agrochem|fungicide
urea technical / urea tecnica / Harnstoff|310210|0.5|BAGS|57-13-6||agrochem,adhesives|fertiliser blend / resin
toluene diisocyanate / diisocianato de tolueno|292910|2.6|DRUMS|26471-62-5||plastics,furniture|foam production
sodium hydroxide pearls / sosa caustica / Aetznatron|281511|0.6|BAGS|1310-73-2||detergents,water,textiles|saponification / neutralisation
reactive black dye / colorante negro reactivo|320416|5|BAGS|||textiles|dyeing of cotton
acetonitrile HPLC / acetonitrilo HPLC|292690|5|CARTONS|75-05-8||lab,university,pharma|chromatography / cromatografia
methanol HPLC grade / metanol HPLC|290511|2.5|CARTONS|67-56-1||lab,university|chromatography
sodium chloride analytical / cloruro de sodio p.a.|250100|6|CARTONS|7647-14-5||lab,university|reagent for teaching
agar bacteriological / agar bacteriologico|130231|35|CARTONS|9002-18-0||lab,university,hospital|culture media
toluene / tolueno / Toluol|290230|1.1|DRUMS|108-88-3|toluene|paints,adhesives,agrochem|solvent for coatings / disolvente para pinturas
methyl ethyl ketone / metil etil cetona|291412|1.8|DRUMS|78-93-3|methyl-ethyl-ketone|paints,adhesives,plastics|solvent for adhesives
acetone / acetona / Aceton|291411|1.3|DRUMS|67-64-1|acetone|paints,plastics,cosmetics,lab,university,salon|cleaning of moulds / limpieza de equipos
sulphuric acid 98% / acido sulfurico 98% / Schwefelsaeure|280700|0.3|IBC|7664-93-9|sulphuric-acid|plating,water,detergents,agrochem,lab|pickling of steel / pH control
hydrochloric acid 33% / acido clorhidrico 33% / Salzsaeure|280610|0.3|IBC|7647-01-0|hydrochloric-acid|plating,water,food,lab,university|pickling / ajuste de pH
potassium permanganate / permanganato de potasio / Kaliumpermanganat|284161|3.6|DRUMS|7722-64-7|potassium-permanganate|water,textiles,veterinary|oxidation of iron in drinking water / potabilizacion
1,4-butanediol / 1,4-butanodiol|290539|2.1|DRUMS|110-63-4|1-4-butanediol|plastics,adhesives|polyurethane chain extender
piperonal / heliotropin|293293|24|CARTONS|120-57-0|piperonal|perfumery|fragrance compounding / perfumeria
benzaldehyde / benzaldehido|291221|2.4|DRUMS|100-52-7|benzaldehyde|perfumery,food|almond flavour / aroma de almendra
phenylacetic acid / acido fenilacetico|291634|6|BAGS|103-82-2|phenylacetic-acid|perfumery,pharma|honey fragrance / penicillin G manufacture
acetic anhydride / anhidrido acetico / Essigsaeureanhydrid|291524|1.7|DRUMS|108-24-7|acetic-anhydride|pharma,plastics|acetylation step of registered product / cellulose acetate
iodine prills / yodo / Jod|280120|62|DRUMS|7553-56-2|iodine|pharma,veterinary,food|povidone iodine / udder disinfectant
red phosphorus / fosforo rojo|280470|9|DRUMS|7723-14-0|red-phosphorus|plastics|flame retardant masterbatch
hypophosphorous acid 50% / acido hipofosforoso|281119|5|DRUMS|6303-21-5|hypophosphorous-acid|plating|electroless nickel bath
gamma-butyrolactone / gamma-butirolactona|293220|3.1|DRUMS|96-48-0|gamma-butyrolactone|electronics,agrochem|battery electrolyte / stripping of photoresist
anthranilic acid / acido antranilico|292243|7|BAGS|118-92-3|anthranilic-acid|textiles,perfumery|azo dye intermediate / methyl anthranilate
methylamine 40% / metilamina 40%|292111|1.6|DRUMS|74-89-5|methylamine|agrochem|carbamate insecticide synthesis
nitroethane / nitroetano|290420|5|DRUMS|79-24-3|nitroethane|pharma|registered synthesis step
ethyl ether anhydrous / eter etilico|290911|3.5|DRUMS|60-29-7|ethyl-ether|lab,university,pharma|extraction / extraccion de grasas
chloroform / cloroformo|290313|1.9|DRUMS|67-66-3|chloroform|lab,university|extraction
piperidine / piperidina|293332|9|DRUMS|110-89-4|piperidine|pharma,agrochem|registered synthesis step
benzyl chloride / cloruro de bencilo|290399|2.2|DRUMS|100-44-7|benzyl-chloride|detergents|benzalkonium chloride
ephedrine hydrochloride / clorhidrato de efedrina|293941|60|DRUMS|50-98-6|ephedrine|pharma|injections, registered product
pseudoephedrine hydrochloride / clorhidrato de pseudoefedrina|293942|52|DRUMS|345-78-8|pseudoephedrine|pharma|cold tablets, registered product
propionic anhydride / anhidrido propionico|291590|2.6|DRUMS|123-62-6|propionic-anhydride|perfumery,plastics|esterification
lidocaine hydrochloride / clorhidrato de lidocaina|292429|20|DRUMS|73-78-9|lidocaine|pharma,veterinary|local anaesthetic, registered product
caffeine anhydrous / cafeina anhidra|293930|12|DRUMS|58-08-2|caffeine|food,pharma,fitness|energy drinks / tablets
mannitol / manitol|290543|5|BAGS|69-65-8|mannitol|food,pharma|sweetener / excipient
xylazine hydrochloride / clorhidrato de xilacina|293499|70|CARTONS|23076-35-9|xylazine|veterinary|veterinary sedative, registered product
""")

_THIRD = _chemicals("""
sodium carbonate light / carbonato de sodio / Soda leicht|283620|0.4|BAGS|497-19-8||detergents,water,textiles|pH correction / glass batch
sodium hydroxide pearls / sosa caustica en perlas / kostik soda|281511|0.7|BAGS|1310-73-2||detergents,water,textiles,food,plating,lab|saponification / neutralizacion
oxalic acid / acido oxalico|291711|1.2|BAGS|144-62-7||textiles,plating,furniture|bleaching / rust removal
acetic acid glacial / acido acetico glacial / asetik asit|291521|0.8|IBC|64-19-7||textiles,food,adhesives,lab,university|dye bath / acidulante
methanol / metanol|290511|0.6|IBC|67-56-1||adhesives,paints,lab,university,water|HPLC eluent / denitrification
n-hexane / hexano normal|290110|1.3|DRUMS|110-54-3||food,adhesives,lab,university|oil extraction / extraccion de aceites
dichloromethane / cloruro de metileno / Methylenchlorid|290312|1.2|DRUMS|75-09-2||paints,pharma,lab,university,adhesives|paint stripping / extraction
monoethylene glycol / monoetilenglicol|290531|0.9|DRUMS|107-21-1||auto,plastics,paints|coolant / anticongelante
propylene glycol USP / propilenglicol|290532|1.6|DRUMS|57-55-6||cosmetics,food,pharma,veterinary|humectant / vehicle
sorbitol 70% / sorbitol solucion|290544|0.9|DRUMS|50-70-4||food,pharma,cosmetics|sweetener
cetostearyl alcohol / alcohol cetoestearilico|382370|2.4|BAGS|67762-27-0||cosmetics|cream base
epoxy resin liquid / resina epoxica|390730|3.2|DRUMS|25068-38-6||paints,adhesives,electronics|flooring / encapsulado
zinc chloride / cloruro de cinc|282739|1.7|BAGS|7646-85-7||plating,textiles|flux / mordant
ferric chloride 40% / cloruro ferrico|282739|0.5|IBC|7705-08-0||water,electronics|coagulation / etching
glyphosate technical / glifosato tecnico|293149|4.2|BAGS|1071-83-6||agrochem|formulation of herbicide
urea prilled / urea / ure|310210|0.5|BAGS|57-13-6||agrochem,adhesives|fertiliser / resin
limonene / d-limoneno|290219|8|DRUMS|5989-27-5||perfumery,detergents|citrus note / degreaser
ethyl maltol / etil maltol|293299|19|CARTONS|4940-11-8||perfumery,food|caramel note
ascorbic acid / acido ascorbico / askorbik asit|293627|4|CARTONS|50-81-7||food,pharma,fitness,cosmetics|vitamin C / antioxidante
paracetamol granules / paracetamol granulado|292429|6|DRUMS|103-90-2|acetaminophen|pharma|tablets, registered product
ivermectin / ivermectina|294190|110|CARTONS|70288-86-7||veterinary|antiparasitic injection
microcrystalline cellulose PH102 / celulosa microcristalina|391290|4|BAGS|9004-34-6||pharma,fitness|binder / excipiente
toluene nitration grade / metilbenceno / toluen|290230|1.1|IBC|108-88-3|toluene|paints,adhesives,plastics,agrochem|resin thinner / adelgazador
butanone MEK / butanona|291412|1.7|DRUMS|78-93-3|methyl-ethyl-ketone|adhesives,paints,electronics|lacquer solvent / PVC welding
dimethyl ketone / propanona / aseton|291411|1.2|IBC|67-64-1|acetone|paints,plastics,cosmetics,salon,lab,university,electronics|degreasing / acetate nail remover
battery grade sulphuric acid / acido de bateria / sulfurik asit|280700|0.3|IBC|7664-93-9|sulphuric-acid|plating,water,auto,agrochem,lab,university|anodising bath / acid for batteries
muriatic acid 32% / acido muriatico / hidroklorik asit|280610|0.2|IBC|7647-01-0|hydrochloric-acid|plating,water,food,construction,lab|descaling / limpieza de ladrillo
Condy's crystals KMnO4 / permanganato potasico|284161|3.4|DRUMS|7722-64-7|potassium-permanganate|water,textiles,veterinary,plating|manganese removal / denim bleaching
tetramethylene glycol BDO / butanodiol|290539|2.0|DRUMS|110-63-4|1-4-butanediol|plastics,adhesives,electronics|spandex polyol / TPU
heliotropine crystals / heliotropina cristal|293293|26|CARTONS|120-57-0|piperonal|perfumery,cosmetics|floral base
almond aldehyde FCC / aldehido benzoico|291221|2.6|DRUMS|100-52-7|benzaldehyde|perfumery,food|cherry flavour
alpha-toluic acid / acido bencenoacetico|291634|6.4|BAGS|103-82-2|phenylacetic-acid|perfumery,pharma|beeswax note / penicillin precursor
ethanoic anhydride / anhidrido etanoico|291524|1.6|IBC|108-24-7|acetic-anhydride|pharma,plastics,textiles|aspirin plant / acetate fibre
iodine crystals resublimed / yodo resublimado|280120|66|CARTONS|7553-56-2|iodine|pharma,veterinary,food,lab|teat dip / contrast media
phosphorus red amorphous / fosforo amorfo|280470|10|DRUMS|7723-14-0|red-phosphorus|plastics,construction|fire retardant for polyamide / striker paste
phosphinic acid 50% / acido fosfinico|281119|5.4|DRUMS|6303-21-5|hypophosphorous-acid|plating,electronics|chemical nickel
butyrolactone GBL solvent / butirolactona|293220|3.3|DRUMS|96-48-0|gamma-butyrolactone|electronics,paints|wafer cleaning / electrolito
2-aminobenzoic acid / acido 2-aminobenzoico|292243|7.5|BAGS|118-92-3|anthranilic-acid|textiles,perfumery|pigment intermediate
monomethylamine 40% solution / monometilamina|292111|1.7|DRUMS|74-89-5|methylamine|agrochem,textiles|surfactant and pesticide synthesis
diethyl ether stabilised / eter dietilico / dietil eter|290911|3.8|DRUMS|60-29-7|ethyl-ether|lab,university,pharma,hospital|fat determination / Soxhlet
trichloromethane / triclorometano|290313|2.1|DRUMS|67-66-3|chloroform|lab,university,pharma|Karl Fischer / extraction
hexahydropyridine / hexahidropiridina|293332|9.5|DRUMS|110-89-4|piperidine|pharma,agrochem,plastics|rubber accelerator
alpha-chlorotoluene / clorotolueno alfa|290399|2.3|DRUMS|100-44-7|benzyl-chloride|detergents,perfumery|quaternary biocide / benzyl esters
monoethylamine 70% / monoetilamina|292111|2.0|DRUMS|75-04-7|ethylamine|agrochem|triazine herbicide
propionyl chloride / cloruro de propionilo|291590|4.8|DRUMS|79-03-8|propionyl-chloride|pharma,agrochem|registered intermediate
procaine hydrochloride / procaina clorhidrato|292249|18|DRUMS|51-05-8|procaine|pharma,veterinary|penicillin procaine
caffeine BP / cafeina BP / kafein|293930|13|CARTONS|58-08-2|caffeine|food,pharma,fitness,cosmetics|cola drink / capsules
D-mannitol / manita|290543|5.5|BAGS|69-65-8|mannitol|food,pharma,fitness|chewable tablets
levamisole hydrochloride / levamisol clorhidrato|293499|24|DRUMS|16595-80-5|levamisole|veterinary|dewormer bolus
benzocaine / benzocaina|292249|15|CARTONS|94-09-7|benzocaine|pharma|throat lozenges
""")

CHEMICALS_OF = {"tune": CHEMICALS, "held": CHEMICALS, "far": CHEMICALS, "third": _THIRD}
"""The chemicals of a vocabulary with the trades that buy them."""

WATCHED = {
    "tune": {
        "1-benzyl-4-piperidone": ("293339", 85.0), "npp": ("293337", 140.0), "ephedrine": ("293941", 60.0), "piperonal": ("293293", 24.0), "apaan": ("292640", 70.0),
        "nitroethane": ("290420", 5.0), "hypophosphorous-acid": ("281119", 5.0), "gamma-butyrolactone": ("293220", 3.1), "phenethyl-bromide": ("290399", 18.0),
        "methylamine": ("292111", 1.6), "hydriodic-acid": ("281119", 28.0), "1-4-butanediol": ("290539", 2.1), "3-4-mdp-2-p": ("293292", 160.0), "chloroform": ("290313", 1.9),
    },
    "held": {
        "norfentanyl": ("293339", 210.0), "4-ap": ("293339", 120.0), "mapa": ("291830", 55.0), "depapd": ("291830", 66.0), "benzyl-cyanide": ("292690", 8.0), "safrole": ("293294", 15.0),
        "red-phosphorus": ("280470", 9.0), "phenyl-2-propanone": ("291431", 90.0), "phenylacetic-acid": ("291634", 6.0), "ergotamine": ("293962", 900.0), "ethyl-ether": ("290911", 3.5),
        "norephedrine": ("293944", 70.0), "propionic-anhydride": ("291590", 2.6), "piperidine": ("293332", 9.0), "isosafrole": ("293291", 40.0), "benzyl-chloride": ("290399", 2.2),
    },
    "far": {
        "anpp": ("293339", 190.0), "4-piperidone": ("293339", 75.0), "1-boc-4-piperidone": ("293339", 65.0), "pmk-glycidic-acid": ("293299", 80.0), "pseudoephedrine": ("293942", 52.0),
        "acetic-anhydride": ("291524", 1.7), "anthranilic-acid": ("292243", 7.0), "ergometrine": ("293961", 950.0), "potassium-permanganate": ("284161", 3.6), "iodine": ("280120", 62.0),
        "lysergic-acid": ("293963", 1200.0), "propionyl-chloride": ("291590", 3.0), "n-acetylanthranilic-acid": ("292429", 12.0), "bmk-glycidic-acid": ("291890", 70.0), "benzaldehyde": ("291221", 2.4),
    },
    "third": {
        "4-piperidone": ("293339", 60.0), "1-boc-4-piperidone": ("293339", 70.0), "1-boc-4-ap": ("293339", 150.0), "4-anilinopiperidine-dihydrochloride": ("293339", 130.0), "apaa": ("292429", 62.0),
        "pmk-glycidic-acid": ("293299", 58.0), "bmk-glycidic-acid": ("291899", 52.0), "phenethyl-chloride": ("290399", 17.0), "n-methylephedrine": ("293949", 80.0), "lysergic-acid": ("293963", 4000.0),
        "acetic-anhydride": ("291524", 1.6), "iodine": ("280120", 66.0), "potassium-permanganate": ("284161", 3.4), "propionyl-chloride": ("291590", 4.8), "ethylamine": ("292111", 2.0), "toluene": ("290230", 1.1),
        "anthranilic-acid": ("292243", 7.5), "benzaldehyde": ("291221", 2.6), "n-acetylanthranilic-acid": ("292429", 12.0), "pseudoephedrine": ("293942", 52.0), "medetomidine": ("293329", 300.0),
    },
}  # fmt: skip
"""Substances of the control register that the planted schemes trade: their heading and a plausible price a kilogram."""

NEAR_NAMES = (
    ("piperine extract 95%", "293999", 60.0), ("benzaldehyde dimethyl acetal fragrance", "291100", 16.0), ("toluene-free nail lacquer", "330430", 18.0), ("acetone-free remover", "330430", 6.0),
    ("safflower seed oil", "151211", 2.0), ("iodised table salt", "250100", 0.4), ("butanediol diacrylate resin", "291612", 4.0), ("piperazine citrate veterinary", "293359", 8.0),
    ("methylamino acid chelate feed", "230990", 3.0), ("phosphoric acid food grade", "280920", 1.2), ("ether alcohol surfactant", "340242", 2.1), ("cellulose acetate film", "392073", 7.0),
)  # fmt: skip
"""Honest goods whose names hold the word of a watched substance."""
