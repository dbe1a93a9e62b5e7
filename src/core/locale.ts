/** The languages that the bot speaks and reads. */
export const LOCALES = ['en', 'ru', 'kk', 'lt'] as const
export type Locale = (typeof LOCALES)[number]
