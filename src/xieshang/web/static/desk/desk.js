/* The desk while one types: moving between cells, undo, pasting a block, raising one, saving by itself.
   No rule is known here: every amount is judged by the server, whose answer replaces the panel, the selected cell and the refusals. */
(function () {
  'use strict';
  const SAVE_AFTER = 2000;
  const TYPING_PAUSE = 1000;
  const form = document.getElementById('desk-form');
  const matrix = document.getElementById('matrix');
  if (!form || !matrix || matrix.tagName !== 'TABLE') { return; }
  const field = name => form.elements[name];
  const cells = () => [...matrix.querySelectorAll('td.cell input')];
  const grid = () => [...matrix.querySelectorAll('tr[data-line]')].map(row => [...row.querySelectorAll('td.cell input')]);
  const fen = text => { const bare = text.replace(/[,，\s元]/g, ''); return /^\d+(\.\d{1,2})?$/.test(bare) ? Math.round(Number(bare) * 100) : null; };
  const yuan = amount => (amount < 0 ? '−' : '') + Math.abs(Math.round(amount / 100)).toLocaleString('en-US');

  /* ---- where one is ---- */
  function place(input) {
    const rows = grid();
    for (let row = 0; row < rows.length; row++) {
      const column = rows[row].indexOf(input);
      if (column >= 0) { return { row, column, rows }; }
    }
    return null;
  }
  function go(input, down, right) {
    const at = place(input);
    const target = at && at.rows[at.row + down] && at.rows[at.row + down][at.column + right];
    if (target) { target.focus(); target.select(); }
    return Boolean(target);
  }

  /* ---- asking the server ---- */
  let timer = 0;
  let dirty = false;
  function changed(names) {
    field('changed').value = names.length === 1 ? names[0] : '';
    dirty = true;
    window.clearTimeout(timer);
    timer = window.setTimeout(save, SAVE_AFTER);
    const told = document.querySelector('#saved [data-saved]');
    if (told) { told.textContent = matrix.dataset.unsaved; }
  }
  function save() {
    if (document.querySelector('#saved[data-conflict]')) { return; }
    form.dispatchEvent(new CustomEvent('save'));
  }
  function recost() { form.dispatchEvent(new CustomEvent('recost')); }
  function follow(input) {
    field('at').value = input.name;
    const theirs = Number(input.dataset.theirs);
    const amount = fen(input.value);
    const gap = input.closest('.cv').querySelector('.g');
    if (gap) { gap.textContent = amount === null ? '' : yuan(amount - theirs); }
    const mark = input.closest('td').querySelector('.strip .at');
    if (mark && amount !== null) { mark.setAttribute('x', Math.min(Math.max((amount / Number(input.dataset.middle) - 0.55) / 0.65, -0.02), 1.02) * 100 + '%'); }
  }

  /* ---- undo: batches of {input, before, after} ---- */
  const done = [];
  const undone = [];
  const undoButton = document.getElementById('undo');
  undoButton.hidden = false;
  function showUndo() { undoButton.setAttribute('aria-disabled', String(!done.length)); }
  function set(batch, key) {
    batch.forEach(each => { each.input.value = each[key]; each.input.dataset.was = each[key]; follow(each.input); });
    changed(batch.map(each => each.input.name));
    recost();
    batch[0].input.focus();
  }
  function record(batch) {
    const moved = batch.filter(each => each.before !== each.after);
    if (!moved.length) { return; }
    const last = done[done.length - 1];
    const goesOn = moved.length === 1 && last && last.length === 1 && last[0].input === moved[0].input && Date.now() - last.at < TYPING_PAUSE;
    if (goesOn) { last[0].after = moved[0].after; last.at = Date.now(); } else { moved.at = moved.length === 1 ? Date.now() : 0; done.push(moved); }
    undone.length = 0;
    showUndo();
  }
  function undo() { const batch = done.pop(); if (batch) { undone.push(batch); set(batch, 'before'); showUndo(); } }
  function redo() { const batch = undone.pop(); if (batch) { done.push(batch); set(batch, 'after'); showUndo(); } }
  undoButton.addEventListener('click', undo);

  /* ---- typing ---- */
  matrix.addEventListener('focusin', event => {
    const input = event.target.closest('td.cell input');
    if (!input) { return; }
    input.dataset.was = input.value;
    input.dataset.start = input.value;
    input.select();
    showRefusal(input);
    if (field('at').value !== input.name) { field('at').value = input.name; field('changed').value = ''; recost(); }
  });
  matrix.addEventListener('focusout', event => {
    const input = event.target.closest('td.cell input');
    if (!input) { return; }
    if (done.length) { done[done.length - 1].at = 0; }
    const amount = fen(input.value);
    if (amount !== null && amount % 100 === 0) { input.value = yuan(amount); }
  });
  matrix.addEventListener('input', event => {
    const input = event.target.closest('td.cell input');
    if (!input) { return; }
    const batch = [{ input, before: input.dataset.was || '', after: input.value }];
    record(batch);
    input.dataset.was = input.value;
    follow(input);
    field('pasted').value = field('outside').value = '';
    changed([input.name]);
  });
  const MOVES = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
  matrix.addEventListener('keydown', event => {
    const input = event.target.closest('td.cell input');
    if (!input || event.isComposing) { return; }
    const key = event.key;
    if ((event.ctrlKey || event.metaKey) && key.toLowerCase() === 'z') { event.preventDefault(); if (event.shiftKey) { redo(); } else { undo(); } return; }
    if ((event.ctrlKey || event.metaKey) && key.toLowerCase() === 'y') { event.preventDefault(); redo(); return; }
    if (key === 'Enter') { event.preventDefault(); go(input, event.shiftKey ? -1 : 1, 0); return; }
    if (key === 'Escape' && input.value !== input.dataset.start) { event.preventDefault(); const before = input.value; input.value = input.dataset.start; record([{ input, before, after: input.value }]); follow(input); changed([input.name]); recost(); return; }
    if (!MOVES[key]) { return; }
    if (event.shiftKey) { event.preventDefault(); stretch(input, MOVES[key]); return; }
    const sideways = key === 'ArrowLeft' || key === 'ArrowRight';
    const whole = input.selectionStart === 0 && input.selectionEnd === input.value.length;
    const atEdge = key === 'ArrowLeft' ? input.selectionEnd === 0 : input.selectionStart === input.value.length;
    if (sideways && !whole && !atEdge) { return; }
    event.preventDefault();
    clearBlock();
    go(input, ...MOVES[key]);
  });
  document.addEventListener('keydown', event => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'z' && event.target === document.body) { event.preventDefault(); undo(); }
  });

  /* ---- a block, by Shift with the arrows or the pointer ---- */
  let anchor = null;
  let corner = null;
  function block() {
    if (!anchor || !corner) { return []; }
    const [first, last] = [place(anchor), place(corner)];
    if (!first || !last) { return []; }
    const [top, bottom] = [Math.min(first.row, last.row), Math.max(first.row, last.row)];
    const [left, right] = [Math.min(first.column, last.column), Math.max(first.column, last.column)];
    return first.rows.slice(top, bottom + 1).flatMap(row => row.slice(left, right + 1));
  }
  function markBlock() {
    const chosen = block();
    cells().forEach(input => input.closest('td').classList.toggle('sel', chosen.includes(input)));
    field('block').value = chosen.map(input => input.name).join(',');
    const option = document.querySelector('#scope option[value="block"]');
    option.hidden = !chosen.length;
    if (chosen.length) { option.parentNode.value = 'block'; } else if (option.selected) { option.parentNode.value = 'all'; }
  }
  function clearBlock() { anchor = corner = null; markBlock(); }
  function stretch(input, move) {
    anchor = anchor || input;
    const at = place(corner || input);
    const next = at.rows[at.row + move[0]] && at.rows[at.row + move[0]][at.column + move[1]];
    if (next) { corner = next; markBlock(); }
  }
  matrix.addEventListener('pointerdown', event => {
    const cell = event.target.closest('td.cell');
    if (!cell) { return; }
    const input = cell.querySelector('input');
    if (event.shiftKey) { event.preventDefault(); anchor = anchor || document.activeElement.closest('td.cell input') || input; corner = input; markBlock(); } else { clearBlock(); anchor = input; }
  });
  matrix.addEventListener('pointerover', event => {
    const cell = event.target.closest('td.cell');
    if (cell && anchor && event.buttons === 1 && cell.querySelector('input') !== anchor) { corner = cell.querySelector('input'); markBlock(); }
  });

  /* ---- pasting from a spreadsheet: good cells are taken, refused ones stay in their fields ---- */
  matrix.addEventListener('paste', event => {
    const input = event.target.closest('td.cell input');
    const text = event.clipboardData.getData('text/plain');
    if (!input || !/[\t\n]/.test(text.trim())) { return; }
    event.preventDefault();
    const at = place(input);
    const batch = [];
    let outside = 0;
    text.replace(/\r/g, '').replace(/\n$/, '').split('\n').forEach((line, down) => line.split('\t').forEach((value, right) => {
      const target = at.rows[at.row + down] && at.rows[at.row + down][at.column + right];
      if (!target) { outside += 1; return; }
      batch.push({ input: target, before: target.value, after: value.trim().slice(0, 40) });
      target.value = value.trim().slice(0, 40);
      follow(target);
    }));
    record(batch);
    field('at').value = input.name;
    field('pasted').value = batch.map(each => each.input.name).join(',');
    field('outside').value = outside;
    changed(batch.length === 1 ? [batch[0].input.name] : []);
    recost();
  });

  /* ---- raising a block: the server rounds, the script puts the texts in so that they can be undone ---- */
  document.getElementById('raise').addEventListener('click', async event => {
    event.preventDefault();
    const button = event.currentTarget;
    const answer = await fetch(button.formAction, { method: 'POST', body: new FormData(form), headers: { 'X-Desk': 'script' } });
    if (!answer.ok) { form.requestSubmit(Object.assign(button.cloneNode(), { type: 'submit' })); return; }
    const texts = await answer.json();
    const batch = Object.entries(texts).map(([name, after]) => ({ input: field(name), before: field(name).value, after }));
    batch.forEach(each => { each.input.value = each.after; follow(each.input); });
    if (!batch.length) { return; }
    record(batch);
    field('pasted').value = '';
    changed([]);
    recost();
    button.closest('details').open = false;
  });

  /* ---- what the server refused ---- */
  function showRefusal(input) {
    document.querySelectorAll('#refused .xs-refusal').forEach(box => {
      const here = box.dataset.cell === input.name;
      box.hidden = !here;
      box.classList.toggle('at-cell', here);
      if (here) {
        const edge = input.closest('td').getBoundingClientRect();
        box.style.left = Math.max(8, Math.min(edge.left, document.documentElement.clientWidth - 370)) + window.scrollX + 'px';
        box.style.top = edge.bottom + window.scrollY + 3 + 'px';
      }
    });
  }
  function markRefused() {
    const refused = new Set([...document.querySelectorAll('#refused .xs-refusal')].map(box => box.dataset.cell));
    cells().forEach(input => {
      const bad = refused.has(input.name);
      input.closest('td').classList.toggle('refused', bad);
      if (bad) { input.setAttribute('aria-invalid', 'true'); input.setAttribute('aria-describedby', 'r-' + input.name); } else { input.removeAttribute('aria-invalid'); input.removeAttribute('aria-describedby'); }
    });
    const active = document.activeElement && document.activeElement.closest('#matrix td.cell input');
    showRefusal(active || { name: '' });
  }
  document.addEventListener('htmx:after:swap', markRefused);
  markRefused();

  /* ---- nothing typed is lost by a closed page ---- */
  document.addEventListener('htmx:after:swap', () => { const told = document.querySelector('#saved [data-saved]'); if (told) { dirty = told.textContent === matrix.dataset.unsaved; } });
  form.addEventListener('change', event => { if (!event.target.closest('#matrix') && event.target.closest('.desk-pop') && !['percent', 'scope'].includes(event.target.name)) { changed([]); } });
  form.addEventListener('submit', () => { dirty = false; });
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden' && dirty && !document.querySelector('#saved[data-conflict]')) {
      const quiet = new FormData(form);
      quiet.append('quiet', 'yes');
      navigator.sendBeacon(document.getElementById('saved').getAttribute('hx-post'), quiet);
    }
  });
})();
