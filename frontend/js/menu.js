/*
 * Menus whose lines only the browser keeps (HeldMenu.java). A line with a value can be chosen, and its value is what the
 * server is told; the others are headings and rules. Words in the markup were made safe where it was written.
 */
const part = ({ tag, classes, html, value }) => {
  const component = document.createElement(tag);
  if (classes) component.className = classes;
  if (tag === "hr") component.ariaHidden = "true";
  component.innerHTML = html;
  return { component, value };
};

window.stackdeckMenu = (bar, button, lines) => {
  bar.items = [{ component: button, children: lines.map(part) }];
};
