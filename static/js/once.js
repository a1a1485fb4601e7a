// The key of a form (core/workflow/once.py) outlives going back: the page is drawn anew then, with what was typed, and
// sent again it must be known as the form that was sent. The entry of the history keeps the keys that went from it.
(() => {
  "use strict";
  const NAME = "one_time_key";
  const keyOf = (form) => form.elements.namedItem(NAME);

  document.addEventListener("submit", (event) => {
    const key = keyOf(event.target);
    if (event.defaultPrevented || !key) return;
    const sentKeys = { ...history.state?.sentKeys, [event.target.action]: key.value };
    history.replaceState({ ...history.state, sentKeys }, "");
  });

  document.addEventListener("DOMContentLoaded", () => {
    const sentKeys = history.state?.sentKeys ?? {}; // a page that was not gone back to has none
    for (const form of document.forms) {
      if (keyOf(form) && sentKeys[form.action]) keyOf(form).value = sentKeys[form.action];
    }
  });
})();
