/** How the states of a question are said: words and a tone. @type {{[status: string]: [label: string, tone: string]}} */
export const STATUS_TAGS = { draft: ['Draft', 'line'], ready: ['Ready', 'ok'], retired: ['Retired', 'warn'] };
