// Editable tables: rows are added, removed, walked with Enter and the arrows, and pasted from Excel.
(() => {
  "use strict";
  const cellsOf = (row) => [...row.querySelectorAll("td > input:not([type=hidden]), td > select, td > textarea")];
  const rowsOf = (table) => [...table.querySelectorAll("tbody [data-row]:not(.is-removed)")];

  const renumber = (table) => {
    rowsOf(table).forEach((row, index) => {
      row.querySelector("[data-row-number]").textContent = index + 1;
    });
  };

  const sayFull = (table, leftOut) => {
    const words = table.querySelector("[data-full]");
    words.textContent = words.dataset.full + (leftOut ? ` ${words.dataset.leftOut.replace("{n}", leftOut)}` : "");
  };

  const sayNothing = (table) => table.querySelector("[data-full]").replaceChildren();

  const addRow = (table) => {
    const total = table.querySelector(`[name="${table.dataset.formset}-TOTAL_FORMS"]`);
    const most = Number(table.querySelector(`[name="${table.dataset.formset}-MAX_NUM_FORMS"]`).value);
    if (rowsOf(table).length >= most) {
      sayFull(table, 0);
      return null;
    }
    const html = table.querySelector("template").innerHTML.replaceAll("__prefix__", total.value);
    table.querySelector("tbody").insertAdjacentHTML("beforeend", html);
    total.value = Number(total.value) + 1;
    renumber(table);
    return rowsOf(table).at(-1);
  };

  const fill = (cell, text) => {
    if (cell.matches("select")) {
      const option = [...cell.options].find((each) => each.text.trim() === text || each.value === text);
      if (option) cell.value = option.value;
    } else if (cell.type === "date") {
      cell.value = isoDay(text);
    } else {
      cell.value = cell.matches("textarea") ? text : text.replace(/\s*\n\s*/g, " ");
    }
    cell.dispatchEvent(new Event("input", { bubbles: true }));
  };

  const isoDay = (text) => {
    const parts = text.match(/(\d{4})\D+(\d{1,2})\D+(\d{1,2})/);
    return parts ? `${parts[1]}-${parts[2].padStart(2, "0")}-${parts[3].padStart(2, "0")}` : "";
  };

  // Excel puts a cell with line breaks between quotes and doubles those within; quotes around anything else are people's own.
  const CELL = /("(?:[^"]|"")*"(?=[\t\n]|$)|[^\t\n]*)([\t\n]|$)/y;
  const isQuoted = (cell) => /^"[^]*"$/.test(cell) && /[\t\n]|""/.test(cell.slice(1, -1));

  const linesOf = (text) => {
    const lines = [[]];
    CELL.lastIndex = 0;
    for (let end = "-"; end; ) {
      const [, cell, after] = CELL.exec(text);
      lines.at(-1).push(isQuoted(cell) ? cell.slice(1, -1).replaceAll('""', '"') : cell);
      if (after === "\n") lines.push([]);
      end = after;
    }
    return lines;
  };

  const isPlain = (lines) => lines.every(([cell, ...more]) => !more.length && !cell.includes("\n"));

  const paste = (table, start, lines) => {
    let row = start.closest("[data-row]");
    const first = cellsOf(row).indexOf(start);
    const leftOut = lines.findIndex((line, index) => {
      if (index > 0) {
        const rows = rowsOf(table);
        row = rows[rows.indexOf(row) + 1] || addRow(table);
      }
      if (!row) return true;
      const cells = cellsOf(row);
      line.forEach((text, offset) => cells[first + offset] && fill(cells[first + offset], text.trim()));
      return false;
    });
    if (leftOut > 0) sayFull(table, lines.length - leftOut);
  };

  const moveTo = (table, cell, step) => {
    const rows = rowsOf(table);
    const row = cell.closest("[data-row]");
    const column = cellsOf(row).indexOf(cell);
    const next = rows[rows.indexOf(row) + step] || (step > 0 && addRow(table));
    if (next) cellsOf(next)[column].focus();
  };

  document.addEventListener("click", (event) => {
    const table = event.target.closest("[data-formset]");
    if (table && event.target.closest("[data-add-row]")) {
      const row = addRow(table);
      if (row) cellsOf(row)[0].focus();
    }
  });

  document.addEventListener("change", (event) => {
    if (!event.target.closest(".formset-remove")) return;
    const table = event.target.closest("[data-formset]");
    event.target.closest("[data-row]").classList.toggle("is-removed", event.target.checked);
    renumber(table);
    sayNothing(table);
  });

  document.addEventListener("paste", (event) => {
    const table = event.target.closest("[data-formset]");
    const row = event.target.closest("[data-row]");
    if (!table || !row || !cellsOf(row).includes(event.target)) return;
    const lines = linesOf(event.clipboardData.getData("text/plain").replace(/\r\n?/g, "\n").replace(/\n$/, ""));
    if (isPlain(lines) && (lines.length === 1 || event.target.matches("textarea"))) return; // the browser's own paste
    event.preventDefault();
    sayNothing(table);
    paste(table, event.target, lines);
  });

  document.addEventListener("keydown", (event) => {
    const table = event.target.closest("[data-formset]");
    if (!table || !event.target.closest("[data-row]") || event.ctrlKey || event.metaKey || event.isComposing) return;
    const plain = event.target.matches("input:not([type=checkbox])");
    if (event.key === "Enter" && plain) {
      event.preventDefault();
      moveTo(table, event.target, 1);
    }
    if (plain && event.target.type === "text" && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      moveTo(table, event.target, event.key === "ArrowDown" ? 1 : -1);
    }
  });
})();
