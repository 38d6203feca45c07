/**
 * Drag things to a place: with a mouse anywhere on them, with a finger where `touch-action: none` says so (elsewhere it scrolls).
 * What dragging does, taps and keys must do as well (WCAG 2.5.7).
 *
 * @param {HTMLElement} root
 * @param {object} options
 * @param {(target: EventTarget | null) => HTMLElement | undefined} options.itemAt  what is dragged from there
 * @param {(item: HTMLElement, under: Element[]) => void} options.drop  `under`: what lies where it was let go, the topmost first
 */
export function dragTo(root, { itemAt, drop }) {
  /** @type {{item: HTMLElement, pointer: number, x: number, y: number, moved: boolean} | null} */
  let drag = null;
  let justEnded = false;

  const letGo = () => {
    const ended = drag;
    drag = null;
    ended?.item.style.removeProperty('translate');
    ended?.item.removeAttribute('data-dragged');
    return ended;
  };
  root.addEventListener('pointerdown', (event) => {
    const item = itemAt(event.target);
    if (item && event.button === 0) drag = { item, pointer: event.pointerId, x: event.pageX, y: event.pageY, moved: false };
  });
  root.addEventListener('pointermove', (event) => {
    if (!drag || event.pointerId !== drag.pointer) return;
    const [x, y] = [event.pageX - drag.x, event.pageY - drag.y];
    if (!drag.moved && Math.hypot(x, y) < 6) return;
    if (!drag.moved) root.setPointerCapture(event.pointerId);
    drag.moved = true;
    drag.item.setAttribute('data-dragged', '');
    drag.item.style.setProperty('translate', `${x}px ${y}px`);
    if (event.clientY < 80) window.scrollBy(0, -12);
    else if (event.clientY > window.innerHeight - 80) window.scrollBy(0, 12);
  });
  root.addEventListener('pointerup', (event) => {
    const ended = letGo();
    if (!ended?.moved) return;
    justEnded = true;
    // The click that ends a drag comes at once, or not at all.
    setTimeout(() => {
      justEnded = false;
    });
    drop(ended.item, document.elementsFromPoint(event.clientX, event.clientY));
  });
  root.addEventListener('pointercancel', letGo);
  return { justEnded: () => justEnded };
}
