/* What is wider than its place and can be pushed sideways is a place of its own for keys and for
   screen readers, but only while it really is wider. */

const WIDE = ":is(main, [role=main]) :is(table, pre)";

/** The nearest element around that can be pushed sideways. */
function scrollerOf(element) {
  while (element && !["auto", "scroll"].includes(getComputedStyle(element).overflowX)) {
    element = element.parentElement;
    if (element?.matches("main, [role=main]")) return null;
  }
  return element;
}

/** What an element is called: its caption, or the heading that it stands under. */
function nameOf(element) {
  const around = element.closest(".pf-part, .pf-item, .pf-listing-block, section, [role=main]");
  const named = element.querySelector("caption") ?? around?.querySelector("h1,h2,h3,h4,h5,h6");
  const copy = named?.cloneNode(true);
  copy?.querySelectorAll(".headerlink").forEach((link) => link.remove());
  return copy?.textContent.trim() ?? "";
}

/** A name that no other place has: those that sound the same cannot be told apart. */
function ownNameOf(element) {
  const name = nameOf(element);
  const taken = [...document.querySelectorAll("[role=region]")].map((other) => other.ariaLabel);
  let [own, number] = [name, 1];
  while (taken.includes(own)) own = `${name} ${++number}`;
  return own;
}

const observer = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    const scroller = target.matches("table, pre") ? scrollerOf(target) : target;
    if (scroller) mark(scroller, scroller.scrollWidth > scroller.clientWidth);
  }
});

function mark(scroller, wide) {
  if (wide === (scroller.dataset.portfolio === "wide")) return;
  if (wide) {
    scroller.dataset.portfolio = "wide";
    scroller.tabIndex = 0;
    scroller.setAttribute("aria-label", ownNameOf(scroller));
    scroller.setAttribute("role", "region");
  } else {
    const added = ["data-portfolio", "tabindex", "role", "aria-label"];
    added.forEach((name) => scroller.removeAttribute(name));
  }
}

function watch() {
  for (const element of document.querySelectorAll(WIDE)) {
    observer.observe(element);
    const scroller = scrollerOf(element);
    if (scroller && scroller !== element) observer.observe(scroller);
  }
}

// A little later: when the page is there, scripts of themes put frames around tables.
addEventListener("load", () => setTimeout(watch, 250));
