import { readFileSync } from 'node:fs'

/** A question, what the platform is sent for it, and its charts as addresses of pictures. */
export interface Exchange {
  readonly line: string
  readonly payloads: readonly unknown[]
  readonly pictures: readonly string[]
}

/** Returns a text as HTML that shows it. */
export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

function fontFace(weight: number, file: string): string {
  const data = readFileSync(`src/charts/fonts/${file}`).toString('base64')
  const source = `url(data:font/ttf;base64,${data})`
  return `@font-face { font-family: Preview; font-weight: ${weight}; src: ${source} }`
}

/** Returns a page that says what it is: no screenshot of the platform itself. */
export function page(platform: string, style: string, body: string): string {
  return `<!doctype html><meta charset="utf-8"><style>
${fontFace(400, 'Inter-Regular.ttf')}
${fontFace(600, 'Inter-SemiBold.ttf')}
* { box-sizing: border-box; margin: 0 }
body { font: 15px/1.45 Preview, 'DejaVu Sans', sans-serif; padding: 20px }
b { font-weight: 600 }
img { display: block; max-width: 100% }
.label { font-size: 11px; opacity: .65; margin-top: 14px; text-align: right }
${style}
</style>${body}<p class="label">Preview drawn from the payloads that ${platform} is sent; sample data</p>`
}
