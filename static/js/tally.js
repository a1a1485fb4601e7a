// Points deducted: while they are typed, what is left of them and the grade it comes to. The server reckons for itself.
(() => {
  "use strict";
  const draw = (box) => {
    const form = box.closest("form");
    const deducted = [...form.querySelectorAll("[data-deducts]")].reduce((sum, each) => sum + (Number(each.value) || 0), 0);
    const left = Math.max(0, Math.round((Number(box.dataset.tally) - deducted) * 10) / 10);
    const grades = JSON.parse(box.dataset.grades);
    const byPoints = grades.findIndex((grade) => left >= grade.from);
    const forced = [...form.querySelectorAll("[data-forces]:checked")].map((each) => grades.findIndex((grade) => grade.value === each.dataset.forces));
    box.querySelector("[data-left]").textContent = left;
    box.querySelector("[data-grade]").textContent = grades[Math.max(byPoints, ...forced)].label;
  };

  const drawAll = (part) => part.querySelectorAll("[data-tally]").forEach(draw);

  document.addEventListener("input", (event) => {
    const form = event.target.closest("form");
    if (form) drawAll(form);
  });
  document.addEventListener("DOMContentLoaded", () => drawAll(document));
  document.addEventListener("htmx:afterSwap", (event) => drawAll(event.detail.target));
})();
