/**
 * How an outcome is shown: an icon, words and a colour, never colour alone. To pupils nothing is ever "wrong".
 * @type {{[outcome: string]: {icon: string, label: string, tone: string}}}
 */
export const OUTCOMES = {
  right: { icon: 'check-circle', label: 'Right', tone: 'ok' },
  partial: { icon: 'half-circle', label: 'Partly right', tone: 'warn' },
  wrong: { icon: 'circle-dash', label: 'Not yet', tone: 'primary' },
  unanswered: { icon: 'circle', label: 'Not answered', tone: 'line' },
  needs_marking: { icon: 'clock', label: 'Being marked', tone: 'line' },
  void: { icon: 'circle-dash', label: 'Left out', tone: 'line' },
};
