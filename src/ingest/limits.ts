/** Bounds on what a file may hold, so that a broken or hostile one is refused early. */
export const MOST_COLUMNS = 256
/** Characters. */
export const LONGEST_CELL = 64 * 1024
/** Characters; longer than any row of real data: what has no line end at all is not a table. */
export const LONGEST_LINE = 1024 * 1024
/** Rows that are looked at before a mapping is proposed. */
export const SAMPLE_ROWS = 2000
/** Files up to so many bytes are read once as a whole before anything is stored. */
export const WHOLE_SCAN_BYTES = 64 * 1024 * 1024
/** Longest name that a dictionary of the workspace takes, in characters. */
export const LONGEST_NAME = 200
