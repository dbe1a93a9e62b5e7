import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { answers, at, twoWeeks } from '../../commands/made-workspace.ts'
import { type ServedPage, servedPage } from '../served-page.ts'
import { answered, openBrowser, type, type Visit, visit } from './browser.ts'

const SCRIPT = '<script>window.hacked = 1</script><img src=x onerror="window.hacked = 2">'
const MARKUP = '"><svg onload=window.hacked=3><a href="javascript:window.hacked=4">click</a>'
const REORDERED = '\u202Eevisrever\u2066 and \u202Bרע'
const STACKED = `Z${'\u0335\u0336'.repeat(40)}`
const LONG = 'never ending '.repeat(400)

let browser: Browser
let served: ServedPage
let visited: Visit

beforeAll(async () => {
  const texts = [SCRIPT, MARKUP, REORDERED, STACKED, LONG]
  const hostile = texts.flatMap((text) =>
    answers(12, 'nps', 9, {
      text,
      store: text.slice(0, 60),
      source: MARKUP,
      at: at('2026-11-12T09:00:00Z'),
    }),
  )
  ;[browser, served] = await Promise.all([
    openBrowser(),
    servedPage({ items: [...twoWeeks(), ...hostile] }),
  ])
  visited = await visit(browser, served.url, { viewport: { width: 360, height: 740 } })
})
afterAll(async () => {
  await visited?.close()
  await browser?.close()
  await served?.close()
})

/** Elements that only the data could have made, and what ran. */
function harm() {
  return visited.page.evaluate(() => ({
    hacked: (window as unknown as { hacked?: number }).hacked ?? null,
    scripts: document.querySelectorAll('script').length,
    strangers: document.querySelectorAll(
      'svg[onload], img[onerror], img[src="x"], a[href^="javascript"]',
    ).length,
    wide: document.documentElement.scrollWidth - window.innerWidth,
  }))
}
const NONE = { hacked: null, scripts: 1, strangers: 0, wide: 0 }

test('customers’ words are shown as they are, and do nothing', async () => {
  const { page } = visited
  await type(page, 'quotes last-week')
  const words = (await page.locator('.card').textContent()) ?? ''
  expect(words.includes(SCRIPT) || words.includes(MARKUP) || words.includes('never')).toBe(true)
  expect(words).not.toMatch(/[\u202A-\u202E]/)
  expect(await harm()).toEqual(NONE)
})

test('names in tables, charts and filters do nothing either', async () => {
  const { page } = visited
  await type(page, 'nps last-week by store as table')
  expect(await page.locator('.card').last().textContent()).toContain('<script>window.hacked')
  await type(page, 'nps last-week by store')
  await type(page, `nps last-week source:"nobody ${SCRIPT.replaceAll('"', '')}"`)
  expect(await harm()).toEqual(NONE)
})

test('nor do names among the suggestions', async () => {
  const { page } = visited
  await page.locator('#command').focus()
  await page.keyboard.type('nps store:')
  await page.locator('#suggestions [role=option]').first().waitFor()
  expect(await page.locator('#suggestions').textContent()).toContain('<script>')
  expect(await harm()).toEqual(NONE)
  await page.keyboard.press('Escape')
  await page.locator('#command').fill('')
})

test('nor does what a link brings', async () => {
  const { page } = visited
  const line = `nps ${SCRIPT}`
  await page.goto('about:blank')
  await page.goto(`${served.url}#ask=${encodeURIComponent(line)}`)
  await answered(page, 1)
  expect(await page.locator('.question').textContent()).toContain(SCRIPT)
  expect(await harm()).toEqual(NONE)
})

test('an endless text is folded, and opens when it is asked to', async () => {
  const { page } = visited
  await type(page, 'quotes never last-week')
  const quote = page.locator('.card').last().locator('.quote').first()
  const height = () => quote.evaluate((each) => each.getBoundingClientRect().height)
  expect(await height()).toBeLessThan(300)
  await quote.getByRole('button', { name: 'Show all of it' }).press('Enter')
  expect(await height()).toBeGreaterThan(1000)
  expect(await quote.getByRole('button').getAttribute('aria-expanded')).toBe('true')
})

test('nothing asked for anything elsewhere, and no script complained', () => {
  expect({ errors: visited.errors, strangers: visited.strangers }).toEqual({
    errors: [],
    strangers: [],
  })
})
