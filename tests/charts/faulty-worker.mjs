/** Stands in for the chart worker: the title says which fault it has. */
export async function drawChart({ drawing }) {
  const { title } = drawing.frame
  if (title === 'hangs') for (;;);
  if (title === 'exits') process.exit(1)
  if (title === 'throws') throw new Error('out of ink')
  return Uint8Array.of(1, 2, 3)
}
