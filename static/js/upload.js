// Files are sent one by one as soon as they are chosen, each with its progress: one that is refused or does not get
// through loses no other, and no caption. The form then carries only references. Without this script the form takes
// the files itself.
(() => {
  "use strict";
  const SMALL = 96; // pixels of the picture beside a photograph
  const waiting = new WeakMap(); // form -> the button that is pressed once all files are there

  const parts = (upload) => ({
    kept: upload.querySelector("[data-kept]"),
    list: upload.querySelector("[data-upload-list]"),
    told: upload.querySelector("[data-told]"),
  });

  const say = (upload, words) => {
    const { told } = parts(upload);
    told.textContent = words;
    told.hidden = !words;
    if (words) told.focus();
  };

  const element = (name, className, words = "") => {
    const made = document.createElement(name);
    made.className = className;
    made.textContent = words;
    return made;
  };

  const button = (words, act) => {
    const made = element("button", "btn btn-sm", words);
    made.type = "button";
    made.addEventListener("click", act);
    return made;
  };

  // Drawn small here, since pages show no picture that is not the server's or in themselves.
  const picture = async (file) => {
    if (!["image/jpeg", "image/png"].includes(file.type)) return null;
    try {
      const bitmap = await createImageBitmap(file, { resizeHeight: SMALL, resizeQuality: "low" });
      const canvas = document.createElement("canvas");
      [canvas.width, canvas.height] = [bitmap.width, bitmap.height];
      canvas.getContext("2d").drawImage(bitmap, 0, 0);
      const image = element("img", "upload-picture");
      [image.src, image.alt] = [canvas.toDataURL("image/jpeg"), ""];
      return image;
    } catch {
      return null; // what the browser cannot read it shows by name
    }
  };

  const references = (upload) =>
    [...upload.querySelectorAll("[data-kept] input[type=checkbox]:checked")].map((box) => box.value);

  const release = (upload) => {
    const form = upload.closest("form");
    const pressed = waiting.get(form);
    if (!pressed || form.querySelector("[data-sending-now]")) return;
    waiting.delete(form);
    const left = form.querySelector(".upload-refused");
    const of = left ? left.closest("[data-upload]") : upload;
    say(of, left ? of.dataset.refused : "");
    if (!left) form.requestSubmit(pressed.submitter);
  };

  const refuse = (upload, line, words, again) => {
    const bar = line.querySelector("progress");
    if (bar) bar.remove();
    line.removeAttribute("data-sending-now");
    line.classList.add("upload-refused");
    line.querySelector("[data-state]").textContent = words;
    if (again) line.append(button(upload.dataset.again, () => again()));
    line.append(button(upload.dataset.drop, () => {
      line.remove();
      say(upload, "");
      upload.querySelector("input[type=file]").focus();
    }));
  };

  const take = async (upload, file, line, markup) => {
    const { kept } = parts(upload);
    const box = line.querySelector("input[type=text]");
    kept.insertAdjacentHTML("beforeend", markup);
    const made = kept.lastElementChild;
    const caption = made.querySelector("input[type=text]");
    caption.value = box.value;
    const typing = document.activeElement === box;
    const shown = await picture(file);
    if (shown) made.prepend(shown);
    line.remove();
    if (typing) caption.focus();
  };

  const send = (upload, file, line) =>
    new Promise((done) => {
      const request = new XMLHttpRequest();
      const body = new FormData();
      body.append("file", file, file.name);
      body.append("name", upload.dataset.name);
      references(upload).forEach((reference) => body.append("beside", reference));
      const bar = line.querySelector("progress");
      request.upload.addEventListener("progress", (event) => {
        if (event.lengthComputable) bar.value = event.loaded / event.total;
      });
      request.addEventListener("loadend", async () => {
        const again = () => {
          const next = lineOf(upload, file, line.querySelector("input[type=text]").value);
          line.replaceWith(next);
          queue(upload, [[file, next]]);
        };
        const type = request.getResponseHeader("Content-Type") || "";
        if (request.status === 200 && request.responseText.includes("-kept")) {
          await take(upload, file, line, request.responseText);
        } else if (request.status === 422 && type.startsWith("text/plain")) {
          refuse(upload, line, request.responseText);
        } else {
          refuse(upload, line, upload.dataset.failed, again);
        }
        done();
      });
      request.open("POST", upload.dataset.keep);
      request.setRequestHeader("X-CSRFToken", upload.closest("form").elements.csrfmiddlewaretoken.value);
      request.send(body);
    });

  const lineOf = (upload, file, caption = "") => {
    const line = element("li", "upload-file");
    line.dataset.sendingNow = "";
    const size = file.size < 1024 * 1024 ? `${Math.ceil(file.size / 1024)} KB` : `${(file.size / 1024 / 1024).toFixed(1)} MB`;
    const bar = element("progress", "upload-bar");
    bar.max = 1;
    bar.value = 0;
    bar.setAttribute("aria-label", `${upload.dataset.sending} ${file.name}`);
    const state = element("span", "upload-state", upload.dataset.sending);
    state.dataset.state = "";
    const box = element("input", "form-control");
    [box.type, box.maxLength, box.value] = ["text", 200, caption];
    box.placeholder = upload.querySelector(`label[for$="-captions"]`).textContent;
    box.setAttribute("aria-label", `${box.placeholder} ${file.name}`);
    line.append(element("span", "upload-name", `${file.name}（${size}）`), bar, state, box);
    return line;
  };

  // One after the other: each is told which are there already, so that the same file is not taken twice.
  const queue = async (upload, files) => {
    const before = upload.sendingAll ?? Promise.resolve();
    upload.sendingAll = before.then(async () => {
      for (const [file, line] of files) await send(upload, file, line);
      release(upload);
    });
  };

  document.addEventListener("change", (event) => {
    if (event.target.type !== "file") return;
    const upload = event.target.closest("[data-upload]");
    if (!upload || !upload.dataset.keep) return;
    const files = [...event.target.files].map((file) => [file, lineOf(upload, file)]);
    parts(upload).list.append(...files.map(([, line]) => line));
    event.target.value = ""; // they go by themselves, and not once more with the form
    const byLine = upload.querySelector("[data-by-line]");
    byLine.hidden = !byLine.querySelector("textarea").value;
    queue(upload, files);
  });

  // Before any other listener: a form waits for its files, and stays where one of them was not taken.
  window.addEventListener("submit", (event) => {
    const form = event.target;
    const sending = form.querySelector("[data-sending-now]");
    const line = sending || form.querySelector(".upload-refused");
    if (!line) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const upload = line.closest("[data-upload]");
    if (sending) waiting.set(form, { submitter: event.submitter });
    say(upload, sending ? upload.dataset.wait : upload.dataset.refused);
  }, true);

  const hideByLine = (root) => root.querySelectorAll("[data-keep] [data-by-line]").forEach((each) => {
    each.hidden = !each.querySelector("textarea").value;
  });
  document.addEventListener("DOMContentLoaded", () => hideByLine(document));
  document.addEventListener("htmx:afterSwap", (event) => hideByLine(event.detail.target));
})();
