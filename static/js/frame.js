// The frame: the menu shows where one is and keeps which groups are open, "/" goes to the search box, Esc and a click elsewhere close what is open, one button prints.
(() => {
  "use strict";
  document.documentElement.classList.add("js");

  const OPENED = "menu-groups"; // by group, whether this person left it open
  const opened = JSON.parse(localStorage.getItem(OPENED) || "{}");

  const keepGroups = () => {
    document.querySelectorAll(".menu-group").forEach((group) => {
      const key = group.dataset.group;
      if (key in opened && !group.querySelector("[aria-current]")) group.open = opened[key];
      group.addEventListener("toggle", () => {
        opened[key] = group.open;
        localStorage.setItem(OPENED, JSON.stringify(opened));
      });
    });
  };

  document.addEventListener("DOMContentLoaded", () => {
    keepGroups();
    const here = document.querySelector(".menu [aria-current]");
    const menu = document.getElementById("menu");
    if (here && here.offsetTop + here.offsetHeight > menu.clientHeight) menu.scrollTop = here.offsetTop - menu.clientHeight / 2;
  });

  const typing = (element) => element.closest("input, textarea, select, [contenteditable]");

  const closePopups = (except) => {
    document.querySelectorAll("details.popup[open]").forEach((popup) => {
      if (popup !== except) popup.removeAttribute("open");
    });
  };

  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && !typing(event.target)) {
      const search = document.querySelector("[data-search]");
      if (search) {
        event.preventDefault();
        search.select();
      }
    }
    if (event.key === "Escape") {
      const open = document.querySelector("details.popup[open]");
      closePopups(null);
      if (open) open.querySelector("summary").focus();
      if (location.hash === "#menu") location.hash = "#main";
    }
  });

  document.addEventListener("click", (event) => {
    closePopups(event.target.closest("details.popup"));
    if (event.target.closest("[data-print]")) window.print();
  });

  document.addEventListener("submit", (event) => {
    const question = event.target.dataset.confirm;
    if (question && !window.confirm(question)) event.preventDefault();
  });
})();
