/**
 * What happened at the two made-up shops, in days before the anchor day, so that
 * the commands have something to find. All else is noise.
 */
export const HISTORY_DAYS = 182

/** The Kaunas shop's courier failed for three weeks: its NPS falls and comes back. */
export const DELIVERY_TROUBLE = { store: 'Kaunas Laisvės', firstDay: 84, lastDay: 64 } as const

/** From this day on there was a new checkout, and satisfaction with visits rises for ten weeks. */
export const NEW_CHECKOUT = { firstDay: 70, days: 70 } as const

/** This brand is the cheaper one, and customers notice. */
export const CHEAPER_BRAND = 'Velmo'

export type BrandName = 'Norda' | 'Velmo'
export type LanguageMix = Readonly<Record<'en' | 'ru' | 'kk' | 'lt', number>>

export interface SampleStore {
  readonly brand: BrandName
  /** How many of a hundred answers come from here. */
  readonly weight: number
  readonly languages: LanguageMix
}

const LITHUANIA: LanguageMix = { lt: 78, ru: 12, en: 10, kk: 0 }
const KAZAKHSTAN: LanguageMix = { ru: 50, kk: 45, en: 5, lt: 0 }

export const STORES: Readonly<Record<string, SampleStore>> = {
  'Vilnius Gedimino': { brand: 'Norda', weight: 15, languages: LITHUANIA },
  'Kaunas Laisvės': { brand: 'Norda', weight: 16, languages: LITHUANIA },
  'Almaty Dostyk': { brand: 'Norda', weight: 12, languages: KAZAKHSTAN },
  'London Camden': { brand: 'Norda', weight: 9, languages: { en: 92, ru: 4, lt: 4, kk: 0 } },
  'Klaipėda Port': { brand: 'Velmo', weight: 13, languages: LITHUANIA },
  'Astana Esil': { brand: 'Velmo', weight: 14, languages: KAZAKHSTAN },
  'Almaty Abai': { brand: 'Velmo', weight: 11, languages: KAZAKHSTAN },
  'London Hackney': { brand: 'Velmo', weight: 10, languages: { en: 94, ru: 4, lt: 2, kk: 0 } },
}

export const PRODUCTS = ['Lumo', 'Tono', 'Viro', 'Sento', 'Arko', 'Delmo'] as const

/** How many of each kind a day brings on average. */
export const DAILY = { nps: 17, csat: 12, ces: 6, review: 6, mention: 5 } as const
export type SampleKind = keyof typeof DAILY

/** Shops have more visitors at the end of the week; Sunday is day 0. */
export const WEEKDAYS = [0.9, 0.85, 0.9, 0.95, 1, 1.2, 1.25] as const
