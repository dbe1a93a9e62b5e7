import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ServedPage, servedPage } from '../served-page.ts'
import { answered, openBrowser, visit } from './browser.ts'

const FILE = 'id,date,How likely are you to recommend us?\nK-7,2026-11-10,9\nK-9,2026-11-11,3\n'

let browser: Browser
let served: ServedPage
beforeAll(async () => {
  ;[browser, served] = await Promise.all([openBrowser(), servedPage()])
})
afterAll(async () => {
  await browser.close()
  await served.close()
})

test('a file can be dropped anywhere on the page', async () => {
  const { page, errors, close } = await visit(browser, served.url)
  const carried = await page.evaluateHandle((text) => {
    const transfer = new DataTransfer()
    transfer.items.add(new File([text], 'dropped.csv', { type: 'text/csv' }))
    return transfer
  }, FILE)
  await page.dispatchEvent('header', 'dragover', { dataTransfer: carried })
  expect(await page.locator('body[data-drop]').count()).toBe(1)
  await page.dispatchEvent('header', 'drop', { dataTransfer: carried })
  await answered(page, 1)
  expect(await page.locator('body[data-drop]').count()).toBe(0)
  expect(await page.locator('.card h2').textContent()).toBe('dropped.csv')
  expect(await page.locator('.action').first().textContent()).toMatch(/2/)
  expect(errors).toEqual([])
  await close()
})

test('a file can be chosen with the keyboard, and focus comes back to the command box', async () => {
  const { page, close } = await visit(browser, served.url, {
    locale: 'kk',
    viewport: { width: 360, height: 700 },
  })
  await page.locator('#command').focus()
  await page.keyboard.press('Shift+Tab')
  const attach = page.getByRole('button', { name: 'Файл жүктеу' })
  expect(await attach.evaluate((element) => element === document.activeElement)).toBe(true)
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.keyboard.press('Enter'),
  ])
  await chooser.setFiles({ name: 'chosen.csv', mimeType: 'text/csv', buffer: Buffer.from(FILE) })
  await answered(page, 1)
  expect(await page.locator('.card h2').textContent()).toBe('chosen.csv')
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('command')
  await close()
})
