/* While a machine drafts, the screen says how far it is, and shows the drafts when it has ended. */
document.addEventListener('DOMContentLoaded', () => {
  const section = document.querySelector('[data-machine]');
  if (!section) return;
  const PAUSE = 2_000;
  const line = section.querySelector('[data-machine-text]');

  async function follow() {
    let told;
    try {
      const answer = await fetch(section.dataset.machine, { headers: { Accept: 'application/json' } });
      told = answer.ok ? await answer.json() : null;
    } catch {
      told = null; // Asked again.
    }
    if (told && !told.is_at_work) {
      // What is being typed is asked about by the screen before the page goes.
      window.location.reload();
      return;
    }
    if (told) line.textContent = section.dataset.machineProgress.replace('{done}', told.done).replace('{total}', told.total);
    setTimeout(follow, PAUSE);
  }

  setTimeout(follow, PAUSE);
});
