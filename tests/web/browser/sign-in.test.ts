import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ServedPage, servedPage } from '../served-page.ts'
import { openBrowser, type, visit } from './browser.ts'

let browser: Browser
let served: ServedPage

beforeAll(async () => {
  ;[browser, served] = await Promise.all([openBrowser(), servedPage({ password: 'correct horse' })])
})
afterAll(async () => {
  await browser?.close()
  await served?.close()
})

test('a password opens the page, and signing out closes it', async () => {
  const { page, errors, close } = await visit(browser, served.url)
  expect(new URL(page.url()).pathname).toBe('/login')
  await page.getByLabel('Password').fill('wrong')
  await page.keyboard.press('Enter')
  await page.getByText('This is not the password.').waitFor()
  await page.getByLabel('Password').fill('correct horse')
  await page.keyboard.press('Enter')
  await page.locator('#theme').waitFor()
  await type(page, 'nps last-week')
  expect(await page.locator('.card .sentence').textContent()).toContain('NPS')

  await page.context().clearCookies()
  await type(page, 'csat last-week')
  expect(await page.locator('.card').nth(1).textContent()).toContain('You are signed out.')
  await page.getByRole('link', { name: 'Sign in' }).click()
  await page.getByLabel('Password').fill('correct horse')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.getByLabel('Password').waitFor()
  await page.goto(served.url)
  expect(new URL(page.url()).pathname).toBe('/login')
  expect(errors).toEqual([])
  await close()
})
