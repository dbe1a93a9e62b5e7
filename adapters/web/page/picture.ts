import type { PageBlock } from '../page-reply.ts'
import { element } from './dom.ts'
import { scrollBox } from './scroll-box.ts'
import { darkCondition, shownTheme } from './theme.ts'
import { say } from './words.ts'

type ChartBlock = Extract<PageBlock, { type: 'chart' }>

function sourcesOf(address: string, width: number, theme: 'light' | 'dark'): string {
  const at = (scale: number): string => `${address}?theme=${theme}&scale=${scale}&width=${width}`
  return `${at(1)} 1x, ${at(2)} 2x`
}

/**
 * Returns a chart as a picture that follows the theme and opens at full size.
 * Where it cannot be shown, `onMissing` is told and a sentence takes its place.
 */
export function pictureOf(
  { alt, picture }: ChartBlock,
  title: string,
  onMissing: () => void,
): HTMLElement {
  const missing = (words: string): HTMLElement => element('p', { class: 'missing' }, words)
  if (!picture) {
    onMissing()
    return missing(say('reply.noChart'))
  }
  const { address, width, height } = picture
  const gone = say('reply.chartGone')
  const image = element('img', { alt, width, height, decoding: 'async' })
  const dark = element('source', {
    'data-dark': true,
    media: darkCondition(),
    srcset: sourcesOf(address, width, 'dark'),
  })
  image.srcset = sourcesOf(address, width, 'light')
  const full = element(
    'a',
    {
      href: `${address}?theme=${shownTheme()}&scale=2`,
      target: '_blank',
      rel: 'noopener',
      title: say('reply.enlarge'),
    },
    element('picture', {}, dark, image),
  )
  const figure = element(
    'figure',
    { class: width > 640 ? 'chart wide' : 'chart' },
    scrollBox(title, full),
  )
  image.addEventListener('error', () => {
    figure.replaceWith(missing(gone))
    onMissing()
  })
  return figure
}
