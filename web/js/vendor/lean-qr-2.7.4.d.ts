/** Types for what is used of lean-qr. */

export interface Bitmap {
  readonly size: number;
  get(x: number, y: number): boolean;
}

export const correction: { readonly L: number; readonly M: number; readonly Q: number; readonly H: number };
export const mode: { readonly alphaNumeric: object };

export function generate(data: string, options?: { minCorrectionLevel?: number; maxCorrectionLevel?: number; modes?: readonly object[] }): Bitmap;
