// Links marked data-dialog open their page in the dialog; without this script they open as a page.
(() => {
  "use strict";
  const dialog = () => document.getElementById("dialog");

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-dialog]");
    if (link && dialog() && dialog().showModal && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      window.htmx.ajax("GET", link.href, { target: "#dialog-body", swap: "innerHTML" }).then(() => dialog().showModal());
    }
    const close = event.target.closest("[data-close]");
    if (close && close.closest("dialog")) {
      event.preventDefault();
      dialog().close();
    }
  });
})();
