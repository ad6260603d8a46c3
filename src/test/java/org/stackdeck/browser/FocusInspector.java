package org.stackdeck.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.TimeoutError;

/** Checks that users of the keyboard can see which element has the focus. */
final class FocusInspector {

    private static final double PATIENCE = 8_000;

    /**
     * Script that returns an empty text if the focused element is inside the window and not covered, and if the element
     * or a component that contains it has a visible outline. Otherwise, the script returns a description of the
     * problem.
     */
    private static final String PROBLEM = """
            () => {
              let active = document.activeElement;
              while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
              if (!active || active === document.body) return 'no element has the focus';
              const parent = (node) => node.assignedSlot ?? node.parentNode ?? node.host;
              const chain = (node) => { const all = []; for (; node; node = parent(node)) all.push(node); return all; };
              const path = chain(active);
              const name = path.slice(0, 4).map((one) => one.localName
                  ? one.localName + (one.className ? '.' + one.className : '') : '#').join(' < ')
                  + ' "' + (active.textContent || active.value || '').trim().slice(0, 40) + '"';
              const boxes = path.slice(0, 4).filter((one) => one.getBoundingClientRect)
                  .map((one) => one.getBoundingClientRect()).filter((box) => box.width > 2 && box.height > 2);
              const box = boxes[0];
              if (!box) return name + ' has no size';
              const left = Math.max(0, box.left), right = Math.min(innerWidth, box.right);
              const top = Math.max(0, box.top), bottom = Math.min(innerHeight, box.bottom);
              if (right - left < 4 || bottom - top < 4) return name + ' is outside the window: ' + JSON.stringify(box);
              const hitAt = (x, y) => {
                let root = document, hit = null;
                for (;;) {
                  const next = root.elementFromPoint(x, y);
                  if (!next || next === hit) return hit;
                  hit = next;
                  if (!hit.shadowRoot) return hit;
                  root = hit.shadowRoot;
                }
              };
              const seen = [[0.5, 0.5], [0.1, 0.5], [0.9, 0.5]].some(([h, v]) => {
                const hit = hitAt(left + (right - left) * h, top + (bottom - top) * v);
                return hit && (chain(hit).includes(active) || path.slice(0, 4).includes(hit)
                    || (active.labels && [...active.labels].some((label) => chain(hit).includes(label))));
              });
              if (!seen) return name + ' is covered';
              const outlined = (element, pseudo) => {
                const style = getComputedStyle(element, pseudo);
                return (pseudo === undefined || style.content !== 'none') && style.outlineStyle !== 'none'
                    && parseFloat(style.outlineWidth) >= 1 && !/, 0\\)$|transparent/.test(style.outlineColor);
              };
              const inside = (one, depth) => !one.shadowRoot || depth > 2 ? [] : [...one.shadowRoot.querySelectorAll('*')]
                  .flatMap((part) => [...(part.matches('[part]') ? [part] : []), ...inside(part, depth + 1)]);
              const candidates = path.slice(0, 6).filter((one) => one.nodeType === 1)
                  .flatMap((one) => [one, ...inside(one, 1)]);
              const marked = candidates.some((one) => [undefined, '::before', '::after'].some((p) => outlined(one, p)));
              return marked ? '' : name + ' has no visible focus indicator';
            }""";

    private FocusInspector() {}

    static void check(Page page, String step) {
        if (page.evaluate(PROBLEM).equals("")) {
            return;
        }
        try {
            page.waitForFunction(
                    "(" + PROBLEM + ")() === ''", null, new Page.WaitForFunctionOptions().setTimeout(PATIENCE));
        } catch (TimeoutError e) {
            assertThat(page.evaluate(PROBLEM)).as("focus after %s", step).isEqualTo("");
        }
    }
}
