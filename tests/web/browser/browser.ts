import chromium from '@sparticuz/chromium'
import {
  type Browser,
  type BrowserContextOptions,
  chromium as driver,
  type Page,
} from 'playwright-core'

/** One real Chromium; what cannot start fails the tests that need it. */
export async function openBrowser(): Promise<Browser> {
  return driver.launch({
    executablePath: await chromium.executablePath(),
    args: [
      // One process for all would end with the first page that is closed.
      ...chromium.args.filter((argument) => argument !== '--single-process'),
      '--no-sandbox',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  })
}

/** A page with what it did that it should not have done. */
export interface Visit {
  readonly page: Page
  /** Errors of scripts and of the content policy. */
  readonly errors: string[]
  /** Addresses outside this machine that were asked for. */
  readonly strangers: string[]
  close(): Promise<void>
}

/** Opens an address as a person would whose browser is set so. */
export async function visit(
  browser: Browser,
  address: string,
  options: BrowserContextOptions = {},
): Promise<Visit> {
  const context = await browser.newContext({
    locale: 'en-US',
    viewport: { width: 1100, height: 800 },
    ...options,
  })
  const page = await context.newPage()
  const errors: string[] = []
  const strangers: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  page.on('console', (message) => {
    const text = message.text()
    // A request that was meant to fail is told here too.
    if (message.type() === 'error' && !text.startsWith('Failed to load resource')) errors.push(text)
  })
  page.on('request', (request) => {
    if (!/^(http:\/\/127\.0\.0\.1:|data:|blob:)/.test(request.url())) strangers.push(request.url())
  })
  await page.goto(address)
  await page.locator('#theme, #password').waitFor()
  return { page, errors, strangers, close: () => context.close() }
}

/** Types a line into the command box, sends it, and returns when its answer is there. */
export async function type(page: Page, line: string): Promise<void> {
  const answers = await page.locator('.exchange').count()
  await page.locator('#command').focus()
  await page.keyboard.type(line)
  await page.keyboard.press('Escape')
  await page.keyboard.press('Enter')
  await answered(page, answers + 1)
}

/** Returns when there are so many answers. */
export async function answered(page: Page, count: number): Promise<void> {
  await page
    .locator('.exchange')
    .nth(count - 1)
    .locator('.card h2')
    .waitFor()
}

/** Returns whether the element that has the focus, or its frame, is marked for the eye. */
export function focusIsVisible(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const { activeElement } = document
    const marked = [
      activeElement,
      activeElement?.closest('.field'),
      activeElement?.closest('.card'),
    ]
    return marked.some((each) => {
      if (!each) return false
      const { outlineStyle, outlineWidth } = getComputedStyle(each)
      return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2
    })
  })
}

/** Presses a key until an element that fits the selector has the focus. */
export async function pressUntil(page: Page, key: string, selector: string): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted), selector)) return
    await page.keyboard.press(key)
  }
  throw new Error(`${key} never reaches ${selector}`)
}
