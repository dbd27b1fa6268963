document.addEventListener("DOMContentLoaded", () => {
  const all = document.querySelector('[name="select_all"]');
  all?.addEventListener("change", () => {
    document.querySelectorAll('[name="locales"]').forEach((box) => {
      box.checked = all.checked;
    });
  });
});
