const DAY = 86_400_000

/** NPS of the last 30 days: 40 promoters, 10 passives and 10 detractors of 60. */
export const NPS = { value: '50.0', answers: '60 answers' }

/**
 * Returns a CSV file of NPS answers around a moment in milliseconds since 1970: the last 30 days
 * are clearly better than the 30 days before. It holds no personal data.
 */
export function feedbackFile(now: number): string {
  const rows = ['id,score,date,store,author,comment']
  const add = (score: number, daysAgo: number): void => {
    const n = rows.length
    const date = new Date(now - daysAgo * DAY).toISOString().slice(0, 10)
    const store = n % 4 < 2 ? 'Centre' : 'Harbour'
    const comment = score < 7 ? 'The delivery was late' : 'The staff were kind'
    rows.push(`A-${n},${score},${date},${store},Author ${n % 7},${comment}`)
  }
  for (let n = 0; n < 60; n += 1) {
    add(n < 40 ? 10 : n < 50 ? 8 : 3, 2 + (n % 25))
    add(n < 20 ? 10 : n < 40 ? 8 : 3, 33 + (n % 25))
  }
  return `${rows.join('\n')}\n`
}
