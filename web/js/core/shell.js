import { signOut } from '../api/accounts.js';
import { art, h, icon } from './dom.js';
import { openDialog } from './dialog.js';
import { homeOf } from './home.js';
import { toggleReadingTools } from './reading-tools.js';

/**
 * What stands around every page's <main>: an ink rail for staff, a light top bar for pupils. The HTML holds the empty
 * <header class="rail"> or <header class="topbar">, so that nothing jumps when it is filled.
 */

/** @typedef {import('../api/accounts.js').Me} Me */
/** @typedef {{href: string, label: string, icon: string, permission: string, roles: string[]}} RailLink */

/** @type {RailLink[]} */
const LINKS = [
  { href: '/teacher/dashboard', label: 'Home', icon: 'home', permission: 'results.view', roles: ['teacher'] },
  { href: '/admin/people', label: 'People', icon: 'user', permission: 'people.manage', roles: ['admin'] },
  { href: '/teacher/classes', label: 'Classes', icon: 'users', permission: 'classes.view', roles: ['teacher'] },
  { href: '/admin/classes', label: 'Classes', icon: 'users', permission: 'classes.manage', roles: ['admin'] },
  { href: '/teacher/assessments', label: 'Assessments', icon: 'clipboard', permission: 'assessments.author', roles: ['teacher'] },
  { href: '/teacher/questions', label: 'Questions', icon: 'library', permission: 'questions.author', roles: ['teacher', 'admin'] },
  { href: '/admin/settings', label: 'Settings', icon: 'settings', permission: 'settings.manage', roles: ['admin'] },
  { href: '/teacher/upload', label: 'Lesson files', icon: 'upload', permission: 'documents.upload', roles: ['teacher'] },
];
/** Pages that stand below a link of the rail. @type {{[path: string]: string[]}} */
const BELOW = {
  '/teacher/class': ['/teacher/classes', '/admin/classes'],
  '/teacher/pupil': ['/teacher/classes'],
  '/teacher/cards': ['/teacher/classes', '/admin/classes'],
  '/teacher/review-questions': ['/teacher/upload'],
  '/teacher/lesson-file': ['/teacher/upload'],
  '/teacher/coverage': ['/teacher/questions'],
  '/teacher/question': ['/teacher/questions'],
  '/teacher/create-assessment': ['/teacher/assessments'],
  '/teacher/class-results': ['/teacher/assessments'],
  '/teacher/live': ['/teacher/assessments'],
};
/** On a phone the rail is a bar along the bottom with room for this many links and "More". */
const LINKS_ON_PHONE = 4;

/** @param {Me} me */
function linksFor(me) {
  return LINKS.filter((link) => link.roles.includes(me.role) && me.permissions.includes(link.permission));
}

/** @param {Me} me */
async function leave(me) {
  try {
    await signOut();
  } finally {
    // Even when the server can't be reached, the screen must not go on showing a class's marks.
    location.replace(me.role === 'pupil' ? '/' : '/staff');
  }
}

/** Comes when it is asked for: no pupil's page loads it. @param {Me} me */
async function showAccount(me) {
  const { openAccount } = await import('./account.js');
  await openAccount(me);
}

/** @param {RailLink} link @param {string} here */
function railLink(link, here) {
  const current = here === link.href;
  return h('a', { class: 'rail__link', href: link.href, 'aria-current': current ? 'page' : null }, icon(link.icon), h('span', { class: 'rail__label' }, link.label));
}

/**
 * Fill the staff rail.
 * @param {HTMLElement} rail  <header class="rail">
 * @param {Me} me
 */
export function mountRail(rail, me) {
  const links = linksFor(me);
  const below = BELOW[location.pathname] ?? [];
  const here = links.find(({ href }) => below.includes(href))?.href ?? location.pathname;
  const display = h('button', { class: 'rail__link', type: 'button', 'aria-expanded': 'false', onclick: () => toggleReadingTools(display) }, icon('text'), h('span', { class: 'rail__label' }, 'Display'));
  const out = h('button', { class: 'rail__link', type: 'button', onclick: () => leave(me) }, icon('log-out'), h('span', { class: 'rail__label' }, 'Sign out'));
  const more = h('button', { class: 'rail__link', type: 'button', onclick: () => openMore(me, links.slice(LINKS_ON_PHONE), more) }, icon('more'), h('span', { class: 'rail__label' }, 'More'));
  rail.replaceChildren(
    h('a', { class: 'brand', href: homeOf(me) }, art('logo', ''), h('span', { class: 'rail__label' }, 'KS3 Assessment')),
    h(
      'nav',
      { 'aria-label': 'Main' },
      h(
        'ul',
        { class: 'rail__list' },
        links.map((link, index) => h('li', { class: index < LINKS_ON_PHONE ? null : 'rail__wide' }, railLink(link, here))),
        h('li', { class: 'rail__narrow' }, more),
      ),
    ),
    h(
      'div',
      { class: 'rail__end' },
      h('ul', { class: 'rail__list' }, h('li', null, display), h('li', null, out)),
      h(
        'button',
        { class: 'rail__me', type: 'button', 'aria-haspopup': 'dialog', onclick: () => void showAccount(me) },
        h('span', { class: 'avatar', 'aria-hidden': 'true' }, me.initials),
        h('span', null, me.display_name, h('small', null, me.school.name)),
      ),
    ),
  );
}

/**
 * @param {Me} me
 * @param {RailLink[]} links
 * @param {HTMLElement} button
 */
async function openMore(me, links, button) {
  const answer = await openDialog({
    title: me.display_name,
    body: h(
      'div',
      { class: 'stack stack--s' },
      h('p', { class: 'muted' }, me.school.name),
      links.map((link) => h('a', { class: 'button', href: link.href }, icon(link.icon), link.label)),
    ),
    actions: [
      { label: 'Display', value: 'display' },
      { label: 'Account', value: 'account' },
      { label: 'Sign out', value: 'out' },
      { label: 'Close', value: 'close', kind: 'primary' },
    ],
  });
  if (answer === 'display') toggleReadingTools(button);
  if (answer === 'account') await showAccount(me);
  if (answer === 'out') await leave(me);
}

/**
 * Reading tools, the pupil's name (always in sight, so that nobody works in a neighbour's account) and sign out.
 * @param {Me} me
 */
function pupilTools(me) {
  const tools = h(
    'button',
    { class: 'button button--quiet', type: 'button', 'aria-expanded': 'false', onclick: () => toggleReadingTools(tools, me.arrangements?.reader ? 'always' : 'choice') },
    icon('text'),
    h('span', { class: 'hide-s' }, 'Reading tools'),
    h('span', { class: 'vh only-s' }, 'Reading tools'),
  );
  return [
    tools,
    h('span', { class: 'avatar', 'aria-hidden': 'true' }, me.initials),
    h('span', { class: 'topbar__name strong' }, me.display_name),
    h('button', { class: 'icon-button', type: 'button', 'aria-label': 'Sign out', onclick: () => leave(me) }, icon('log-out')),
  ];
}

/**
 * Fill the pupil's top bar.
 * @param {HTMLElement} bar  <header class="topbar">
 * @param {Me} me
 */
export function mountTopbar(bar, me) {
  bar.replaceChildren(
    h(
      'div',
      { class: 'topbar__in' },
      h('a', { class: 'brand', href: '/pupil/dashboard', 'aria-label': 'KS3 Assessment, home' }, art('logo', ''), h('span', { class: 'hide-s' }, 'KS3 Assessment')),
      h('p', { class: 'grow' }),
      h('div', { class: 'topbar__tools' }, pupilTools(me)),
    ),
  );
}
