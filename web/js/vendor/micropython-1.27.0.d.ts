/** Types for what is used of MicroPython. */

export interface MicroPython {
  registerJsModule(name: string, module: object): void;
  runPython(source: string): unknown;
}

export function loadMicroPython(options: {
  url: string;
  heapsize: number;
  pystack: number;
  linebuffer: boolean;
  stdout(bytes: Uint8Array): void;
  stderr(bytes: Uint8Array): void;
}): Promise<MicroPython>;
