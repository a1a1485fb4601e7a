// Pickers: a select marked data-picker becomes a box that searches its own options, or the server's, while one types. The box
// takes the select's id, so that its label and the list of errors lead to what one sees.
(() => {
  "use strict";
  const PAUSE = 200;

  const element = (tag, attributes) => Object.assign(document.createElement(tag), attributes);
  const plain = (text) => text.normalize("NFKC").toLowerCase();

  class Picker {
    constructor(select) {
      this.select = select;
      this.url = select.dataset.picker;
      this.box = element("div", { className: "picker" });
      this.chosen = element("div", { className: "picker-chosen" });
      const placeholder = select.dataset.hint ?? "";
      this.input = element("input", { type: "text", className: "form-control", autocomplete: "off", id: select.id, placeholder });
      this.list = element("ul", { className: "picker-list", hidden: true, id: `${select.id}_list` });
      this.input.setAttribute("role", "combobox");
      this.input.setAttribute("aria-controls", this.list.id);
      this.input.setAttribute("aria-expanded", "false");
      this.list.setAttribute("role", "listbox");
      for (const name of ["aria-describedby", "aria-invalid", "aria-required"]) {
        if (select.hasAttribute(name)) this.input.setAttribute(name, select.getAttribute(name));
      }
      if (select.classList.contains("is-invalid")) this.input.classList.add("is-invalid");
      select.id = `${select.id}_value`;
      select.before(this.box);
      this.box.append(this.chosen, this.input, this.list, select);
      this.isForm = select.form?.method === "post"; // a filter without a choice filters by nothing
      this.listen();
      this.show();
      if (this.isForm && select.dataset.words) this.keep(select.dataset.words);
    }

    listen() {
      this.input.addEventListener("focus", () => this.search(""));
      this.input.addEventListener("click", () => this.list.hidden && this.search(this.input.value.trim()));
      this.input.addEventListener("input", () => {
        this.keep(this.input.value);
        clearTimeout(this.timer);
        this.waiting = true;
        this.timer = setTimeout(() => this.search(this.input.value.trim()), PAUSE);
      });
      this.input.addEventListener("keydown", (event) => this.key(event));
      this.input.addEventListener("blur", () => setTimeout(() => this.close(), 150));
      this.list.addEventListener("mousedown", (event) => {
        const option = event.target.closest("[role=option]");
        if (option) this.choose(option);
        event.preventDefault();
      });
    }

    // Words in a form that are no choice go to the server, which asks for one instead of losing them.
    keep(words) {
      this.input.value = words;
      const isChosen = words.trim() === this.shown();
      this.input.name = this.isForm && !isChosen ? `${this.select.name}_words` : "";
    }

    shown() {
      return this.select.multiple ? "" : (this.picked()[0]?.text ?? "");
    }

    picked() {
      return [...this.select.selectedOptions].filter((option) => option.value);
    }

    async search(words) {
      clearTimeout(this.timer);
      this.waiting = false;
      if (this.url) {
        const answer = await fetch(`${this.url}?q=${encodeURIComponent(words)}`, { headers: { "HX-Request": "true" } });
        if (!answer.ok) return;
        this.list.innerHTML = await answer.text();
      } else {
        this.list.replaceChildren(...this.matches(words).map((option) => this.line(option)));
      }
      if (document.activeElement !== this.input) return;
      this.list.hidden = this.list.children.length === 0;
      this.input.setAttribute("aria-expanded", String(!this.list.hidden));
      this.mark(this.list.querySelector("[role=option]"));
    }

    matches(words) {
      const sought = plain(words).split(/\s+/).filter(Boolean);
      const says = (option) => {
        const said = plain(`${option.text} ${option.dataset.key || ""}`);
        return sought.every((word) => said.includes(word));
      };
      return [...this.select.options].filter((option) => option.value && says(option)).slice(0, 50);
    }

    line(option) {
      const line = element("li", { textContent: option.text });
      line.setAttribute("role", "option");
      line.dataset.value = option.value;
      return line;
    }

    mark(line) {
      this.list.querySelectorAll("[aria-selected]").forEach((each) => each.removeAttribute("aria-selected"));
      if (line) {
        line.setAttribute("aria-selected", "true");
        line.scrollIntoView({ block: "nearest" });
      }
    }

    async key(event) {
      if (event.isComposing) return; // the key belongs to the input method, which takes a word with it
      const options = [...this.list.querySelectorAll("[role=option]")];
      const at = options.findIndex((each) => each.hasAttribute("aria-selected"));
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        if (this.list.hidden) return this.search(this.select.multiple ? this.input.value.trim() : "");
        this.mark(options[Math.min(Math.max(at + (event.key === "ArrowDown" ? 1 : -1), 0), options.length - 1)]);
      } else if (event.key === "Enter" && !this.list.hidden && !event.ctrlKey) {
        event.preventDefault();
        if (this.waiting) await this.search(this.input.value.trim());
        const marked = this.list.querySelector("[aria-selected]");
        if (marked) this.choose(marked);
      } else if (event.key === "Escape") {
        this.show();
        this.close();
      }
    }

    choose(line) {
      const { value } = line.dataset;
      let option = [...this.select.options].find((each) => each.value === value);
      if (!option) {
        option = new Option((line.firstElementChild || line).textContent.trim(), value);
        this.select.add(option);
      }
      option.selected = true;
      this.changed();
      this.close();
    }

    changed() {
      this.select.dispatchEvent(new Event("input", { bubbles: true }));
      this.select.dispatchEvent(new Event("change", { bubbles: true }));
      this.show();
    }

    show() {
      this.keep(this.shown());
      if (!this.select.multiple) return;
      this.chosen.replaceChildren(
        ...this.picked().map((option) => {
          const chip = element("button", { type: "button", className: "chip", textContent: `${option.text} ×` });
          chip.addEventListener("click", () => {
            option.selected = false;
            this.changed();
          });
          return chip;
        }),
      );
    }

    close() {
      this.list.hidden = true;
      this.input.setAttribute("aria-expanded", "false");
      const words = this.input.value.trim();
      const isLeft = this.shown() && words !== this.shown();
      if (isLeft && (this.isForm || !words)) {
        this.select.value = "";
        this.changed();
      }
      if (this.isForm) this.keep(words);
      else this.show();
    }
  }

  const enhance = (root) => {
    root.querySelectorAll("select[data-picker]").forEach((select) => {
      if (!select.closest(".picker")) new Picker(select);
    });
  };

  document.addEventListener("DOMContentLoaded", () => enhance(document));
  document.addEventListener("htmx:afterSwap", (event) => enhance(event.detail.target));
})();
