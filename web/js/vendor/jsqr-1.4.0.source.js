/** The one that reads QR codes where the browser can't: bundled into jsqr-1.4.0.js, see VENDOR.md. */
export { default as jsQR } from 'jsqr';
