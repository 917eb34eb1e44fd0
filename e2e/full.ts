/** Whether the large cases run, too: in `npm run test:full`. */
export const isFull = process.env['LECTERN_TEST_FULL'] !== undefined
