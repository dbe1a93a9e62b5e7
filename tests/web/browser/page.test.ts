import { readFile } from 'node:fs/promises'
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type ServedPage, servedPage } from '../served-page.ts'
import { answered, openBrowser, pressUntil, type, type Visit, visit } from './browser.ts'

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

describe('an answer', () => {
  test('has its table behind its chart, and its data as a file', async () => {
    const page = await open()
    await type(page, 'nps last month by store')
    const table = page.locator('.card table')
    expect(await table.isVisible()).toBe(false)
    await page.getByText('Table', { exact: true }).click()
    expect(await table.isVisible()).toBe(true)
    expect(await page.locator('.card img').getAttribute('alt')).toContain('Kaunas Laisvės')
    const rows = await table.locator('tbody tr').count()

    const downloading = page.waitForEvent('download')
    await page.getByRole('link', { name: 'CSV' }).click()
    const download = await downloading
    expect(download.suggestedFilename()).toMatch(/^NPS by store 2026-10-01 2026-11-01\.csv$/)
    const csv = await readFile(await download.path(), 'utf8')
    expect(csv.trimEnd().split('\r\n')).toHaveLength(rows + 1)
  })

  test('that was asked as a table has no chart before it', async () => {
    const page = await open()
    await type(page, 'nps last month by store as table')
    expect(await page.locator('.card table').isVisible()).toBe(true)
    expect(await page.locator('.card img').count()).toBe(0)
  })

  test('can be shared as a link, which asks the same days again', async () => {
    const page = await open({ permissions: ['clipboard-read', 'clipboard-write'] })
    await type(page, 'nps last-week')
    await page.getByRole('button', { name: 'Copy command' }).click()
    await page.getByRole('button', { name: 'Copied' }).waitFor()
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('nps 2026-W46')
    await page.getByRole('button', { name: 'Copy link' }).click()
    await page.waitForFunction(async () => (await navigator.clipboard.readText()).includes('#ask='))
    const link = await page.evaluate(() => navigator.clipboard.readText())
    const other = await open({}, new URL(link).hash)
    await answered(other, 1)
    expect(await other.locator('.question').textContent()).toContain('nps 2026-W46')
    expect(new URL(other.url()).hash).toBe('')
  })

  test('leaves a link to what does not only read in the box', async () => {
    const page = await open({}, '#ask=imports')
    expect(await page.locator('#command').inputValue()).toBe('imports')
    expect(await page.locator('.exchange').count()).toBe(0)
  })

  test('follows the theme that is chosen, which is remembered', async () => {
    const page = await open({ colorScheme: 'light' })
    await type(page, 'nps last-week')
    const source = () =>
      page.locator('.card img').evaluate((each: HTMLImageElement) => each.currentSrc)
    await expect.poll(source).toContain('theme=light')
    const toggle = page.getByRole('button', { name: 'Dark theme' })
    expect(await toggle.getAttribute('aria-pressed')).toBe('false')
    await toggle.click()
    expect(await toggle.getAttribute('aria-pressed')).toBe('true')
    await expect.poll(source).toContain('theme=dark')
    await page.reload()
    expect(await page.locator('html').getAttribute('data-theme')).toBe('dark')
  })

  test('keeps its language when the page takes another, which is remembered', async () => {
    const page = await open()
    await type(page, 'nps last-week')
    await page.getByLabel('Language').selectOption('ru')
    await page.getByRole('combobox', { name: 'Команда' }).waitFor()
    expect(await page.locator('.card').first().getAttribute('lang')).toBe('en')
    await type(page, 'nps прошлая неделя')
    expect(await page.locator('.card').nth(1).getAttribute('lang')).toBe('ru')
    await page.reload()
    expect(await page.locator('html').getAttribute('lang')).toBe('ru')
  })

  test('goes to paper without its controls, and with its table', async () => {
    const page = await open()
    await type(page, 'nps last month by store')
    await page.emulateMedia({ media: 'print' })
    await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')))
    expect(await page.locator('.card table').isVisible()).toBe(true)
    expect(await page.locator('#composer').isVisible()).toBe(false)
    await page.evaluate(() => window.dispatchEvent(new Event('afterprint')))
    expect(await page.locator('.card table').isVisible()).toBe(false)
  })
})

describe('the welcome', () => {
  test('has questions that answer with one press', async () => {
    const page = await open()
    expect(await page.locator('.made-up').textContent()).toContain('Sample data')
    await page.getByRole('button', { name: /Norda or Velmo/ }).click()
    await answered(page, 1)
    expect(await page.locator('.card h2').textContent()).toContain('Norda')
    expect(await page.locator('#welcome').isVisible()).toBe(false)
  })
})

describe('a mistake', () => {
  test('is told apart from an answer, and its suggestion is a button', async () => {
    const page = await open()
    await type(page, 'npz last-week')
    expect(await page.locator('.card').getAttribute('class')).toContain('error')
    await page.waitForFunction(() => document.querySelector('#urgent')?.textContent !== '')
    expect(await page.locator('#urgent').textContent()).toContain('npz')
    await page.locator('.card .action').first().click()
    const command = await page.locator('#command').inputValue()
    if (command === '') await answered(page, 2)
    else expect(command).toContain('nps')
  })
})

describe('without a connection', () => {
  test('says so, and tries the same question again', async () => {
    const page = await open()
    const ids: string[] = []
    await page.route('**/api/ask', (route) => {
      ids.push(route.request().postDataJSON().id)
      return ids.length < 2 ? route.abort() : route.continue()
    })
    await type(page, 'nps last-week')
    expect(await page.locator('.card').textContent()).toContain('The server does not answer.')
    await pressUntil(page, 'Shift+Tab', '.card .action')
    await page.keyboard.press('Enter')
    await page.locator('.card .sentence').waitFor()
    expect(ids[1]).toBe(ids[0])
    await page.waitForFunction(() => document.activeElement?.matches('.card h2'))
  })

  test('shows the table where the picture does not come', async () => {
    const page = await open()
    await page.route('**/charts/**', (route) => route.abort())
    await type(page, 'nps last month by store')
    await page.getByText('The picture is no longer kept.').waitFor()
    expect(await page.locator('.card table').isVisible()).toBe(true)
  })

  test('shows that it waits, and keeps its place', async () => {
    const page = await open()
    let release: () => void = () => undefined
    const held = new Promise<void>((done) => {
      release = done
    })
    await page.route('**/api/ask', async (route) => {
      await held
      await route.continue()
    })
    await page.keyboard.type('nps last-week')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Enter')
    await page.locator('.waiting').waitFor()
    const top = () => page.locator('.question').evaluate((each) => each.getBoundingClientRect().top)
    await page.waitForTimeout(500)
    const before = await top()
    expect(await page.locator('.exchange').getAttribute('aria-busy')).toBe('true')
    release()
    await page.locator('.card .sentence').waitFor()
    await page.waitForTimeout(300)
    expect(await top()).toBe(before)
    expect(await page.locator('.exchange').getAttribute('aria-busy')).toBeNull()
  })
})
