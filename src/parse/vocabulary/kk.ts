import { inflect, type Vocabulary } from './types.ts'

/** Endings after back vowels with a vowel, a voiced consonant or a nasal before them, and after front ones. */
const back = '- да дан ға дың ды мен дағы'
const backNasal = '- да нан ға ның ды мен дағы'
const backVowel = '- да дан ға ның ны мен дағы'
const front = '- де ден ге дің ді мен дегі'
const frontVowel = '- де ден ге нің ні мен дегі'
const frontVoiceless = '- те тен ке тің ті пен тегі'
const pluralBack = 'лар ларды лардың ларға лары ларын ларының'
const pluralFront = 'лер лерді лердің лерге лері лерін лерінің'

const day = `${inflect('күн', '- і де ді ге нен нің гі мен дік інде інен іне інің')} ${inflect('күн', 'дер дері дерде дерді')}`
const week = `${inflect('апта', `${backVowel} лық сы сында сынан сына сының сымен`)} ${inflect('апта', 'лар ларда лары')}`
const month = `${inflect('ай', `${back} лық ы ында ынан ына ының ымен`)} ${inflect('ай', 'лар ларда лары')}`
const quarter = `${inflect('тоқсан', `${backNasal} дық ы ында ынан ына ының ымен`)} ${inflect('тоқсан', 'дар дарда')}`
const year = `${inflect('жыл', `${back} ғы дық ы ында ынан ына ының ымен`)} ${inflect('жыл', 'дар дарда')}`

/** Kazakh words of the command language. */
export const kk: Vocabulary = {
  today: 'бүгін бүгінгі',
  yesterday: 'кеше кешегі',
  dayBeforeYesterday: '',
  tomorrow: 'ертең',
  thisYear: 'биыл биылғы',
  lastYear: 'былтыр былтырғы',
  current: 'осы бұл ағымдағы',
  last: 'өткен соңғы алдыңғы',
  next: 'келесі келер',
  beforeLast: '',
  units: {
    day: { one: day, many: day },
    week: { one: week, many: week },
    month: { one: month, many: month },
    quarter: { one: `${quarter} тқс`, many: '' },
    year: { one: year, many: year },
  },
  toDate: {},
  months: [
    inflect('қаңтар', back).concat(' қаң'),
    inflect('ақпан', backNasal).concat(' ақп'),
    inflect('наурыз', back).concat(' нау'),
    inflect('сәуір', front).concat(' сәу'),
    inflect('мамыр', back).concat(' мам'),
    inflect('маусым', backNasal).concat(' мау'),
    inflect('шілде', frontVowel).concat(' шіл'),
    inflect('тамыз', back).concat(' там'),
    inflect('қыркүйек', frontVoiceless).concat(' қыр'),
    inflect('қазан', backNasal).concat(' қаз'),
    inflect('қараша', backVowel).concat(' қар'),
    inflect('желтоқсан', backNasal).concat(' жел'),
  ],
  ordinals: ['бірінші', 'екінші', 'үшінші', 'төртінші'],
  ordinalEndings:
    'ші шы інші ыншы і ы сі сы інен ынан іне ына інде ында сінен сіне сынан сына нен нан ден дан тен тан не на ге ға ке қа',
  yearMarks: 'ж жж',
  dayMarks: 'күні',
  fillers: 'үшін ішінде бойы бойынша кезең кезеңі кезеңінде',
  polite:
    'өтінемін өтініш рақмет рахмет көрсет көрсетші көрсетіңіз көрсетіңізші беріңіз бер маған бізге тек',
  numbers: 'бір екі үш төрт бес алты жеті сегіз тоғыз он'.split(' '),
  eachUnit: {
    day: 'күнделікті',
    week: 'апталық апталап',
    month: 'айлық айлап',
    quarter: 'тоқсандық',
    year: 'жылдық',
  },
  from: '',
  to: '',
  fromAfter: 'бастап бері бермен',
  toAfter: 'дейін шейін аралығы аралығында аралығындағы арасы арасында',
  beginning: 'басынан басы',
  everything: 'барлығы барлық бәрі бүкіл',
  timeNouns: 'уақыт уақытта уақыты кезең кезеңі кезеңмен кезеңге дерек деректер',
  by: '',
  byAfter: 'бойынша',
  vs: 'қарсы',
  vsAfter: 'салыстырғанда салыстыру салыстырып қарсы қарағанда',
  vsLinks: '',
  as: '',
  asAfter: 'түрінде ретінде',
  and: 'және мен',
  previous: 'алдыңғы алдыңғымен алдыңғыға өткенмен өткен',
  yearAgo: ['бір жыл бұрын', 'жыл бұрын', 'бір жыл бұрынғымен', 'бір жыл бұрынғы'],
  target: `${inflect('мақсат', '- пен қа ты')}`,
  views: {
    chart: `${inflect('диаграмма', '- мен сы ны')} ${inflect('сызба', '- мен ны')}`,
    table: inflect('кесте', '- мен сі ні'),
    csv: '',
    text: inflect('мәтін', '- мен ді'),
  },
  viewsAlone: {
    chart: 'диаграммамен сызбамен графикпен',
    table: 'кестемен',
    csv: '',
    text: 'мәтінмен',
  },
  dimensions: {
    source: `дереккөз ${inflect('дереккөз', 'дер дерді дердің дерге дері і')} көз көздер көздері`,
    channel: `арна ${inflect('арна', `${pluralBack} сы`)}`,
    store: `дүкен ${inflect('дүкен', 'дер дерді дердің дері і')} нүкте ${inflect('нүкте', pluralFront)}`,
    stage: `кезең ${inflect('кезең', 'дер дері дерді')} саты сатылар`,
    segment: `сегмент сегменттер сегменттері`,
    brand: `бренд брендтер брендтері`,
    product: `тауар ${inflect('тауар', pluralBack)} өнім ${inflect('өнім', 'дер дері дерді')}`,
    lang: `тіл ${inflect('тіл', 'дер дері дерді і')}`,
    survey: `сауалнама ${inflect('сауалнама', pluralBack)} сұрақ сұрақтар`,
    author: `автор ${inflect('автор', pluralBack)}`,
    customer: `клиент клиенттер клиенттері тұтынушы ${inflect('тұтынушы', pluralBack)}`,
    tag: `тег тегтер белгі ${inflect('белгі', pluralFront)}`,
    aspect: `аспект ${inflect('аспекті', 'лер лері лерді')} тақырып ${inflect('тақырып', 'тар тары тарды')}`,
    sentiment: `реңк ${inflect('реңк', 'тер тері терді і')} тоналдық`,
    wom: `тәжірибе ${inflect('тәжірибе', 'сі лер лері ні')} wom`,
  },
  shown: {
    periods: [
      'өткен апта',
      'өткен ай',
      'соңғы 7 күн',
      'соңғы 30 күн',
      'осы апта',
      'осы ай',
      'кеше',
      'бүгін',
      'соңғы 12 апта',
      'соңғы 12 ай',
      'өткен тоқсан',
      'осы тоқсан',
      'осы жыл',
      'былтыр',
      'жыл басынан',
      'барлық уақыт',
    ],
    breakdowns: {
      source: 'дереккөздер бойынша',
      channel: 'арналар бойынша',
      store: 'дүкендер бойынша',
      stage: 'кезеңдер бойынша',
      segment: 'сегменттер бойынша',
      brand: 'брендтер бойынша',
      product: 'тауарлар бойынша',
      lang: 'тілдер бойынша',
      survey: 'сауалнамалар бойынша',
      author: 'авторлар бойынша',
      customer: 'клиенттер бойынша',
      tag: 'тегтер бойынша',
      aspect: 'аспектілер бойынша',
      sentiment: 'реңк бойынша',
      wom: 'тәжірибе бойынша',
      day: 'күндер бойынша',
      week: 'апталар бойынша',
      month: 'айлар бойынша',
      quarter: 'тоқсандар бойынша',
      year: 'жылдар бойынша',
    },
    views: { chart: 'диаграммамен', table: 'кестемен', csv: 'csv түрінде', text: 'мәтінмен' },
  },
}
