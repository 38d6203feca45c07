/** Access arrangements in words, and between their form and the server. */

/**
 * @typedef {import('../api/arrangements.js').Arrangements} Arrangements
 * @typedef {import('../api/arrangements.js').Display} Display
 * @typedef {import('../core/form-dialog.js').FormValues} FormValues
 */

/** What is chosen most, in percent of the time limit. */
export const QUICK_EXTRA_TIMES = [10, 25, 50, 100];
export const MOST_EXTRA_TIME = 200;

/** Each part of the display with its name, and its choices but the first: as for everybody. @type {[keyof Display, string, [string, string][]][]} */
export const DISPLAY_FIELDS = [
  ['text_size', 'Text size', [['125', '125 %'], ['150', '150 %'], ['175', '175 %'], ['200', '200 %']]],
  ['font', 'Letters', [['lexend', 'Lexend'], ['opendyslexic', 'OpenDyslexic']]],
  ['spacing', 'Letters and words', [['wide', 'Wide apart']]],
  ['line_spacing', 'Lines', [['wide', 'Wide apart']]],
  ['overlay', 'Paper colour', [['cream', 'Cream'], ['peach', 'Peach'], ['mint', 'Mint'], ['blue', 'Blue'], ['lilac', 'Lilac']]],
];

/**
 * What a pupil has, a few words each: "25 % extra time", "Rest breaks". Nothing for a pupil without arrangements.
 * @param {Omit<Arrangements, 'version'> | null} arrangements
 */
export function arrangementTags(arrangements) {
  if (!arrangements) return [];
  const { extra_time_percent: percent, past_closing: past, rest_breaks: breaks, reader, fewer_options: fewer, display } = arrangements;
  const own = DISPLAY_FIELDS.flatMap(([name, , choices]) => choices.filter(([value]) => value === String(display[name])));
  return [
    percent > 0 && `${percent} % extra time${past ? '' : ', until closing'}`,
    breaks && 'Rest breaks',
    reader && 'Reader',
    fewer && 'Fewer options',
    own.length > 0 && 'Own reading tools',
  ].filter((words) => typeof words === 'string');
}

/** What can be seen to be wrong before it is sent. @param {FormValues} values */
export function arrangementProblems({ extra_time_percent: typed }) {
  const percent = Number(typed || 0);
  if (Number.isInteger(percent) && percent >= 0 && percent <= MOST_EXTRA_TIME) return [];
  return [{ place: 'extra_time_percent', message: `Type a whole number from 0 to ${MOST_EXTRA_TIME}` }];
}

/** What the form says, as the server takes it. @param {FormValues} values @param {number} version @returns {Arrangements} */
export function arrangementsOf(values, version) {
  const ticked = (/** @type {string} */ name) => values[name].length > 0;
  const chosen = DISPLAY_FIELDS.filter(([name]) => values[name]).map(([name]) => [name, name === 'text_size' ? Number(values[name]) : values[name]]);
  return {
    extra_time_percent: Number(values.extra_time_percent || 0),
    past_closing: ticked('past_closing'),
    rest_breaks: ticked('rest_breaks'),
    reader: ticked('reader'),
    fewer_options: ticked('fewer_options'),
    display: Object.fromEntries(chosen),
    version,
  };
}
