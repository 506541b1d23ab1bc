/**
 * Makes `place` hold what `fresh` holds, and keeps every node that is the same: what someone has opened stays
 * open, focus stays, and a screen reader is told only of what changed.
 */
export const swapChanged = (place: Element, fresh: Element): void => {
  const wanted = [...fresh.childNodes];
  let next = place.firstChild;
  for (const node of wanted) {
    const same = findSame(next, node);
    if (same) {
      while (next !== same && next) next = removeAndPass(next);
      next = same.nextSibling;
    } else if (next && isAlike(next, node) && !wanted.some((other) => isSame(other, next))) {
      const current = next as Element;
      next = next.nextSibling;
      copyAttributes(current, node as Element);
      swapChanged(current, node as Element);
    } else {
      place.insertBefore(document.importNode(node, true), next);
    }
  }
  while (next) next = removeAndPass(next);
};

const findSame = (from: ChildNode | null, node: Node): ChildNode | null => {
  for (let here = from; here; here = here.nextSibling) if (isSame(here, node)) return here;
  return null;
};

const isSame = (one: Node, other: Node | null): boolean => other !== null && one.isEqualNode(other);

const isAlike = (one: Node, other: Node): boolean =>
  one instanceof Element && other instanceof Element && one.tagName === other.tagName && one.id === other.id;

const copyAttributes = (to: Element, from: Element): void => {
  for (const name of to.getAttributeNames()) {
    // What someone has opened stays open.
    if (!from.hasAttribute(name) && name !== 'open') to.removeAttribute(name);
  }
  for (const name of from.getAttributeNames()) {
    const value = from.getAttribute(name) ?? '';
    if (to.getAttribute(name) !== value) to.setAttribute(name, value);
  }
};

const removeAndPass = (node: ChildNode): ChildNode | null => {
  const following = node.nextSibling;
  node.remove();
  return following;
};
