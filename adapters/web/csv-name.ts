import type { Report } from '../../src/core/reply.ts'
import { tameLine } from '../../src/report/sanitize.ts'

/** Returns the `Content-Disposition` of a report's CSV (RFC 6266, with RFC 8187 for its title). */
export function csvDisposition(report: Pick<Report, 'command' | 'title' | 'period'>): string {
  const { command, title, period } = report
  const days = period ? ` ${period.from} ${period.to}` : ''
  const full = `${[...tameLine(title)].slice(0, 100).join('')}${days}.csv`.replace(
    /[/\\:*?"<>|]+/g,
    '-',
  )
  const plain = `${command}${days.replaceAll(' ', '-')}.csv`.replace(/[^\w.-]+/g, '-')
  return `attachment; filename="${plain}"; filename*=UTF-8''${encode(full)}`
}

function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /['()*!]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}
