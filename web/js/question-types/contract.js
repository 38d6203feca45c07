/**
 * What every question type gives the pages. A response is the same JSON whether it came from a mouse, a finger or keys, and is null
 * while nothing is answered. One conformance test runs over all types: tests/web/question-types.test.mjs.
 *
 * @typedef {{[name: string]: any}} View  what the server sends to pupils: type, stem, and the type's own fields
 * @typedef {{[name: string]: any} | null} Response
 *
 * @typedef {object} AnswerContext
 * @property {View} view
 * @property {Response} value
 * @property {(value: Response) => void} change  called at each change
 * @property {string} labelledBy  the id of the element that shows the stem
 * @property {import('../api/code.js').Run} [run]  has a program run by the school's server; types don't know addresses
 * @property {readonly string[]} [struck]  ids of options that the pupil has crossed out; a mark of theirs, no part of the answer
 * @property {(ids: string[]) => void} [strike]  keeps what is crossed out now
 *
 * @typedef {object} TestTold  what a pupil may know of one test of a program
 * @property {string} id
 * @property {string} name
 * @property {boolean} passed
 * @property {{stdin: string, code: string} | null} input  null, as all that follows, where there is nothing to show
 * @property {string | null} expected
 * @property {string | null} got
 * @property {string | null} error  a sentence
 *
 * @typedef {object} ReviewContext
 * @property {View} view
 * @property {Response} response
 * @property {string | null} [outcome]  when given, said by icon and word
 * @property {Response} [key]  a response that earns full marks, when it may be shown
 * @property {{id: string, fraction: number}[] | null} [parts]  how each part went, 0..1, where it may be told
 * @property {TestTold[]} [tests]  of a program that was run
 * @property {boolean} [others]  for teachers: "The answer" in place of "Your answer"
 *
 * @typedef {{focus(): void, set(value: Response): void, destroy(): void}} Answering
 *
 * @typedef {object} QuestionType  the pupil half
 * @property {string} type
 * @property {string} label
 * @property {string} icon
 * @property {() => Response} empty
 * @property {(value: Response) => boolean} isAnswered
 * @property {(value: Response, view: View) => string | null} validate  what can't be sent like this, while it can still be mended
 * @property {(host: HTMLElement, context: AnswerContext) => Answering} answer  the stem is drawn by the page
 * @property {(host: HTMLElement, context: ReviewContext) => void} review
 * @property {(value: Response, view: View) => string} toText
 * @property {() => Promise<unknown>} [prepare]  fetches what answering takes beyond this module, so that it works once the Wi-Fi has gone
 */

export {};
