import { inflect, type Vocabulary } from './types.ts'

/** Endings of nouns in -as, -a, -ė and -is (without softening), singular and plural. */
const as = 'as o ui ą u e ai ų ams us ais uose'
const a = 'a os ai ą oje ų oms as omis ose'
const soft = 'ė ės ei ę e ėje ių ėms es ėmis ėse'

/** Lithuanian words of the command language. */
export const lt: Vocabulary = {
  today: 'šiandien šiandienos',
  yesterday: 'vakar vakarykštė',
  dayBeforeYesterday: 'užvakar',
  tomorrow: 'rytoj',
  thisYear: 'šiemet',
  lastYear: 'pernai',
  current:
    'ši šią šios šioje šia šiai šis šį šio šiame šiuo šiam šie šiuos šių šiais šiuose einamoji einamąją einamosios einamasis einamąjį einamojo einamieji einamuosius einamųjų einamaisiais dabartinis dabartinį dabartinė dabartinę',
  last: [
    inflect('praėj', 'ęs ę'),
    inflect('praėjus', 'i ią ios ioje ia iai į io iame iu iam ius ių iais iuose ias ioms iomis'),
    inflect('praeit', 'as a ą os oje o ame u ai us ų ais ų oms omis'),
    inflect('pereit', 'as a ą os oje o ame u ai us ų ais'),
    inflect('paskutin', 'ės ė ę ėje e is į io iame iu iai ius ių iais es ėms ėmis ėse iuose'),
    'pastaroji pastarąją pastarosios pastarąja pastarasis pastarąjį pastarojo pastaruoju pastarieji pastaruosius pastarųjų pastaraisiais pastarąsias pastarosiomis',
    inflect('ankstesn', 'is ė ę ės į io iu e iai ius ių iais es'),
  ].join(' '),
  next: inflect('kit', 'as a ą os o ame us ais ų').concat(' ateinantis ateinančią ateinantį'),
  units: {
    day: {
      one: 'diena dieną dienos dienai dienoje',
      many: 'dienų dienos dienas dienoms dienomis dienose d',
    },
    week: {
      one: 'savaitė savaitę savaitės savaitėje savaite savaitei',
      many: 'savaičių savaitės savaites savaitėms savaitėmis sav',
    },
    month: {
      one: 'mėnuo mėnesį mėnesio mėnesyje mėnesiu mėnesiui mėn',
      many: 'mėnesių mėnesiai mėnesius mėnesiais mėnesiams mėn',
    },
    quarter: {
      one: 'ketvirtis ketvirtį ketvirčio ketvirtyje ketvirčiu ketvirčiui ketv',
      many: 'ketvirčių ketvirčiai ketvirčius ketvirčiais ketvirčiams',
    },
    year: {
      one: 'metai metus metų metais metams metuose',
      many: 'metų metai metus metais metams metuose',
    },
  },
  toDate: {},
  months: [
    inflect('saus', 'is io į yje iu iui').concat(' saus'),
    inflect('vasar', 'is io į yje iu iui').concat(' vas'),
    inflect('kov', 'as o ą e u ui').concat(' kov'),
    'balandis balandžio balandį balandyje balandžiu balandžiui bal',
    inflect('geguž', 'ė ės ę ėje e ei').concat(' geg'),
    inflect('biržel', 'is io į yje iu iui').concat(' birž'),
    inflect('liep', 'a os ą oje ai').concat(' liep'),
    'rugpjūtis rugpjūčio rugpjūtį rugpjūtyje rugpjūčiu rugpjūčiui rugp',
    inflect('rugsėj', 'is o į yje u ui').concat(' rugs'),
    inflect('spal', 'is io į yje iu iui').concat(' spal'),
    'lapkritis lapkričio lapkritį lapkrityje lapkričiu lapkričiui lapkr',
    'gruodis gruodžio gruodį gruodyje gruodžiu gruodžiui gruod',
  ],
  ordinals: [
    'pirmas pirmasis pirmąjį pirmojo pirmą pirmo pirmajame pirmame',
    'antras antrasis antrąjį antrojo antrą antro antrajame antrame',
    'trečias trečiasis trečiąjį trečiojo trečią trečio trečiajame trečiame',
    'ketvirtas ketvirtasis ketvirtąjį ketvirtojo ketvirtą ketvirto ketvirtajame ketvirtame',
  ],
  ordinalEndings: 'oji osios ąją ajai ajam asis ąjį iasis iąjį iojo ojo ias ia as a ą ios os',
  yearMarks: 'm',
  dayMarks: 'd dienos dieną diena',
  fillers: 'per už laikotarpis laikotarpį laikotarpiu laikotarpiui bėgyje',
  from: 'nuo',
  to: 'iki',
  fromAfter: '',
  toAfter: '',
  beginning: 'pradžios pradžia pradžią',
  everything: 'viskas visas visi visą visus viso visų',
  timeNouns: 'laikas laiką laiko laikotarpis laikotarpį laikotarpio duomenys duomenis metas metą',
  by: 'pagal',
  byAfter: '',
  vs: 'prieš palyginti lyginant prieš',
  vsAfter: '',
  vsLinks: 'su',
  as: 'kaip',
  asAfter: '',
  and: 'ir',
  previous: `${inflect('ankstesn', 'is ė ę ės į io iu e')} praėjęs praėjusį praėjusiu`,
  yearAgo: ['prieš metus', 'metais anksčiau', 'metus', 'pernykščiu'],
  target: inflect('tiksl', 'as ą o u ui'),
  views: {
    chart: `${inflect('diagram', a)} diagrama ${inflect('grafik', as)}`,
    table: inflect('lentel', soft),
    csv: '',
    text: inflect('tekst', as),
  },
  viewsAlone: { chart: 'diagrama grafiku', table: 'lentele', csv: '', text: 'tekstu' },
  dimensions: {
    source: 'šaltinis šaltinį šaltinio šaltiniu šaltiniai šaltinius šaltinių',
    channel: inflect('kanal', as),
    store: `${inflect('parduotuv', soft)} ${inflect('tašk', as)}`,
    stage: inflect('etap', as),
    segment: inflect('segment', as),
    brand: `${inflect('ženkl', as)} ${inflect('brend', as)}`,
    product: `${inflect('produkt', as)} ${inflect('prek', 'ė ės ę e ei ių ėms es ėmis')}`,
    lang: inflect('kalb', a),
    survey: `${inflect('apklaus', a)} ${inflect('klausim', as)}`,
    author: 'autorius autorių autoriaus autoriui autoriumi autoriai autorių autoriams',
    customer: `${inflect('klient', as)} ${inflect('pirkėj', 'as o ą u ai us ų')}`,
    tag: `${inflect('žym', a)} ${inflect('žym', 'ė ės ę es ių')}`,
  },
}
