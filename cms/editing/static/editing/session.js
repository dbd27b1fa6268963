/**
 * Signed out while writing: the text stays, and is saved when its writer has signed in again.
 *
 * Asks the server whenever a save or a ping was refused, and before a form is sent: a form that is sent while signed
 * out would lead to the sign-in page and be lost.
 */
(() => {
  const POLL = 20_000;
  const config = JSON.parse(document.getElementById('editing-config').textContent);
  const editForm = () => document.querySelector('form[data-edit-form]');
  let user; // Whose window this is: who is signed in when it opens. null: nobody.
  let notice = null;
  let retried = false;

  function useToken(token) {
    window.wagtailConfig.CSRF_TOKEN = token;
    document.querySelectorAll('input[name="csrfmiddlewaretoken"]').forEach((input) => {
      input.value = token;
    });
  }

  /** "ok", or why nothing can be saved from here. */
  async function ask(form) {
    const address = form ? new URL(form.action, window.location.href).pathname : '';
    let answer;
    try {
      const response = await fetch(`${config.session}?form=${encodeURIComponent(address)}`, {
        headers: { Accept: 'application/json' },
        cache: 'no-store',
      });
      if (!response.ok) return 'unreachable';
      answer = await response.json();
    } catch {
      return 'unreachable';
    }
    if (user === undefined) user = answer.user;
    if (answer.state === 'ok' && answer.user !== user) return 'other_user';
    if (answer.state === 'ok') useToken(answer.csrf_token);
    return answer.state;
  }

  function button(label, act) {
    const element = document.createElement('button');
    element.type = 'button';
    element.className = 'button button-secondary';
    element.textContent = label;
    element.addEventListener('click', act);
    return element;
  }

  function hide() {
    notice?.remove();
    notice = null;
  }

  function show(state) {
    if (notice?.dataset.state === state) return;
    hide();
    const words = config.words[state];
    notice = document.createElement('div');
    notice.className = 'editing-notice';
    notice.dataset.state = state;
    notice.setAttribute('role', 'alert');
    const heading = document.createElement('h2');
    heading.textContent = words.title;
    const text = document.createElement('p');
    text.textContent = words.text;
    const buttons = document.createElement('div');
    buttons.className = 'editing-notice__buttons';
    if (state === 'signed_out') {
      const link = document.createElement('a');
      link.className = 'button';
      link.href = config.signIn;
      link.target = '_blank';
      link.rel = 'opener';
      link.textContent = config.words.signIn;
      buttons.append(link);
    }
    if (state === 'no_rights' || state === 'gone') buttons.append(button(config.words.close, hide));
    else buttons.append(button(config.words.goOn, () => goOn(state === 'other_user')));
    notice.append(heading, text, buttons);
    document.body.append(notice);
  }

  /** After signing in, or when the line is there again. */
  async function goOn(acceptsOtherUser = false) {
    const form = editForm();
    if (acceptsOtherUser) user = (await (await fetch(config.session)).json()).user;
    const state = await ask(form);
    if (state !== 'ok') {
      show(state);
      return;
    }
    hide();
    // As if something had been written: what was refused is saved now.
    form?.dispatchEvent(new CustomEvent('w-unsaved:add', { bubbles: true, detail: { type: 'edits' } }));
  }

  async function look(form, { retry = false } = {}) {
    if (user === null) return;
    const state = await ask(form);
    if (state !== 'ok') {
      show(state);
    } else if (notice) {
      goOn();
    } else if (retry && !retried) {
      retried = true;
      goOn();
    }
  }

  window.editingSession = { ask, show, isSomebodys: () => user !== null };
  document.addEventListener('DOMContentLoaded', () => {
    // The page for signing in is nobody's, and has no menu.
    if (!document.getElementById('wagtail-sidebar')) user = null;
    else if (document.querySelector('main form[method="post" i]')) ask(editForm());
  });

  window.addEventListener(
    'w-autosave:error',
    (event) => {
      const { detail, target } = event;
      if (detail.type !== 'server_error') return;
      if (detail.response?.error_code === 'csrf_failure') detail.text = detail.response.error_message;
      look(target, { retry: detail.response?.error_code === 'csrf_failure' });
    },
    true,
  );
  window.addEventListener('w-autosave:success', () => {
    retried = false;
    hide();
  });
  window.addEventListener('w-swap:error', ({ detail }) => {
    if ([401, 403, 404].includes(detail?.error?.status) && editForm()) look(editForm());
  });
  new BroadcastChannel('editing-session').addEventListener('message', () => {
    if (notice) goOn();
  });
  window.addEventListener('focus', () => {
    if (notice && notice.dataset.state !== 'other_user') look(editForm());
  });
  // Editors that save by themselves, or ping, learn it from that; who fills in another form learns it from this.
  setInterval(() => {
    const form = document.querySelector('main form[method="post" i]');
    const pings = document.querySelector('[data-controller~="w-session"]');
    if (user && form && !pings && document.visibilityState === 'visible') look(form);
  }, POLL);
})();
