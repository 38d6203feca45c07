/** @typedef {import('../api/generators.js').Generator} Generator */

const LEVEL_NAMES = ['First steps', 'On target', 'Stretch'];

/** @param {number} level  from 1 */
export const levelName = (level) => LEVEL_NAMES[level - 1] ?? `Level ${level}`;

const SEEDS = 2 ** 31;

/** "Binary" for the topic "binary", "Data size" for "data_size". @param {string} topic */
export const topicName = (topic) => (topic.charAt(0).toUpperCase() + topic.slice(1)).replaceAll('_', ' ');

/**
 * The generators topic by topic, in the order in which topics first appear.
 * @param {readonly Generator[]} generators
 * @returns {[topic: string, generators: Generator[]][]}
 */
export function byTopic(generators) {
  /** @type {Map<string, Generator[]>} */
  const topics = new Map();
  for (const each of generators) topics.set(each.topic, [...(topics.get(each.topic) ?? []), each]);
  return [...topics];
}

/**
 * What an address asks for, mended where it asks for what there is not.
 * @param {URLSearchParams} params
 * @param {readonly Generator[]} generators  at least one
 * @returns {{generator: Generator, level: number, seed: number}}
 */
export function choiceOf(params, generators) {
  const generator = generators.find(({ key }) => key === params.get('generator')) ?? generators[0];
  const level = Number(params.get('level'));
  const seed = Number(params.get('seed') ?? '');
  return {
    generator,
    level: generator.levels.includes(level) ? level : generator.levels[0],
    seed: Number.isInteger(seed) && seed >= 0 && seed < SEEDS ? seed : 0,
  };
}

/** @param {{generator: Generator, level: number, seed: number}} choice */
export const addressOf = ({ generator, level, seed }) => `/teacher/generators?${new URLSearchParams({ generator: generator.key, level: String(level), seed: String(seed) })}`;

/** Another seed, for another twenty. */
export const anotherSeed = () => Math.floor(Math.random() * SEEDS);
