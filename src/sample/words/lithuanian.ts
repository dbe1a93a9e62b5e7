import type { Phrases } from '../phrases.ts'

export const lithuanian: Phrases = {
  themes: {
    delivery: {
      positive: [
        '{product} atvežė diena anksčiau, viskas gražiai supakuota.',
        'Kurjeris paskambino iš anksto ir užnešė dėžę į viršų.',
        'Pristatė tiksliai pasirinktu laiku.',
        'Užsisakiau vakare, o ryte jau turėjau.',
        'Siuntą galėjau sekti minutės tikslumu.',
      ],
      negative: [
        'Laukiau {days} dienas, nors žadėjo pristatyti rytoj.',
        'Kurjeris neatvyko ir niekas neįspėjo.',
        'Užsakymą nuvežė ne tuo adresu.',
        'Pristatymą perkėlė tris kartus, vis paskutinę minutę.',
        'Dėžė atvyko šlapia, {product} subraižytas.',
      ],
    },
    price: {
      positive: [
        'Pigiau niekur neradau, o ieškojau ilgai.',
        'Lojalumo nuolaida tikrai jaučiasi.',
        'Kainos sąžiningos, prie kasos jokių staigmenų.',
        'Už tokią kainą – puikus pirkinys.',
      ],
      negative: [
        'Parduotuvėje kitapus gatvės {product} pigesnis.',
        'Kasoje kaina buvo didesnė nei lentynoje.',
        'Per brangu už tokią kokybę.',
        'Naujienlaiškio nuolaida nesuveikė.',
      ],
    },
    staff: {
      positive: [
        'Konsultantė išmano savo darbą ir nieko nebruko.',
        'Malonūs žmonės, padėjo nunešti iki automobilio.',
        'Vaikinas salėje per minutę rado, ko reikėjo.',
        'Sąžiningai patarė imti pigesnį modelį.',
      ],
      negative: [
        'Salėje niekas nenorėjo padėti.',
        'Pardavėjas visą laiką žiūrėjo į telefoną.',
        'Jaučiausi, lyg trukdyčiau savo klausimais.',
        'Du darbuotojai apie {product} pasakė skirtingai.',
      ],
    },
    quality: {
      positive: [
        '{product} tvirtas ir gražesnis nei nuotraukoje.',
        'Naudojame kasdien pusę metų – kaip naujas.',
        'Surinkau per dešimt minučių, viskas tiko.',
        'Maloni medžiaga, jaučiasi kokybė.',
      ],
      negative: [
        'Sulūžo po {days} dienų.',
        'Dėžėje trūko dviejų varžtų.',
        'Spalva visai ne tokia kaip paveikslėlyje.',
        '{product} jau skleidžia keistą garsą.',
      ],
    },
    checkout: {
      positive: [
        'Naujas apmokėjimas greitas: du paspaudimai ir viskas.',
        'Sumokėjau telefonu, jokios eilės.',
        'Pagaliau svetainė prisimena mano adresą.',
      ],
      negative: [
        'Mokant krepšelis du kartus išsivalė.',
        'Veikė viena kasa, stovėjau dvidešimt minučių.',
        'Kortelė nepraėjo, teko pradėti iš naujo.',
        'Programėlė tris kartus paprašė adreso.',
      ],
    },
    support: {
      positive: [
        'Pagalba atsakė per penkias minutes ir viską išsprendė.',
        'Užteko vieno skambučio.',
        'Pokalbyje padėjo tol, kol viskas suveikė.',
      ],
      negative: [
        'Parašiau pagalbai prieš {days} dienas, atsakymo nėra.',
        'Telefonu jungė per keturis žmones.',
        'Pagalba atsiuntė nuorodą į puslapį, kurį jau skaičiau.',
      ],
    },
    returns: {
      positive: [
        'Grąžinau be čekio ir be jokių klausimų.',
        'Pinigai kortelėje buvo jau kitą dieną.',
        'Pakeitė vietoje.',
      ],
      negative: [
        'Pinigų grąžinimo laukiu jau {days} dienas.',
        'Atsisakė priimti {product}, nors dėžė neatidaryta.',
        'Grąžinimo forma telefone neveikia.',
      ],
    },
  },
  general: {
    positive: [
      'Labai patiko.',
      'Puiki parduotuvė.',
      'Viskas vyko sklandžiai.',
      'Kaip visada puiku.',
    ],
    neutral: ['Normaliai.', 'Nieko ypatingo.', 'Nusipirkau, ko reikėjo.', 'Vidutiniškai.'],
    negative: ['Nusivyliau.', 'Tikėjausi daugiau.', 'Anksčiau buvo geriau.', 'Nepatiko.'],
  },
  closings: {
    positive: ['Ačiū!', 'Dar grįšiu.', 'Taip ir toliau.', 'Jau rekomendavau draugams.'],
    neutral: ['Pažiūrėsim.', 'Gal kitą kartą.'],
    negative: [
      'Kitą kartą pagalvosiu.',
      'Prašau sutvarkyti.',
      'Taip neturėtų būti.',
      'Daugiau negrįšiu.',
    ],
  },
}
