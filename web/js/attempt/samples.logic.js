/** Telling the server's time from samples of it. All times are integer milliseconds. */

/** @typedef {{offset: number, roundTrip: number, at: number}} Sample  server time minus `performance.now()`; `at` on `performance.now()` */

/** A sample older than this no longer counts: quartz in cheap laptops drifts by tens of milliseconds in ten minutes. */
const SAMPLE_LIFE_MS = 600_000;

/**
 * One sample by the midpoint rule: offset = now_server − (sent + received) / 2.
 * @param {number} sent  `performance.now()` before the request
 * @param {number} received  `performance.now()` after the answer
 * @param {number} serverNow  ms UTC
 * @returns {Sample}
 */
export function makeSample(sent, received, serverNow) {
  return { offset: serverNow - (sent + received) / 2, roundTrip: received - sent, at: received };
}

/**
 * Keep the sample with the least round trip of those that are fresh: its error is at most half of that round trip.
 * @param {Sample | null} best
 * @param {Sample} sample
 * @returns {Sample}
 */
export function betterSample(best, sample) {
  if (!best || sample.at - best.at > SAMPLE_LIFE_MS || sample.roundTrip <= best.roundTrip) return sample;
  return best;
}
