/** Kazakh letters, each with the Russian neighbour that people without a Kazakh keyboard type. */
export const PLAIN_KAZAKH: Readonly<Record<string, string>> = {
  ә: 'а',
  ғ: 'г',
  қ: 'к',
  ң: 'н',
  ө: 'о',
  ұ: 'у',
  ү: 'у',
  һ: 'х',
  і: 'и',
}
