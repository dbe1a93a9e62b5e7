/** What a token of a text is. */
export const TokenKind = { word: 1, number: 2, mark: 3, symbol: 4 } as const
/** What else is to be said of a token, as bits. */
export const TokenFlag = { capitals: 1, elongated: 2, repeated: 4 } as const
