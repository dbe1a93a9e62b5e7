import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type ServedPage, servedPage } from '../served-page.ts'
import {
  answered,
  focusIsVisible,
  openBrowser,
  pressUntil,
  type,
  type Visit,
  visit,
} from './browser.ts'

let browser: Browser
let served: ServedPage
const visits: Visit[] = []

beforeAll(async () => {
  ;[browser, served] = await Promise.all([openBrowser(), servedPage()])
})
afterEach(async () => {
  const errors = visits.flatMap((each) => each.errors)
  const strangers = visits.flatMap((each) => each.strangers)
  await Promise.all(visits.splice(0).map((each) => each.close()))
  expect({ errors, strangers }).toEqual({ errors: [], strangers: [] })
})
afterAll(async () => {
  await browser?.close()
  await served?.close()
})

async function open(options?: Parameters<typeof visit>[2], path = '') {
  const opened = await visit(browser, served.url + path, options)
  visits.push(opened)
  return opened.page
}

test('with the keyboard alone, at 360 pixels, in the dark, in Kazakh', async () => {
  const page = await open({
    locale: 'kk-KZ',
    colorScheme: 'dark',
    viewport: { width: 360, height: 740 },
    deviceScaleFactor: 2,
    hasTouch: true,
  })
  const width = () => page.evaluate(() => document.documentElement.scrollWidth)
  expect(await page.locator('html').getAttribute('lang')).toBe('kk')
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('command')
  expect(await width()).toBe(360)

  await page.keyboard.type('nps өтк')
  await page.getByRole('option', { name: /^өткен апта/ }).waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  expect(await page.locator('#command').inputValue()).toBe('nps өткен апта ')
  await page.keyboard.type('дүкендер бойынша')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Enter')
  await answered(page, 1)
  const card = page.locator('.card').first()
  expect(await card.getAttribute('lang')).toBe('kk')
  expect(await card.locator('.badge').textContent()).toBe('Үлгі деректер')
  expect(await card.locator('.sentence').textContent()).toContain('сенім аралығы')
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('command')
  await page.waitForFunction(() => document.querySelector('#polite')?.textContent !== '')
  expect(await page.locator('#polite').textContent()).toContain('NPS')

  const image = card.locator('img')
  await page.waitForFunction(() => document.querySelector('img[alt]:not([alt=""])') !== null)
  await expect.poll(() => image.evaluate((each: HTMLImageElement) => each.complete)).toBe(true)
  expect(await image.evaluate((each: HTMLImageElement) => each.currentSrc)).toContain(
    'theme=dark&scale=2',
  )
  /** The chart is drawn for the screen: nothing of it is out of sight. */
  const chart = card.locator('.chart .scroll')
  expect(await chart.evaluate((each) => each.scrollWidth > each.clientWidth)).toBe(false)
  expect(await width()).toBe(360)

  await pressUntil(page, 'Shift+Tab', 'summary')
  await pressUntil(page, 'Shift+Tab', '.fold:not(.definition) > summary')
  await page.keyboard.press('Enter')
  const box = card.locator('.table .scroll')
  await expect.poll(() => box.getAttribute('tabindex')).toBe('0')
  expect(await box.evaluate((each) => each.scrollWidth > each.clientWidth)).toBe(true)
  expect(await width()).toBe(360)

  await pressUntil(page, 'Tab', '.actions .action')
  expect(await focusIsVisible(page)).toBe(true)
  await page.keyboard.press('Enter')
  await answered(page, 2)
  await page.waitForFunction(() => document.activeElement?.matches('.exchange:last-child h2'))
  expect(await focusIsVisible(page)).toBe(true)
  expect(await width()).toBe(360)

  await pressUntil(page, 'Tab', '#command')
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('ArrowUp')
  expect(await page.locator('#command').inputValue()).toBe('nps өткен апта дүкендер бойынша')
})

test('everything that can have the focus shows it, and none holds it', async () => {
  const page = await open()
  await type(page, 'nps last month by store')
  await page.locator('.fold').first().locator('summary').focus()
  await page.keyboard.press('Enter')
  await page.locator('.skip').focus()
  const seen: string[] = []
  for (let stop = 0; stop < 40; stop += 1) {
    const name = await page.evaluate(() => {
      const { activeElement } = document
      return activeElement === document.body
        ? ''
        : `${activeElement?.tagName} ${activeElement?.className} ${activeElement?.id}`
    })
    if (name === '') break
    seen.push(name)
    expect([name, await focusIsVisible(page)]).toEqual([name, true])
    await page.keyboard.press('Tab')
  }
  expect(seen[0]).toContain('skip')
  expect(seen.at(-1)).toContain('send')
  expect(seen.length).toBeLessThan(30)
})

describe('the command box', () => {
  test('shows what may come next as a list that screen readers know', async () => {
    const page = await open()
    const input = page.getByRole('combobox', { name: 'Command' })
    expect(await input.getAttribute('aria-expanded')).toBe('false')
    await page.keyboard.type('nps store:Kau')
    await page.getByRole('option', { name: /Kaunas Laisvės/ }).waitFor()
    expect(await input.getAttribute('aria-expanded')).toBe('true')
    await page.keyboard.press('ArrowDown')
    const active = await input.getAttribute('aria-activedescendant')
    expect(await page.locator(`#${active}`).getAttribute('aria-selected')).toBe('true')
    await page.keyboard.press('Escape')
    expect(await input.getAttribute('aria-expanded')).toBe('false')
    expect(await input.getAttribute('aria-activedescendant')).toBeNull()
    expect(await input.inputValue()).toBe('nps store:Kau')
    await page.keyboard.press('Alt+ArrowDown')
    await page.getByRole('option', { name: /Kaunas Laisvės/ }).click()
    expect(await input.inputValue()).toBe('nps store:"Kaunas Laisvės" ')
  })

  test('takes the word that is being typed with Tab, and lets go after it', async () => {
    const page = await open()
    await page.keyboard.type('nps last-w')
    await page.getByRole('option', { name: /^last-week/ }).waitFor()
    await page.keyboard.press('Tab')
    expect(await page.locator('#command').inputValue()).toBe('nps last-week ')
    await page.locator('#suggestions [role=option]').first().waitFor()
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('send')
  })

  test('brings back earlier lines, and what was being written', async () => {
    const page = await open()
    await type(page, 'nps last-week')
    await type(page, 'csat last-week')
    const input = page.locator('#command')
    const press = async (key: string) => {
      await page.keyboard.press(key)
      return input.inputValue()
    }
    await page.keyboard.type('draft')
    await page.waitForTimeout(200)
    await page.keyboard.press('Escape')
    expect(await press('ArrowUp')).toBe('csat last-week')
    expect(await press('ArrowUp')).toBe('nps last-week')
    expect(await press('ArrowUp')).toBe('nps last-week')
    expect(await press('ArrowDown')).toBe('csat last-week')
    expect(await press('ArrowDown')).toBe('draft')
    await page.reload()
    await page.locator('#theme').waitFor()
    expect(await press('ArrowUp')).toBe('csat last-week')
  })

  test('is reached from anywhere with a slash', async () => {
    const page = await open()
    await page.locator('#theme').focus()
    await page.keyboard.press('/')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('command')
    expect(await page.locator('#command').inputValue()).toBe('')
  })
})
