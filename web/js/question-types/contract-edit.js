/**
 * What every question type gives to teachers' pages, on top of the pupil half (contract.js).
 *
 * @typedef {{[name: string]: any}} Content  the type's own fields of a question's content, beside stem, hints, explanation, difficulty
 * @typedef {{place: string, message: string}} Problem
 * @typedef {import('../api/results.js').Bucket} Bucket
 *
 * @typedef {object} EditContext
 * @property {Content} content
 * @property {(content: Content) => void} change  the whole content, at each change
 * @property {import('../api/curriculum.js').Misconception[]} misconceptions
 *
 * @typedef {object} EditHalf
 * @property {() => Content} create  an empty question of this type, stem and all
 * @property {(host: HTMLElement, context: EditContext) => {focus(): void, destroy(): void}} edit
 * @property {(content: Content) => Problem[]} problems  what is plainly missing; the server checks the rest
 *
 * @typedef {object} AnalyseHalf
 * @property {(buckets: Bucket[], item: {view: any, key: any}) => Bucket[]} buckets  the server's groups of equal answers, as they are best shown
 */

export {};
