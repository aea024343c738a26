/* Narrows listings by kind, skill and words. What is chosen stands in the address, to be shared:
   #skill=networking,teamwork&kind=course&q=map */

const KEYS = ["skill", "kind", "q"];
const FACETS = ["skill", "kind"];
const PAUSE = 300; // before screen readers and the address learn of it; typing comes in bursts

/** Text without case and accents; upper case, as it also makes ß and ς plain. */
const fold = (text) =>
  text.normalize("NFKD").replace(/[\u0300-\u036f\u00ad]/g, "").toUpperCase();

const words = (text) => (text ?? "").split(/\s+/).filter(Boolean);

/** Whether one of the chosen values is there; nothing chosen lets everything pass. */
const passes = (values, chosen) => !chosen.size || values.some((value) => chosen.has(value));

/** What the address asks for, or nothing if it is an ordinary anchor. */
function request() {
  if (!location.hash.includes("=")) return null;
  const asked = new URLSearchParams(location.hash.slice(1));
  return KEYS.some((key) => asked.has(key)) ? asked : null;
}

function writeAddress(hash) {
  if (!hash && !request()) return; // an anchor is not ours to remove
  try {
    history.replaceState(history.state, "", location.href.split("#")[0] + (hash && `#${hash}`));
  } catch {
    // Some browsers allow few changes in a short time; the listing works without them.
  }
}

class Filter {
  constructor(form) {
    this.form = form;
    this.field = form.querySelector("[type=search]");
    this.status = form.querySelector("[role=status]");
    this.resetter = form.querySelector(".pf-reset");
    this.unfolder = form.querySelector(".pf-unfold");
    this.chips = [...form.querySelectorAll("[data-facet]")];
    this.records = [...form.parentElement.querySelectorAll("[data-kind]")].map((element) => ({
      element,
      text: fold(element.textContent),
      kind: [element.dataset.kind],
      skill: words(element.dataset.skills),
    }));

    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("click", ({ target }) => {
      const chip = target.closest("[data-facet]");
      if (chip) this.toggle(chip);
    });
    this.field.addEventListener("input", () => this.change());
    this.field.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || event.isComposing || !this.field.value) return;
      event.preventDefault();
      this.field.value = "";
      this.change();
    });
    this.resetter.addEventListener("click", () => {
      this.choose(new URLSearchParams());
      writeAddress("");
      this.status.focus(); // the button is gone; the field would bring up a phone's keyboard
    });
    this.unfolder?.addEventListener("click", ({ currentTarget: button }) => {
      button.ariaExpanded = String(button.ariaExpanded !== "true");
    });
    form.hidden = false;
  }

  toggle(chip) {
    chip.ariaPressed = String(chip.ariaPressed !== "true");
    this.change();
  }

  /** Take over what an address asks for; values that are not there are ignored. */
  choose(asked) {
    for (const facet of FACETS) {
      const values = asked.getAll(facet).flatMap((value) => value.normalize().split(/\s*,\s*/));
      for (const chip of this.chips.filter((chip) => chip.dataset.facet === facet)) {
        const pressed = values.includes(chip.value);
        chip.ariaPressed = String(pressed);
        const more = chip.closest("details");
        if (pressed && more) more.open = true;
      }
    }
    this.field.value = asked.get("q") ?? "";
    clearTimeout(this.timer);
    this.show();
    this.say();
  }

  /** Show at once what was chosen by hand; tell a little later. */
  change() {
    this.show();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.say();
      writeAddress(this.address());
    }, PAUSE);
  }

  chosen(facet) {
    const on = (chip) => chip.dataset.facet === facet && chip.ariaPressed === "true";
    return new Set(this.chips.filter(on).map((chip) => chip.value));
  }

  address() {
    const asked = new URLSearchParams();
    for (const facet of FACETS) {
      const values = [...this.chosen(facet)];
      if (values.length) asked.set(facet, values.join(","));
    }
    const text = this.field.value.trim();
    if (text) asked.set("q", text);
    return asked.toString().replaceAll("%2C", ",");
  }

  show() {
    const sought = words(fold(this.field.value));
    const kinds = this.chosen("kind");
    const skills = this.chosen("skill");
    const counts = { kind: new Map(), skill: new Map() };
    const count = (facet, record) => {
      for (const value of new Set(record[facet])) {
        counts[facet].set(value, (counts[facet].get(value) ?? 0) + 1);
      }
    };
    this.shown = 0;
    for (const record of this.records) {
      const found = sought.every((word) => record.text.includes(word));
      const ofKind = found && passes(record.kind, kinds);
      const ofSkill = found && passes(record.skill, skills);
      // A chip counts what it would show together with the choices of the other kinds.
      if (ofSkill) count("kind", record);
      if (ofKind) count("skill", record);
      record.element.hidden = !(ofKind && ofSkill);
      this.shown += ofKind && ofSkill ? 1 : 0;
    }
    for (const chip of this.chips) {
      const number = counts[chip.dataset.facet].get(chip.value) ?? 0;
      chip.querySelector(".pf-count").textContent = number;
      chip.classList.toggle("pf-empty", !number);
    }
    if (this.unfolder) {
      // What is chosen and folded away must not be forgotten.
      this.unfolder.lastElementChild.textContent = kinds.size + skills.size || "";
    }
    this.resetter.hidden = !(sought.length || kinds.size || skills.size);
  }

  say() {
    const { status, none } = this.status.dataset;
    const text = status.replace("{shown}", this.shown).replace("{all}", this.records.length);
    this.status.textContent = this.shown ? text : none;
  }
}

function start() {
  const names = new Map();
  const filters = [...document.querySelectorAll(".pf-filter[hidden]")].map((form) => {
    // Landmarks that sound the same cannot be told apart.
    const name = form.getAttribute("aria-label");
    names.set(name, (names.get(name) ?? 0) + 1);
    if (names.get(name) > 1) form.setAttribute("aria-label", `${name} ${names.get(name)}`);
    return new Filter(form);
  });
  const chooseAll = (asked) => filters.forEach((filter) => filter.choose(asked));

  chooseAll(request() ?? new URLSearchParams());
  // The forms may have moved what the browser scrolled to; after a reload it restores the place.
  const [visit] = performance.getEntriesByType("navigation");
  if (visit?.type === "navigate") document.querySelector(":target")?.scrollIntoView();

  addEventListener("hashchange", () => {
    filters.forEach((filter) => clearTimeout(filter.timer));
    const asked = request();
    if (asked) return chooseAll(asked);
    // Back to an address without anchor shows everything; a link to the top, "#", changes nothing.
    if (!location.href.includes("#")) return chooseAll(new URLSearchParams());
    const target = document.querySelector(":target");
    const hiding = target?.closest("[data-kind][hidden]");
    for (const filter of filters) {
      if (filter.records.some(({ element }) => element === hiding)) {
        filter.choose(new URLSearchParams());
        target.scrollIntoView();
      } else {
        filter.say();
      }
    }
  });
}

start();
