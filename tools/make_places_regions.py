"""Names of regions by their GeoNames codes, where the package of places has only the code."""

_NAMES = {
    "GB": "ENG England;SCT Scotland;WLS Wales;NIR Northern Ireland",
    "DE": "01 Baden-Württemberg;02 Bavaria;03 Bremen;04 Hamburg;05 Hesse;06 Lower Saxony;"
    "07 North Rhine-Westphalia;08 Rhineland-Palatinate;09 Saarland;10 Schleswig-Holstein;"
    "11 Brandenburg;12 Mecklenburg-Vorpommern;13 Saxony;14 Saxony-Anhalt;15 Thuringia;16 Berlin",
    "FR": "11 Île-de-France;24 Centre-Val de Loire;27 Bourgogne-Franche-Comté;28 Normandy;"
    "32 Hauts-de-France;44 Grand Est;52 Pays de la Loire;53 Brittany;75 Nouvelle-Aquitaine;"
    "76 Occitanie;84 Auvergne-Rhône-Alpes;93 Provence-Alpes-Côte d'Azur;94 Corsica",
    "ES": "07 Balearic Islands;27 La Rioja;29 Madrid;31 Murcia;32 Navarre;34 Asturias;"
    "39 Cantabria;51 Andalusia;52 Aragon;53 Canary Islands;54 Castilla-La Mancha;"
    "55 Castile and León;56 Catalonia;57 Extremadura;58 Galicia;59 Basque Country;60 Valencia",
    "CA": "01 Alberta;02 British Columbia;03 Manitoba;04 New Brunswick;"
    "05 Newfoundland and Labrador;07 Nova Scotia;08 Ontario;09 Prince Edward Island;10 Quebec;"
    "11 Saskatchewan;12 Yukon;13 Northwest Territories;14 Nunavut",
    "AT": "01 Burgenland;02 Carinthia;03 Lower Austria;04 Upper Austria;05 Salzburg;06 Styria;"
    "07 Tyrol;08 Vorarlberg;09 Vienna",
    "BE": "BRU Brussels-Capital;VLG Flanders;WAL Wallonia",
    "PL": "72 Lower Silesia;73 Kuyavia-Pomerania;74 Łódź;75 Lublin;76 Lubusz;77 Lesser Poland;"
    "78 Masovia;79 Opole;80 Subcarpathia;81 Podlasie;82 Pomerania;83 Silesia;84 Holy Cross;"
    "85 Warmia-Masuria;86 Greater Poland;87 West Pomerania",
    "NL": "01 Drenthe;02 Friesland;03 Gelderland;04 Groningen;05 Limburg;06 North Brabant;"
    "07 North Holland;09 Utrecht;10 Zeeland;11 South Holland;15 Overijssel;16 Flevoland",
    "IT": "01 Abruzzo;02 Basilicata;03 Calabria;04 Campania;05 Emilia-Romagna;"
    "06 Friuli Venezia Giulia;07 Lazio;08 Liguria;09 Lombardy;10 Marche;11 Molise;12 Piedmont;"
    "13 Apulia;14 Sardinia;15 Sicily;16 Tuscany;17 Trentino-Alto Adige;18 Umbria;"
    "19 Aosta Valley;20 Veneto",
    "GR": "ESYE31 Attica;ESYE12 Central Macedonia",
}
REGIONS: dict[tuple[str, str], str] = {
    (country, code): name
    for country, listed in _NAMES.items()
    for code, _, name in (entry.partition(" ") for entry in listed.split(";"))
}
