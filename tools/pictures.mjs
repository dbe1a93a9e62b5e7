// Takes the README's pictures of the built page, asked about fresh sample data.

import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import chromium from '@sparticuz/chromium'
import { chromium as driver } from 'playwright-core'

const pictures = [
  {
    file: 'page.png',
    viewport: { width: 1000, height: 1000 },
    colorScheme: 'light',
    locale: 'en-GB',
    lines: ['csi by brand last 3 months'],
  },
  {
    file: 'page-dark.png',
    viewport: { width: 1000, height: 900 },
    colorScheme: 'dark',
    locale: 'en-GB',
    lines: ['nps last month by store'],
    typed: 'nps last month by store vs ',
  },
  {
    file: 'page-phone.png',
    viewport: { width: 360, height: 740 },
    deviceScaleFactor: 2,
    colorScheme: 'dark',
    locale: 'kk-KZ',
    lines: ['nps өткен ай'],
  },
]

const folder = await mkdtemp(join(tmpdir(), 'cxbot-pictures-'))
const server = spawn(
  process.execPath,
  [resolve('dist/cxbot.js'), '--locale', 'en', '--zone', 'Europe/Vilnius', 'serve', '--port', '0'],
  { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] },
)
let browser
try {
  const url = await addressOf(server)
  browser = await driver.launch({
    executablePath: await chromium.executablePath(),
    args: [...chromium.args.filter((each) => each !== '--single-process'), '--no-sandbox'],
  })
  await mkdir('docs/images', { recursive: true })
  for (const picture of pictures) await take(url, picture)
} finally {
  await browser?.close()
  server.kill()
  await new Promise((done) => server.once('exit', done))
  await rm(folder, { recursive: true, force: true })
}

async function addressOf(child) {
  for await (const line of createInterface({ input: child.stdout })) {
    const found = /http:\/\/\S+/.exec(line)
    if (found) return found[0]
  }
  throw new Error('the page did not start')
}

async function take(url, { file, lines, typed, ...options }) {
  const context = await browser.newContext({ ...options, reducedMotion: 'reduce' })
  const page = await context.newPage()
  await page.goto(url)
  for (const line of lines) {
    await page.locator('#command').fill(line)
    await page.keyboard.press('Enter')
    await page.locator('.exchange:last-child .card h2').waitFor()
  }
  if (typed) {
    await page.locator('#command').pressSequentially(typed)
    await page.waitForLoadState('networkidle')
    await page.keyboard.press('ArrowDown')
  }
  await page.waitForLoadState('networkidle')
  await page.screenshot({ path: join('docs/images', file) })
  await context.close()
}
