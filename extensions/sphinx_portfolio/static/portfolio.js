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

/* A click on a picture enlarges it in its page. Without this script, or with a key held down, it is
   a link to the file. The words of the buttons come with the element that loads the script. */

const PICTURES = "a[data-opens=picture]:has(img), a.pf-enlarge:has(img)";
const SAID = document.currentScript?.dataset ?? {};

class Viewer {
  constructor() {
    this.dialog = document.createElement("dialog");
    this.dialog.className = "pf-viewer";
    this.dialog.innerHTML = `
      <div class="pf-viewer-bar">
        <button type="button" class="pf-viewer-previous"></button>
        <button type="button" class="pf-viewer-next"></button>
        <p class="pf-viewer-number"></p>
        <button type="button" class="pf-viewer-zoom" aria-pressed="false"></button>
        <a class="pf-viewer-file"></a>
        <button type="button" class="pf-viewer-close"></button>
      </div>
      <div class="pf-viewer-room"></div>
      <p class="pf-viewer-words" aria-live="polite"></p>`;
    for (const part of ["previous", "next", "number", "zoom", "file", "close", "room", "words"]) {
      this[part] = this.dialog.querySelector(`.pf-viewer-${part}`);
      if (SAID[part]) this[part].ariaLabel = this[part].title = SAID[part];
    }
    this.previous.addEventListener("click", () => this.move(-1));
    this.next.addEventListener("click", () => this.move(1));
    this.zoom.addEventListener("click", () => this.toggle());
    this.close.addEventListener("click", () => this.dialog.close());
    this.dialog.addEventListener("click", (event) => {
      if (event.target === this.picture) this.toggle(event);
      else if (event.target === this.room) this.dialog.close(); // beside the picture
    });
    this.dialog.addEventListener("keydown", (event) => this.press(event));
    this.dialog.addEventListener("close", () => {
      this.room.replaceChildren();
      this.opener.focus({ preventScroll: true });
    });
    addEventListener("resize", () => {
      if (this.dialog.open && this.dialog.dataset.zoom !== "own") this.fit();
    });
    document.body.append(this.dialog);
  }

  open(link) {
    this.opener = link;
    this.links = [...document.querySelectorAll(PICTURES)].filter((one) => one.checkVisibility());
    this.previous.hidden = this.next.hidden = this.number.hidden = this.links.length < 2;
    this.dialog.showModal();
    this.show(this.links.indexOf(link));
    this.close.focus();
  }

  move(steps) {
    const { length } = this.links;
    if (length > 1) this.show((this.index + steps + length) % length);
  }

  /** Show a picture: at once the copy that the page has, and the file itself when it is there. */
  show(index) {
    this.index = index;
    const link = this.links[index];
    const small = link.querySelector("img");
    const picture = (this.picture = new Image());
    picture.alt = small.alt;
    const own = (name) => Number(small.getAttribute(name));
    this.measure(own("width") || small.naturalWidth, own("height") || small.naturalHeight);
    picture.src = small.currentSrc || small.src;
    const whole = new Image();
    whole.addEventListener("load", () => {
      picture.src = whole.src;
      // Drawings have no pixels.
      if (this.picture === picture && !/\.svg$/i.test(whole.src)) {
        this.measure(whole.naturalWidth, whole.naturalHeight);
      }
    });
    // Some files no browser shows; the largest copy is what it shows.
    whole.addEventListener("error", () => (whole.src = largestOf(small)), { once: true });
    whole.src = link.href;

    this.file.href = link.href;
    this.number.textContent = `${index + 1} / ${this.links.length}`;
    this.words.textContent = captionOf(link) || small.alt;
    this.dialog.ariaLabel = small.alt || this.words.textContent;
    this.room.replaceChildren(picture);
    this.fit();
  }

  /** Keep the place of a picture, in its own pixels; the style sheet lets it fit. */
  measure(width, height) {
    Object.assign(this.picture, { width, height });
    this.picture.style.setProperty("--pf-shape", width / height || 1);
    if (this.dialog.dataset.zoom !== "own") this.fit();
  }

  press(event) {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (this.dialog.dataset.zoom === "own" && event.target === this.room) return; // it scrolls
    const steps = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!steps) return;
    event.preventDefault();
    this.move(document.dir === "rtl" ? -steps : steps);
  }

  /** Show the whole picture; it can be zoomed where that is less than its own pixels. */
  fit() {
    this.dialog.dataset.zoom = "fit";
    const own = Number(this.picture.getAttribute("width"));
    this.setZoom(own > this.picture.clientWidth + 1 ? "fit" : "");
  }

  /** @param {"" | "fit" | "own"} zoom nothing to zoom, made to fit, or in its own pixels. */
  setZoom(zoom) {
    this.dialog.dataset.zoom = zoom;
    if (!zoom && document.activeElement === this.zoom) this.close.focus();
    this.zoom.hidden = !zoom;
    this.zoom.ariaPressed = String(zoom === "own");
    // What can be pushed is a place for keys.
    if (zoom === "own") this.room.tabIndex = 0;
    else this.room.removeAttribute("tabindex");
  }

  /** Change between the two sizes; the point of it that was clicked stays where it is. */
  toggle(click) {
    const { zoom } = this.dialog.dataset;
    if (!zoom) return;
    const before = this.picture.getBoundingClientRect();
    this.setZoom(zoom === "own" ? "fit" : "own");
    if (zoom === "own") return;
    this.room.focus();
    if (!click) return;
    const after = this.picture.getBoundingClientRect();
    const { clientX: x, clientY: y } = click;
    this.room.scrollBy(
      after.x + ((x - before.x) / before.width) * after.width - x,
      after.y + ((y - before.y) / before.height) * after.height - y,
    );
  }
}

/** The largest copy that a picture names. */
function largestOf(image) {
  const copies = image.srcset.split(",").map((copy) => copy.trim().split(/\s+/));
  const widths = copies.map(([, width]) => parseInt(width) || 0);
  return copies[widths.indexOf(Math.max(...widths))][0] || image.src;
}

/** The words below a picture, without links to themselves and to its file. */
function captionOf(link) {
  const place = link.closest("figure, .pf-small-figure");
  const caption = place?.querySelector("figcaption > p, figcaption, :scope > p")?.cloneNode(true);
  if (!caption || caption.matches(".pf-file-line")) return "";
  caption.querySelectorAll(".headerlink, .pf-file-line").forEach((part) => part.remove());
  return caption.textContent.trim();
}

let viewer;
document.addEventListener("click", (event) => {
  const link = event.target.closest(PICTURES);
  const opensElsewhere = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
  if (!link || event.button || opensElsewhere || event.defaultPrevented) return;
  event.preventDefault();
  viewer ??= new Viewer();
  viewer.open(link);
});

/* An address that programs shall not find becomes a link for people; what is hidden in it is none of
   it. */
for (const place of document.querySelectorAll(".pf-guarded")) {
  const parts = [...place.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE);
  const address = parts.map((node) => node.data).join("");
  const isPhone = place.dataset.scheme === "tel";
  if (!isPhone && !address.includes("@")) continue;
  const link = document.createElement("a");
  const target = isPhone ? address.replace(/[^+\d]/g, "") : encodeURI(address);
  link.href = `${place.dataset.scheme}:${target}`;
  link.textContent = address;
  place.replaceChildren(link);
}

// A little later: when the page is there, scripts of themes put frames around tables.
addEventListener("load", () => setTimeout(watch, 250));
