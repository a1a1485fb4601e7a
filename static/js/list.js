// Lists: what a cell cuts off is whole on hover; empty filters stay out of the address; what is wrong with one is said beside the answer from the first change on; on a
// phone the filters fold up; ticked rows show the bar of steps on many rows.
(() => {
  "use strict";
  document.addEventListener("mouseover", (event) => {
    const cell = event.target.closest(".list td");
    if (!cell || cell.title) return;
    const shown = cell.querySelector(".clamp") || cell;
    if (shown.scrollWidth > shown.clientWidth || shown.scrollHeight > shown.clientHeight) cell.title = cell.innerText;
  });

  document.addEventListener("htmx:configRequest", (event) => {
    if (event.detail.verb !== "get") return;
    const parameters = event.detail.parameters;
    for (const name of Object.keys(parameters)) {
      if (parameters[name] === "") delete parameters[name];
    }
  });

  document.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-filters]")) return;
    event.target.querySelectorAll("input, select").forEach((control) => {
      if (control.value === "" && !event.defaultPrevented) control.disabled = true;
    });
  });

  document.addEventListener("input", (event) => {
    const filters = event.target.closest("[data-filters]");
    if (!filters) return;
    filters.querySelectorAll(".field-error").forEach((error) => error.remove());
    filters.querySelectorAll(".is-invalid").forEach((control) => {
      control.classList.remove("is-invalid");
      control.removeAttribute("aria-invalid");
    });
  });

  const fold = (root) => {
    if (!window.matchMedia("(max-width: 820px)").matches) return;
    root.querySelectorAll("[data-fold]").forEach((filters) => filters.removeAttribute("open"));
  };
  document.addEventListener("DOMContentLoaded", () => fold(document));
  document.addEventListener("htmx:afterSwap", (event) => fold(event.detail.target));

  const showTicked = (form) => {
    const ticks = [...form.querySelectorAll("[data-tick]")];
    const ticked = ticks.filter((tick) => tick.checked);
    ticks.forEach((tick) => tick.closest("tr").classList.toggle("is-ticked", tick.checked));
    const bar = form.querySelector("[data-bulk-bar]");
    bar.classList.toggle("is-open", ticked.length > 0);
    const words = bar.querySelector("[data-bulk-count]");
    words.textContent = `${ticked.length} ${words.dataset.words}`;
    const all = form.querySelector("[data-tick-all]");
    if (all) {
      all.checked = ticked.length > 0 && ticked.length === ticks.length;
      all.indeterminate = ticked.length > 0 && ticked.length < ticks.length;
    }
  };

  document.addEventListener("change", (event) => {
    const form = event.target.closest("[data-bulk]");
    if (!form) return;
    if (event.target.matches("[data-tick-all]")) {
      form.querySelectorAll("[data-tick]").forEach((tick) => {
        tick.checked = event.target.checked;
      });
    }
    showTicked(form);
  });
})();
