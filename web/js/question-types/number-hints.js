/** @type {{[base: number]: string}} */
const BASES = { 2: 'a binary number', 8: 'an octal number', 10: 'a number', 16: 'a hexadecimal number' };

/**
 * How a number is to be written, where that must be told; else nothing.
 * @param {{base: number, width: number | null, units: string[], unit_required: boolean, [field: string]: any}} rules  as the server tells them to pupils
 */
export function numberHint({ base, width, units, unit_required: needsUnit }) {
  if (base === 10 && !width && !needsUnit) return '';
  const digits = width ? ` with ${width} ${width === 1 ? 'digit' : 'digits'}` : '';
  return `${BASES[base]}${digits}${needsUnit ? `, then its unit (${units.join(', ')})` : ''}`;
}
