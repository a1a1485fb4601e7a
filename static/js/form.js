// Forms: letters are counted, Ctrl+Enter submits, leaving with unsaved text asks, errors come into sight.
(() => {
  "use strict";
  let changed = false;

  const count = (area) => {
    const counter = area.id && document.querySelector(`[data-counter-of="${area.id}"]`);
    if (!counter) return;
    const length = [...area.value].length;
    counter.textContent = `${length} / ${counter.dataset.limit}`;
    counter.classList.toggle("is-over", length > Number(counter.dataset.limit));
  };

  const prepare = (root) => {
    root.querySelectorAll("textarea").forEach(count);
    const errors = root.querySelector("[data-errors]");
    if (errors) errors.focus();
  };

  document.addEventListener("input", (event) => {
    if (event.target.matches("textarea")) count(event.target);
    if (event.target.closest("[data-guard]")) changed = true;
  });

  document.addEventListener("change", (event) => {
    const upload = event.target.closest("[data-upload]");
    if (!upload || upload.dataset.keep) return; // upload.js sends those by themselves
    upload.querySelector("[data-upload-list]").replaceChildren(
      ...[...event.target.files].map((file) => {
        const line = document.createElement("li");
        line.textContent = `${file.name}（${Math.ceil(file.size / 1024)} KB）`;
        return line;
      }),
    );
  });

  document.addEventListener("submit", (event) => {
    if (event.target.matches("[data-guard]")) changed = false; // a search or another theme leaves the words unsaved
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    const form = event.target.closest("form[data-guard]");
    if (form) {
      event.preventDefault();
      form.requestSubmit(form.querySelector('button[value="submit"]'));
    }
  });

  window.addEventListener("beforeunload", (event) => {
    if (changed) event.preventDefault();
  });

  document.addEventListener("DOMContentLoaded", () => prepare(document));
  document.addEventListener("htmx:afterSwap", (event) => prepare(event.detail.target));
})();
