/** A camera that looks for QR codes: by the browser's own reader where it has one, else by jsQR, which is fetched then. */

/** Between two looks: a pupil's page shows a frame for 250 ms. */
const PAUSE_MS = 60;
/** A QR code is square, and so is what is looked at: half the work of the whole picture. */
const SIDE_MAX = 720;

/** @typedef {(picture: HTMLCanvasElement) => Promise<string | null>} Reader  the text of the code in a picture */

/** Why there is no picture, in words. @type {{[name: string]: string}} */
const REASONS = {
  NotAllowedError: 'This browser may not use the camera. Allow it beside the address, then press Scan again.',
  NotFoundError: 'This device has no camera. Choose a file, or open this page on a device that has one.',
  NotReadableError: 'The camera is used by something else. Close that, then press Scan again.',
};

/** @returns {Promise<Reader>} */
export async function makeReader() {
  const Detector = /** @type {any} */ (globalThis).BarcodeDetector;
  if (Detector && (await Detector.getSupportedFormats().catch(() => [])).includes('qr_code')) {
    const detector = new Detector({ formats: ['qr_code'] });
    return async (picture) => (await detector.detect(picture).catch(() => []))[0]?.rawValue ?? null;
  }
  const { jsQR } = await import('../vendor/jsqr-1.4.0.js');
  return async (picture) => {
    const pen = picture.getContext('2d', { willReadFrequently: true });
    if (!pen) return null;
    const { data, width, height } = pen.getImageData(0, 0, picture.width, picture.height);
    return jsQR(data, width, height, { inversionAttempts: 'dontInvert' })?.data ?? null;
  };
}

/** Looks through a camera until it is stopped. */
export class ScreenScanner {
  #video;
  #seen;
  #canvas = document.createElement('canvas');
  /** @type {MediaStream | null} */
  #stream = null;

  /**
   * @param {HTMLVideoElement} video
   * @param {(text: string) => void} seen
   */
  constructor(video, seen) {
    this.#video = video;
    this.#seen = seen;
  }

  /** @returns {Promise<string | null>} why there is no picture, in words; null when it looks */
  async start() {
    if (!navigator.mediaDevices) return 'The camera can only be used at the school’s https address. Choose a file instead.';
    try {
      const size = { width: { ideal: 1280 }, height: { ideal: 720 } };
      const [stream, read] = await Promise.all([navigator.mediaDevices.getUserMedia({ video: { ...size, facingMode: 'environment' } }), makeReader()]);
      this.#stream = stream;
      this.#video.srcObject = stream;
      await this.#video.play();
      void this.#look(stream, read);
      return null;
    } catch (error) {
      this.stop();
      const { name = '' } = /** @type {{name?: string}} */ (error);
      return REASONS[name] ?? 'The camera did not start. Choose a file, or try again.';
    }
  }

  /** Let go of the camera: its light goes out. */
  stop() {
    this.#stream?.getTracks().forEach((track) => track.stop());
    this.#stream = null;
    this.#video.srcObject = null;
  }

  /** @param {MediaStream} stream @param {Reader} read */
  async #look(stream, read) {
    while (this.#stream === stream) {
      const text = this.#draw() ? await read(this.#canvas) : null;
      if (text !== null && this.#stream === stream) this.#seen(text);
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }

  /** Copy the middle of the picture. */
  #draw() {
    const { videoWidth: width, videoHeight: height } = this.#video;
    const side = Math.min(width, height);
    const pen = this.#canvas.getContext('2d', { willReadFrequently: true });
    if (!side || !pen) return false;
    const size = Math.min(side, SIDE_MAX);
    if (this.#canvas.width !== size) this.#canvas.width = this.#canvas.height = size;
    pen.drawImage(this.#video, (width - side) / 2, (height - side) / 2, side, side, 0, 0, size, size);
    return true;
  }
}
