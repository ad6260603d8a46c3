/*
 * Menus whose items exist only in the browser. Items with a value can be selected, and the value is sent to the server;
 * the others are headings and separators. The server escapes text in the markup.
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
