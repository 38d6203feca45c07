/**
 * Random draws in an assessment that is being put together: the questions of a pool stand together and are worth the same, and each pupil gets
 * `draw` of them. Pure.
 */

/**
 * @typedef {import('./builder.logic.js').Build} Build
 * @typedef {import('./builder.logic.js').BuildItem} BuildItem
 * @typedef {{pool: number | null, items: BuildItem[]}} Stretch
 */

/** The list in stretches: each pool, and what stands between. @param {BuildItem[]} items @returns {Stretch[]} */
export function stretches(items) {
  /** @type {Stretch[]} */
  const found = [];
  for (const item of items) {
    const last = found.at(-1);
    if (last && last.pool === item.pool) last.items.push(item);
    else found.push({ pool: item.pool, items: [item] });
  }
  return found;
}

/** A question by itself again, with the marks that it had. @param {BuildItem} item @returns {BuildItem} */
function alone({ ownMarks, ...item }) {
  return { ...item, pool: null, draw: null, marks: ownMarks ?? item.marks };
}

/**
 * Pools as the server takes them, after any change: of a pool that came apart the longest stretch stays one, with two questions at least, one mark
 * for all of them, and fewer drawn than there are.
 * @param {BuildItem[]} items
 * @returns {BuildItem[]}
 */
export function settled(items) {
  const parts = stretches(items);
  /** @type {Map<number, Stretch>} */
  const kept = new Map();
  for (const part of parts) {
    if (part.pool !== null && part.items.length > (kept.get(part.pool)?.items.length ?? 1)) kept.set(part.pool, part);
  }
  return parts.flatMap((part) => {
    if (part.pool === null) return part.items;
    if (kept.get(part.pool) !== part) return part.items.map(alone);
    const [{ marks, draw }] = part.items;
    return part.items.map((item) => {
      const own = item.ownMarks ?? (Object.is(item.marks, marks) ? undefined : item.marks);
      return { ...item, marks, draw: Math.max(1, Math.min(draw ?? 1, part.items.length - 1)), ...(own === undefined ? {} : { ownMarks: own }) };
    });
  });
}

/**
 * Make a pool of questions, where the first of them stands; half of them are drawn until the teacher says otherwise.
 * @param {Build} build
 * @param {Iterable<string>} ids
 * @param {number} [draw]
 * @returns {{build: Build, pool: number}}
 */
export function withPool(build, ids, draw) {
  const chosen = new Set(ids);
  const pool = Math.max(0, ...build.items.map((item) => item.pool ?? 0)) + 1;
  const members = build.items.filter((item) => chosen.has(item.question_id)).map((item) => ({ ...item, pool, draw: draw ?? Math.max(1, Math.floor(chosen.size / 2)) }));
  const first = build.items.findIndex((item) => chosen.has(item.question_id));
  const others = build.items.filter((item) => !chosen.has(item.question_id));
  return { build: { ...build, items: settled([...others.slice(0, first), ...members, ...others.slice(first)]) }, pool };
}

/** Let every pupil have all questions of a pool. @param {Build} build @param {number} pool @returns {Build} */
export function withoutPool(build, pool) {
  return { ...build, items: build.items.map((item) => (item.pool === pool ? alone(item) : item)) };
}

/** Take one question out of its pool, to stand after it. @param {Build} build @param {string} id @returns {Build} */
export function outOfPool(build, id) {
  const item = build.items.find((each) => each.question_id === id);
  if (!item || item.pool === null) return build;
  const rest = build.items.filter((each) => each !== item);
  const after = rest.findLastIndex((each) => each.pool === item.pool) + 1;
  return { ...build, items: settled([...rest.slice(0, after), alone(item), ...rest.slice(after)]) };
}

/** @param {Build} build @param {number} pool @param {number} draw @returns {Build} */
export function withDraw(build, pool, draw) {
  return { ...build, items: settled(build.items.map((item) => (item.pool === pool ? { ...item, draw } : item))) };
}

/**
 * A new order, in which one question was moved: between two of a pool it is one of them, away from its pool it is none of it any more.
 * @param {BuildItem[]} items  in the new order
 * @param {string} moved
 * @returns {BuildItem[]}
 */
export function settledAround(items, moved) {
  const at = items.findIndex((item) => item.question_id === moved);
  const [before, item, after] = [items[at - 1], items[at], items[at + 1]];
  const pools = [before?.pool ?? null, after?.pool ?? null];
  if (!item) return settled(items);
  if (pools[0] !== null && pools[0] === pools[1]) {
    const joined = item.pool === pools[0] ? item : { ...alone(item), pool: before.pool, draw: before.draw, marks: before.marks, ownMarks: alone(item).marks };
    return settled(items.with(at, joined));
  }
  return settled(item.pool !== null && !pools.includes(item.pool) ? items.with(at, alone(item)) : items);
}

/**
 * How many questions and marks each pupil gets. Marks that can't be read yet count 0.
 * @param {BuildItem[]} items
 * @returns {{questions: number, marks: number}}
 */
export function given(items) {
  const sum = { questions: 0, marks: 0 };
  for (const { pool, items: part } of stretches(items)) {
    const share = pool === null ? 1 : (part[0].draw ?? 0) / part.length;
    sum.questions += part.length * share;
    for (const { marks } of part) sum.marks += Number.isFinite(marks) && marks > 0 ? marks * share : 0;
  }
  return { questions: Math.round(sum.questions), marks: Math.round(sum.marks * 100) / 100 };
}

/** The share of attempts that get a question, 0 to 1. @param {BuildItem} item @param {BuildItem[]} items */
export function chance(item, items) {
  return item.pool === null ? 1 : (item.draw ?? 0) / items.filter(({ pool }) => pool === item.pool).length;
}

/**
 * Which questions one pupil might get, in order: one draw of each pool.
 * @template {{pool: number | null, draw: number | null}} T
 * @param {readonly T[]} items
 * @param {() => number} [random]  0 to 1
 * @returns {T[]}
 */
export function oneDraw(items, random = Math.random) {
  /** @type {Map<number, T[]>} */
  const pools = new Map();
  for (const item of items) if (item.pool !== null) pools.set(item.pool, [...(pools.get(item.pool) ?? []), item]);
  const drawn = new Set();
  for (const pool of pools.values()) {
    const order = pool.map((item) => ({ item, by: random() })).sort((a, b) => a.by - b.by);
    for (const { item } of order.slice(0, pool[0].draw ?? 0)) drawn.add(item);
  }
  return items.filter((item) => item.pool === null || drawn.has(item));
}

/**
 * The first `most` of a list in pages that fit, however many that don't stand before them.
 * @template T
 * @param {(after: string) => Promise<{items: T[], next: string | null}>} pageAfter
 * @param {(row: T) => boolean} fits
 * @param {number} most
 * @returns {Promise<T[]>}
 */
export async function gathered(pageAfter, fits, most) {
  /** @type {T[]} */
  const rows = [];
  let after = '';
  do {
    const page = await pageAfter(after);
    rows.push(...page.items.filter(fits));
    after = page.next ?? '';
  } while (after && rows.length < most);
  return rows.slice(0, most);
}
