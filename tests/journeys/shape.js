// What axe judges a page by: which elements stand in which, with which classes, roles and states, whether anything is
// written in them, and the order of the headings. Rows of the same kind and other words are no other page to it.
() => {
  const told = /^(aria-.*|role|type|lang|tabindex|hidden|disabled|required|class)$/;
  const named = /^aria-(labelledby|describedby|controls|owns|label)$/;
  const kinds = new Set(), bearers = new Map();
  const kind = (one) => [
    one.tagName,
    ...[...one.attributes]
      .filter(({name}) => told.test(name))
      .map(({name, value}) => (named.test(name) ? name : `${name}=${value}`))
      .sort(),
    ...["href", "alt", "for", "title"].filter((name) => one.getAttribute(name)),
    [...one.childNodes].some((part) => part.nodeType === Node.TEXT_NODE && part.data.trim()),
  ].join(" ");
  const walk = (one, above) => {
    const path = `${above}>${kind(one)}`;
    kinds.add(path);
    if (one.id) bearers.set(one.id, (bearers.get(one.id) || 0) + 1);
    for (const inner of one.children) walk(inner, path);
  };
  walk(document.documentElement, "");
  const headings = [...document.querySelectorAll("h1,h2,h3,h4,h5,h6")].map((one) => one.tagName);
  return {
    shape: [...kinds].sort().join("|") + headings.filter((one, n) => one !== headings[n - 1]).join("|"),
    twice: [...bearers].filter(([, count]) => count > 1).map(([id]) => id),
    width: document.documentElement.scrollWidth,
  };
}
