/**
 * Files to take along: how many have come is told while the zip is packed and sent, and it can be stopped. A zip that
 * broke off is not kept. Without this script the browser downloads it as any other file.
 */
document.addEventListener('submit', async (event) => {
  const form = event.target;
  // Another button of the form leads to another page.
  if (form.id !== 't-export' || event.submitter?.hasAttribute('formaction')) return;
  event.preventDefault();
  const button = form.querySelector('button[type="submit"]');
  const progress = form.querySelector('[data-progress]');
  const say = form.querySelector('[data-say]');
  const bar = progress.querySelector('progress');
  const text = progress.querySelector('[data-text]');
  const stop = progress.querySelector('button');
  // How each file begins in a zip. Its last file is the table of contents.
  const START = [0x50, 0x4b, 0x03, 0x04];
  const END = [0x50, 0x4b, 0x05, 0x06];
  const END_SIZE = 22;

  function told(words, total, done) {
    return words.replace('{total}', total).replace('{done}', done);
  }

  async function received(answer) {
    const total = Number(answer.headers.get('X-Files'));
    const parts = [];
    let begun = 0;
    let fits = 0; // How many bytes of a beginning came last.
    bar.max = Math.max(total, 1);
    const reader = answer.body.getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      parts.push(value);
      value.forEach((byte) => {
        fits = byte === START[fits] ? fits + 1 : Number(byte === START[0]);
        if (fits === START.length) {
          begun += 1;
          fits = 0;
        }
      });
      bar.value = Math.min(begun, total);
      text.textContent = told(progress.dataset.progress, total, bar.value);
    }
    const zip = new Blob(parts, { type: 'application/zip' });
    const end = new Uint8Array(await zip.slice(-END_SIZE).arrayBuffer());
    if (!END.every((byte, place) => byte === end[place])) throw new Error('It broke off.');
    return { zip, files: begun - 1 };
  }

  function keep(zip, name) {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(zip);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  }

  const asking = new AbortController();
  stop.onclick = () => asking.abort();
  button.disabled = true;
  progress.hidden = false;
  bar.removeAttribute('value');
  text.textContent = '';
  say.textContent = say.dataset.begun;
  try {
    const answer = await fetch(`${form.action}?${new URLSearchParams(new FormData(form))}`, { signal: asking.signal });
    if (!answer.ok || answer.headers.get('Content-Type') !== 'application/zip') throw new Error(answer.status);
    const { zip, files } = await received(answer);
    keep(zip, /filename="([^"]+)"/.exec(answer.headers.get('Content-Disposition'))[1]);
    say.textContent = told(say.dataset.done, files, files);
  } catch {
    say.textContent = asking.signal.aborted ? say.dataset.stopped : say.dataset.failed;
  } finally {
    progress.hidden = true;
    button.disabled = false;
  }
});
