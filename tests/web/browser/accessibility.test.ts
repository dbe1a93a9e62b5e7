import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ServedPage, servedPage } from '../served-page.ts'
import { openBrowser, type, visit } from './browser.ts'

let browser: Browser
let served: ServedPage
let protectedPage: ServedPage
let axe: string

beforeAll(async () => {
  const file = createRequire(import.meta.url).resolve('axe-core/axe.min.js')
  ;[browser, served, protectedPage, axe] = await Promise.all([
    openBrowser(),
    servedPage(),
    servedPage({ items: [], password: 'correct horse' }),
    readFile(file, 'utf8'),
  ])
})
afterAll(async () => {
  await browser?.close()
  await Promise.all([served?.close(), protectedPage?.close()])
})

interface Findings {
  readonly violations: readonly {
    readonly id: string
    readonly impact: string
    readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[]
  }[]
}

/** Returns what WCAG 2.2 AA and good practice find fault with; minor remarks aside. */
async function faultsOf(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe)
  const { violations } = await page.evaluate(() =>
    (window as unknown as { axe: { run(): Promise<Findings> } }).axe.run(),
  )
  return violations
    .filter(({ impact }) => impact !== 'minor')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
    )
}

describe.each(['light', 'dark'] as const)('in the %s theme', (colorScheme) => {
  async function open(address = served.url): Promise<Page> {
    // Contrast is measured on what has come to rest.
    const options = { colorScheme, reducedMotion: 'reduce' } as const
    return (await visit(browser, address, options)).page
  }

  test('the welcome has no fault', async () => {
    const page = await open()
    expect(await faultsOf(page)).toEqual([])
    await page.context().close()
  })

  test('answers, mistakes, tables and suggestions have none', async () => {
    const page = await open()
    await type(page, 'nps last month by store')
    await page.locator('.card summary').first().click()
    await type(page, 'quotes delivery')
    await type(page, 'npz')
    await type(page, 'help nps')
    expect(await faultsOf(page)).toEqual([])
    await page.keyboard.type('nps last')
    await page.locator('#suggestions [role=option]').first().waitFor()
    await page.keyboard.press('ArrowDown')
    expect(await faultsOf(page)).toEqual([])
    await page.context().close()
  })

  test('the sign-in has none', async () => {
    const page = await open(protectedPage.url)
    await page.getByLabel('Password').fill('wrong')
    await page.keyboard.press('Enter')
    await page.getByText('This is not the password.').waitFor()
    expect(await faultsOf(page)).toEqual([])
    await page.context().close()
  })
})

test('on a phone nothing has a fault, and what can be pressed is large enough', async () => {
  const options = { viewport: { width: 360, height: 740 }, reducedMotion: 'reduce' } as const
  const { page, close } = await visit(browser, served.url, options)
  await type(page, 'nps last month by store')
  expect(await faultsOf(page)).toEqual([])
  const small = await page
    .locator('button:visible, select:visible, a.tool:visible, summary:visible')
    .evaluateAll((found) =>
      found
        .filter((each) => each.getBoundingClientRect().height < 24)
        .map((each) => each.outerHTML.slice(0, 80)),
    )
  expect(small).toEqual([])
  await close()
})

test('at 320 pixels, as with letters four times as large, nothing is lost to the side', async () => {
  const { page, close } = await visit(browser, served.url, {
    viewport: { width: 320, height: 640 },
  })
  const wide = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  expect(await wide()).toBe(0)
  await type(page, 'nps last month by store')
  expect(await wide()).toBe(0)
  await close()
})
