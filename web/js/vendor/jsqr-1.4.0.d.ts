/** Types for what is used of jsQR. */

export function jsQR(data: Uint8ClampedArray, width: number, height: number, options?: { inversionAttempts?: 'dontInvert' }): { readonly data: string } | null;
