import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { Locale } from '../../src/core/locale.ts'
import { shipped } from '../../src/shipped.ts'

/** A file of the page as it is sent. */
export interface Asset {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly type: string
  readonly etag: string
}

/** The built page, held in memory: a request names a file, never a path. */
export interface Documents {
  asset(path: string): Asset | undefined
  /** Returns an HTML file in a language with its `{{names}}` filled; the values are escaped here. */
  fill(
    file: 'index.html' | 'sign-in.html',
    locale: Locale,
    values: Readonly<Record<string, string>>,
  ): string
}

const ASSETS = [
  ['/page.js', 'page.js', 'text/javascript; charset=utf-8'],
  ['/page.css', 'page.css', 'text/css; charset=utf-8'],
  ['/icon.svg', 'icon.svg', 'image/svg+xml'],
  ['/fonts/Inter-Regular.ttf', '../fonts/Inter-Regular.ttf', 'font/ttf'],
  ['/fonts/Inter-SemiBold.ttf', '../fonts/Inter-SemiBold.ttf', 'font/ttf'],
] as const

/** Returns the folder of the built page. Throws where it was not built. */
export function pageFolder(): URL {
  const file = shipped('page/page.js')
  if (!file) throw new Error('the page is not built: run npm run build')
  return new URL('./', file)
}

/** Reads the built page. */
export async function readDocuments(folder: URL): Promise<Documents> {
  const assets = new Map<string, Asset>()
  for (const [path, file, type] of ASSETS) {
    const bytes = new Uint8Array(await readFile(new URL(file, folder)))
    const etag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`
    assets.set(path, { bytes, type, etag })
  }
  const pages = {
    'index.html': await readFile(new URL('index.html', folder), 'utf8'),
    'sign-in.html': await readFile(new URL('sign-in.html', folder), 'utf8'),
  }
  return {
    asset: (path) => assets.get(path),
    fill: (file, locale, values) =>
      pages[file]
        .replace('lang="en"', `lang="${locale}"`)
        .replace(/\{\{(\w+)\}\}/g, (_, name: string) => escapeHtml(values[name] ?? '')),
  }
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}
