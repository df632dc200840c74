/* The chart of the ladder: draws what the page carries in data-option, anew whenever the panel is replaced. */
(function () {
  'use strict';
  let drawn = null;
  const tokens = getComputedStyle(document.documentElement);

  /* A colour that begins with -- is a token of the look. */
  function coloured(value) {
    if (typeof value === 'string') { return value.startsWith('--xs-') ? tokens.getPropertyValue(value).trim() : value; }
    if (Array.isArray(value)) { return value.map(coloured); }
    if (value && typeof value === 'object') { return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, coloured(each)])); }
    return value;
  }

  function draw() {
    const place = document.getElementById('ladder');
    if (drawn && drawn.getDom() !== place) { drawn.dispose(); drawn = null; }
    if (!place || !place.dataset.option) { return; }
    place.hidden = false;
    drawn = drawn || echarts.init(place, null, { renderer: 'svg' });
    drawn.setOption(coloured(JSON.parse(place.dataset.option)), true);
  }

  document.addEventListener('DOMContentLoaded', draw);
  document.addEventListener('htmx:after:swap', draw);
  window.addEventListener('resize', () => { if (drawn) { drawn.resize(); } });
})();
