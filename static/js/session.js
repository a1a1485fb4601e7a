// Nothing typed is lost: before a form goes, the server is asked whether it is there and who is signed in. Typing keeps
// the session alive, and a double click sends once.
(() => {
  "use strict";
  const TYPING_TELLS_EVERY = 5 * 60 * 1000;
  const DOUBLE_CLICK = 1500;
  let told = Date.now();
  let asking = false;
  let free = null; // the form that may go
  let gone = 0; // when the last one went

  const ask = async () => {
    told = Date.now();
    try {
      const answer = await fetch(document.body.dataset.session, { cache: "no-store" });
      if (answer.status === 401) return { trouble: "signed-out" };
      const { account, csrf_token: token } = await answer.json();
      return account === document.body.dataset.account ? { token } : { trouble: "other-account" };
    } catch {
      return { trouble: "no-answer" };
    }
  };

  const say = (form, trouble) => {
    form.querySelectorAll("[data-not-sent]").forEach((each) => {
      each.hidden = each.dataset.notSent !== trouble;
      if (!each.hidden) each.focus();
    });
  };

  const send = (form, button, token) => {
    form.elements.csrfmiddlewaretoken.value = token; // signing in again has changed it
    free = form;
    form.requestSubmit(button);
    free = null;
    gone = Date.now();
  };

  const stop = (event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
  };

  const hold = async (event) => {
    const form = event.target;
    if (!form.matches("form[data-guard]") || form === free) return;
    stop(event);
    if (asking || Date.now() - gone < DOUBLE_CLICK) return;
    asking = true;
    const { trouble, token } = await ask();
    asking = false;
    say(form, trouble);
    if (!trouble) send(form, event.submitter, token);
  };

  document.addEventListener("submit", hold, true);

  document.addEventListener("input", (event) => {
    if (event.target.closest("form[data-guard]") && Date.now() - told > TYPING_TELLS_EVERY) ask();
  });
})();
