/* Furo's menus open by labels of hidden check boxes, which no key reaches. Buttons take their places,
   and the focus goes along: into a menu that opens, and back to its button when it closes. */

for (const [id, css] of [["__navigation", "sidebar"], ["__toc", "toc"]]) {
  const box = document.getElementById(id);
  const drawer = document.querySelector(`.${css}-drawer`);
  const labels = document.querySelectorAll(`label[for=${id}]:not(.overlay)`);
  if (!box || !drawer) continue;

  drawer.id ||= `portfolio-${css}`;
  drawer.tabIndex = -1;
  const buttons = [...labels].map((label) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = label.className;
    button.setAttribute("aria-label", drawer.getAttribute("aria-label") ?? box.ariaLabel);
    button.setAttribute("aria-controls", drawer.id);
    button.append(...label.childNodes);
    button.addEventListener("click", () => box.click());
    label.replaceWith(button);
    return button;
  });

  const show = () => buttons.forEach((button) => (button.ariaExpanded = String(box.checked)));
  const close = () => box.checked && box.click();

  box.addEventListener("change", () => {
    show();
    if (box.checked) drawer.focus();
    else if (drawer.contains(document.activeElement)) {
      buttons.find((button) => button.checkVisibility())?.focus();
    }
  });
  drawer.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });
  // What lies under the shade is not to be walked through.
  drawer.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget && !drawer.contains(relatedTarget) && !buttons.includes(relatedTarget)) close();
  });
  show();
}
