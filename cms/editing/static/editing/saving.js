/**
 * One save after the other. A form is sent when the save that is on its way has arrived, and each says which editor it
 * comes from and which save of that editor it is: what is overtaken on the way takes nothing back (decisions/0009).
 */
(() => {
  const PATIENCE = 20_000; // The server puts what comes out of turn in its place: this wait is a courtesy.
  const saving = new Map(); // Of each form whose save is on its way, who waits for it.
  const held = new Set();
  const letThrough = new Set();
  let number = 0;
  let newer = null;

  function hidden(form, name, value) {
    let input = form.querySelector(`input[type="hidden"][name="${name}"]`);
    if (!input) {
      input = document.createElement('input');
      input.type = 'hidden';
      input.name = name;
      input.autocomplete = 'off';
      form.append(input);
    }
    input.value = value;
  }

  function giveKey() {
    const form = document.querySelector('form[data-edit-form]');
    if (!form) return;
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    hidden(form, 'editor_key', Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(''));
  }

  function arrived({ target }) {
    const waiting = saving.get(target) || [];
    saving.delete(target);
    waiting.forEach((goOn) => goOn());
  }

  function untilSaved(form) {
    if (!saving.has(form)) return Promise.resolve();
    return new Promise((resolve) => {
      saving.get(form).push(resolve);
      setTimeout(resolve, PATIENCE);
    });
  }

  function isHeldFirst(form) {
    if (form.method.toLowerCase() !== 'post' || form.closest('.modal')) return false;
    return form.matches('[data-edit-form]') || form.closest('main') !== null;
  }

  async function send(form, submitter) {
    held.add(form);
    try {
      await untilSaved(form);
      const state = await window.editingSession.ask(form);
      if (state !== 'ok') {
        window.editingSession.show(state);
        // What was pressed can be pressed again.
        form.querySelectorAll('[data-w-progress-loading-value="true"]').forEach((button) => {
          button.setAttribute('data-w-progress-loading-value', 'false');
        });
        return;
      }
      letThrough.add(form);
      const wasDisabled = submitter?.disabled;
      // A disabled button's name is not sent, and the name says what is to be done.
      if (submitter) submitter.disabled = false;
      form.requestSubmit(submitter && submitter.form === form ? submitter : undefined);
      if (submitter) submitter.disabled = wasDisabled;
    } finally {
      held.delete(form);
      letThrough.delete(form);
    }
  }

  document.addEventListener('DOMContentLoaded', giveKey);
  document.addEventListener(
    'w-autosave:save',
    (event) => {
      if (held.has(event.target)) {
        event.preventDefault(); // What is sent by hand has it all.
        return;
      }
      number += 1;
      event.detail.formData.set('editor_number', number);
      saving.set(event.target, saving.get(event.target) || []);
    },
    true,
  );
  document.addEventListener('w-autosave:success', arrived);
  document.addEventListener('w-autosave:error', arrived);
  document.addEventListener(
    'submit',
    (event) => {
      const form = event.target;
      if (letThrough.has(form) || !window.editingSession?.isSomebodys() || !isHeldFirst(form)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      if (!held.has(form)) send(form, event.submitter);
    },
    true,
  );
  // Who is told of a newer version, and goes on, means to replace that one.
  document.addEventListener('w-swap:json', ({ detail }) => {
    newer = detail.data?.other_sessions?.find((session) => session.revision_id)?.revision_id ?? newer;
  });
  document.addEventListener(
    'w-dialog:confirmed',
    (event) => {
      const form = event.target.closest('form[data-edit-form]');
      if (form && newer) hidden(form, 'replaced_revision_id', newer);
    },
    true,
  );
})();
