/**
 * Files that come back: the answer is shown below the form, in which the file stays chosen, so that what was tried is
 * imported with one more press. Without this script the form is sent as any other.
 */
document.addEventListener('DOMContentLoaded', () => {
  const form = document.getElementById('t-import');
  const answer = document.getElementById('t-import-answer');
  if (!form) return;

  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const buttons = [...form.querySelectorAll('button')];
    const body = new FormData(form);
    if (event.submitter?.name) body.set(event.submitter.name, event.submitter.value);
    buttons.forEach((button) => { button.disabled = true; });
    answer.setAttribute('aria-busy', 'true');
    try {
      const response = await fetch(form.action, { method: 'POST', body });
      const told = new DOMParser().parseFromString(await response.text(), 'text/html').getElementById('t-import-answer');
      if (!told) throw new Error(response.status);
      answer.replaceChildren(...told.childNodes);
    } catch {
      answer.textContent = form.dataset.failed;
    } finally {
      answer.removeAttribute('aria-busy');
      buttons.forEach((button) => { button.disabled = false; });
    }
    answer.focus();
  });
});
