// Links marked data-dialog open their page in the dialog; without this script, and when no step comes, they open as a page.
(() => {
  "use strict";
  const dialog = () => document.getElementById("dialog");
  let opening = false;

  const open = async (link) => {
    const body = document.getElementById("dialog-body");
    opening = true;
    body.replaceChildren(); // a refused step must not show the form of the one before
    await window.htmx.ajax("GET", link.href, { target: body, swap: "innerHTML" }).catch(() => {});
    opening = false;
    if (body.childElementCount) dialog().showModal();
    else location.assign(link.href);
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-dialog]");
    if (link && dialog() && dialog().showModal && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      if (!opening) open(link);
    }
    const close = event.target.closest("[data-close]");
    if (close && close.closest("dialog")) {
      event.preventDefault();
      dialog().close();
    }
  });
})();
