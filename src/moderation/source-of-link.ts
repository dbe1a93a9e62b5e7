/** What people call the places behind well-known hosts. */
const SOURCES: readonly (readonly [host: string, source: string])[] = [
  ['reddit.com', 'Reddit'],
  ['redd.it', 'Reddit'],
  ['trustpilot.com', 'Trustpilot'],
  ['maps.google.com', 'Google Maps'],
  ['maps.app.goo.gl', 'Google Maps'],
  ['play.google.com', 'Google Play'],
  ['apps.apple.com', 'App Store'],
  ['2gis.kz', '2GIS'],
  ['2gis.ru', '2GIS'],
  ['otzovik.com', 'Otzovik'],
  ['irecommend.ru', 'iRecommend'],
  ['yandex.ru', 'Yandex'],
  ['yandex.kz', 'Yandex'],
  ['tripadvisor.com', 'Tripadvisor'],
  ['facebook.com', 'Facebook'],
  ['instagram.com', 'Instagram'],
  ['twitter.com', 'X'],
  ['x.com', 'X'],
  ['youtube.com', 'YouTube'],
  ['t.me', 'Telegram'],
  ['vk.com', 'VK'],
  ['rekvizitai.lt', 'Rekvizitai'],
  ['skundai.lt', 'Skundai'],
  ['kaspi.kz', 'Kaspi'],
]
/** What is added to addresses to follow readers about. */
const TRACKING = /^(?:utm_.+|fbclid|gclid|yclid|igshid|si|ref|ref_src|share_id)$/
const LONGEST = 2_000

/** Returns the address of a page without what only follows readers about; undefined for anything else. */
export function pageAddress(text: string): string | undefined {
  const trimmed = text.trim().replace(/^<|>$/g, '').split('|')[0] ?? ''
  if (trimmed.length > LONGEST || !/^https?:\/\//i.test(trimmed) || !URL.canParse(trimmed)) {
    return undefined
  }
  const url = new URL(trimmed)
  if (url.username !== '' || url.password !== '') return undefined
  for (const name of [...url.searchParams.keys()]) {
    if (TRACKING.test(name)) url.searchParams.delete(name)
  }
  return url.toString()
}

/** Returns what the place behind a page is called: a known name, else its host. */
export function sourceOfLink(address: string): string {
  const host = new URL(address).hostname.replace(/^(?:www|m|old|en|ru|lt|kk)\./, '')
  const known = SOURCES.find(([each]) => host === each || host.endsWith(`.${each}`))
  return known?.[1] ?? host
}
