import { fold } from '../language/fold.ts'

/**
 * Cities as people write them in English, Russian, Kazakh and Lithuanian, where the zone's own
 * name does not say it: the exemplar cities of the Unicode CLDR and large cities beside them.
 */
const CITIES: Readonly<Record<string, string>> = {
  'Asia/Almaty':
    'Алматы Алма-Ата Almata Астана Astana Нур-Султан Nur-Sultan Шымкент Shymkent Šimkentas Караганда Қарағанды Karaganda Тараз Taraz Павлодар Pavlodar Усть-Каменогорск Өскемен Семей Semey Туркестан Түркістан',
  'Asia/Aqtau': 'Актау Ақтау Aktau',
  'Asia/Aqtobe': 'Актобе Ақтөбе Aktobe Aktobė',
  'Asia/Atyrau': 'Атырау Atirau',
  'Asia/Oral': 'Уральск Орал Uralsk Uralskas',
  'Asia/Qostanay': 'Костанай Қостанай Kostanay Kostanajus',
  'Asia/Qyzylorda': 'Кызылорда Қызылорда Kyzylorda',
  'Europe/Vilnius':
    'Вильнюс Вилнюс Каунас Kaunas Клайпеда Klaipėda Шяуляй Шауляй Šiauliai Паневежис Panevėžys',
  'Europe/Riga': 'Рига Ryga',
  'Europe/Tallinn': 'Таллин Таллинн Talinas',
  'Europe/Helsinki': 'Хельсинки Helsinkis',
  'Europe/Stockholm': 'Стокгольм Stokholmas',
  'Europe/Oslo': 'Осло Oslas',
  'Europe/Copenhagen': 'Копенгаген Kopenhaga',
  'Europe/Warsaw': 'Варшава Varšuva Warszawa Краков Krokuva Krakow',
  'Europe/Berlin': 'Берлин Berlynas Мюнхен Miunchenas Munich München Гамбург Hamburgas Hamburg',
  'Europe/Prague': 'Прага Praha',
  'Europe/Vienna': 'Вена Viena Wien',
  'Europe/Zurich': 'Цюрих Ciurichas',
  'Europe/Amsterdam': 'Амстердам Amsterdamas',
  'Europe/Brussels': 'Брюссель Briuselis',
  'Europe/Paris': 'Париж Paryžius',
  'Europe/Madrid': 'Мадрид Madridas Барселона Barselona Barcelona',
  'Europe/Lisbon': 'Лиссабон Lisabona',
  'Europe/Rome': 'Рим Roma Милан Milanas Milan',
  'Europe/Athens': 'Афины Atėnai',
  'Europe/London': 'Лондон Londonas',
  'Europe/Dublin': 'Дублин Dublinas',
  'Europe/Kyiv':
    'Киев Київ Kyiv Kijevas Одесса Odesa Odessa Харьков Kharkiv Charkovas Львов Lviv Lvovas',
  'Europe/Chisinau': 'Кишинев Kišiniovas',
  'Europe/Minsk': 'Минск Minskas',
  'Europe/Moscow':
    'Москва Мәскеу Maskva Санкт-Петербург Петербург Sankt-Peterburgas Saint-Petersburg St-Petersburg Казань Қазан Kazan Kazanė Нижний-Новгород Краснодар Krasnodaras Ростов-на-Дону Сочи Sochi Sočis',
  'Europe/Kaliningrad': 'Калининград Kaliningradas Karaliaučius',
  'Europe/Samara': 'Самара',
  'Asia/Yekaterinburg':
    'Екатеринбург Jekaterinburgas Ekaterinburg Челябинск Čeliabinskas Chelyabinsk Уфа Ufa Пермь Perm Permė Тюмень Tyumen',
  'Asia/Omsk': 'Омск Omskas Омбы',
  'Asia/Novosibirsk': 'Новосибирск Novosibirskas',
  'Asia/Krasnoyarsk': 'Красноярск Krasnojarskas',
  'Asia/Irkutsk': 'Иркутск Irkutskas',
  'Asia/Yakutsk': 'Якутск Jakutskas',
  'Asia/Vladivostok': 'Владивосток Vladivostokas Хабаровск Khabarovsk Chabarovskas',
  'Asia/Tbilisi': 'Тбилиси Tbilisis',
  'Asia/Yerevan': 'Ереван Jerevanas',
  'Asia/Baku': 'Баку',
  'Asia/Tashkent': 'Ташкент Taškentas',
  'Asia/Bishkek': 'Бишкек Бішкек Biškekas',
  'Asia/Dushanbe': 'Душанбе Dušanbė',
  'Asia/Ashgabat': 'Ашхабад Ашғабад Ašchabadas',
  'Europe/Istanbul': 'Стамбул Ыстамбұл Ыстанбұл Stambulas Анкара Ankara',
  'Asia/Jerusalem': 'Иерусалим Jeruzalė Тель-Авив Tel-Avivas Tel-Aviv',
  'Asia/Dubai': 'Дубай Dubajus Абу-Даби Abu-Dhabi',
  'Asia/Kolkata': 'Дели Delis Delhi New-Delhi Мумбаи Mumbajus Mumbai Бангалор Bangalore',
  'Asia/Bangkok': 'Бангкок Bankokas',
  'Asia/Singapore': 'Сингапур Singapūras',
  'Asia/Hong_Kong': 'Гонконг Honkongas',
  'Asia/Shanghai': 'Шанхай Šanchajus Пекин Бейжің Pekinas Beijing',
  'Asia/Seoul': 'Сеул Seulas',
  'Asia/Tokyo': 'Токио Tokijas',
  'Australia/Sydney': 'Сидней Sidnėjus',
  'America/New_York':
    'Нью-Йорк Niujorkas Вашингтон Vašingtonas Washington Бостон Boston Майами Miami',
  'America/Toronto': 'Торонто Torontas',
  'America/Chicago': 'Чикаго Čikaga',
  'America/Los_Angeles':
    'Лос-Анджелес Los-Andželas Сан-Франциско San-Franciskas San-Francisco Сиэтл Seattle',
  'America/Sao_Paulo': 'Сан-Паулу San-Paulas',
}

/** Returns a city's name as it is compared: spaces, hyphens and underscores alike. */
function plain(name: string): string {
  return fold(name.trim()).replace(/[\s_‐‑–-]+/g, '-')
}

let zones: ReadonlyMap<string, string> | undefined

/** Returns the zones by the plain names of their cities; made when one is first asked for. */
function zonesByCity(): ReadonlyMap<string, string> {
  zones ??= new Map(
    Object.entries(CITIES).flatMap(([zone, names]) =>
      names.split(' ').map((name) => [plain(name), zone] as const),
    ),
  )
  return zones
}

/** Returns the IANA zone of a city's name in any of the bot's languages. */
export function zoneOfCity(name: string): string | undefined {
  return zonesByCity().get(plain(name))
}

/** Returns every name that {@link zoneOfCity} knows, for what comes near to one. */
export function cityNames(): readonly string[] {
  return [...zonesByCity().keys()]
}
