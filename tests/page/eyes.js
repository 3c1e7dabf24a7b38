// What a person sees and reaches on the page, by words and roles. Runs inside the page, before each look.
const eyes = (() => {
  const flat = (text) => (text || '').replace(/[\s\u00a0]+/g, ' ').trim();
  const shown = (element) => {
    const style = getComputedStyle(element);
    if (style.visibility !== 'visible' || style.display === 'none') return false;
    if (element.closest('[inert]')) return false;
    const box = element.getBoundingClientRect();
    return box.width > 0 && box.height > 0;
  };
  const byIds = (ids) => flat(ids.split(/\s+/).map((id) => document.getElementById(id)?.innerText || '').join(' '));
  const name = (element) => {
    const labelledby = element.getAttribute('aria-labelledby');
    if (labelledby && byIds(labelledby)) return byIds(labelledby);
    const label = element.getAttribute('aria-label');
    if (label) return flat(label);
    if (element.labels && element.labels.length) return flat([...element.labels].map(words).join(' '));
    if (/^(INPUT)$/.test(element.tagName) && /^(submit|button|reset)$/.test(element.type)) return flat(element.value);
    return words(element) || flat(element.title) || flat(element.placeholder);
  };
  // The words of an element without what is hidden from a reader and without the fields inside a label.
  const words = (element) => {
    const hidden = element.querySelectorAll('[aria-hidden=true], input, textarea, select');
    if (!hidden.length) return flat(element.innerText);
    let text = '';
    const walk = (node) => {
      if (node.nodeType === 3) text += node.data;
      else if (node.nodeType === 1) {
        if (node.getAttribute('aria-hidden') === 'true' || /^(INPUT|TEXTAREA|SELECT)$/.test(node.tagName)) return;
        const display = getComputedStyle(node).display;
        if (display === 'none') return;
        if (!display.startsWith('inline')) text += ' ';
        node.childNodes.forEach(walk);
        if (!display.startsWith('inline')) text += ' ';
      }
    };
    walk(element);
    return flat(text);
  };
  // The open dialog hides the page below it, as it does for a person.
  const stage = () => [...document.querySelectorAll('dialog[open], [role=dialog], [role=alertdialog]')].filter(shown).pop() || document;
  const best = (candidates, wanted) => {
    wanted = flat(wanted);
    const named = candidates.map((element) => [element, name(element)]);
    const exact = named.filter(([, its]) => its === wanted);
    const starting = named.filter(([, its]) => its.startsWith(wanted));
    return (exact[0] || starting[0] || [null])[0];
  };
  const TAPPED = 'button, a[href], summary, label, input[type=submit], input[type=button], [role=button], [role=link], [role=radio], [role=checkbox], [role=switch], [role=tab], [role=option], [role=menuitem]';
  const FIELDS = 'input:not([type=hidden]):not([type=submit]):not([type=button]):not([type=radio]):not([type=checkbox]), textarea, select, [contenteditable=true], [role=textbox]';
  const all = (selector, within) => [...(within || stage()).querySelectorAll(selector)];
  const centre = (element) => { if (element) element.scrollIntoView({ block: 'center', behavior: 'instant' }); return element; };
  const tappable = (wanted) => centre(best(all(TAPPED).filter(shown), wanted));
  const field = (wanted) => centre(best(all(FIELDS).filter(shown), wanted));
  const group = (wanted) => {
    const groups = all('fieldset, [role=radiogroup], [role=group]').filter(shown);
    const title = (element) => {
      const legend = element.querySelector(':scope > legend');
      return legend ? words(legend) : name(element);
    };
    wanted = flat(wanted);
    return groups.find((element) => title(element) === wanted) || groups.find((element) => title(element).startsWith(wanted)) || null;
  };
  const choice = (wanted, option) => {
    const within = group(wanted);
    return within && centre(best(all(TAPPED, within).filter(shown), option));
  };
  const text = () => {
    const values = all('input:not([type=hidden]):not([type=password]):not([type=radio]):not([type=checkbox]), textarea', document)
      .filter(shown).map((element) => element.value);
    return flat(document.body.innerText) + '\n' + values.map(flat).join('\n');
  };
  // The last questions to the relay: what, so long ago, in so many ms.
  const asked = () => performance.getEntriesByType('resource').filter((entry) => entry.name.includes('/relay/')).slice(-12)
    .map((entry) => `${entry.name.replace(/.*[/]/, '')} ${Math.round(performance.now() - entry.startTime)} ms ago, ${Math.round(entry.duration)} ms`)
    .join('; ');
  const told = () => {
    const list = (selector) => all(selector, document).filter(shown).map(name).map((its) => JSON.stringify(its)).join(', ');
    return `address: ${location.href}\n--- text\n${document.body.innerText}\n--- can be tapped\n${list(TAPPED)}\n--- fields\n${list(FIELDS)}\n--- the relay was asked\n${asked()}`;
  };
  // Replaces the whole content as a paste does: for long text, rare characters, and pickers without a keyboard.
  const put = (element, value) => {
    element.focus();
    if (element.isContentEditable) {
      document.execCommand('selectAll');
    } else if (/^(date|time|datetime-local|month|week|number|range|color)$/.test(element.type) || element.tagName === 'SELECT') {
      const proto = element.tagName === 'SELECT' ? HTMLSelectElement : HTMLInputElement;
      Object.getOwnPropertyDescriptor(proto.prototype, 'value').set.call(element, value);
      element.dispatchEvent(new Event('input', { bubbles: true }));
      element.dispatchEvent(new Event('change', { bubbles: true }));
      return true;
    } else {
      element.select();
    }
    if (value === '') return document.execCommand('delete') || element.value === '';
    return document.execCommand('insertText', false, value);
  };
  const give = (label, name, bytes) => {
    const field = best(all('input[type=file]'), label);
    if (!field) return false;
    const files = new DataTransfer();
    files.items.add(new File([new Uint8Array(bytes)], name));
    field.files = files.files;
    field.dispatchEvent(new Event('change', { bubbles: true }));
    return true;
  };
  // Keeps [name, text] of the next file that the page offers to save, instead of saving it.
  const watchDownloads = () => {
    window.tongbanFile = null;
    const address = URL.createObjectURL, click = HTMLAnchorElement.prototype.click;
    let blob = null;
    // With its first mark, which `Blob.text` leaves out.
    const text = (from) => from.arrayBuffer().then((all) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(all));
    URL.createObjectURL = (made) => { blob = made; return address.call(URL, made); };
    HTMLAnchorElement.prototype.click = function () {
      if (!this.download || !blob) return click.call(this);
      URL.createObjectURL = address;
      HTMLAnchorElement.prototype.click = click;
      const bytes = /^(text|application\/json|image\/svg)/.test(blob.type) ? text(blob) : blob.arrayBuffer().then((all) => [...new Uint8Array(all)]);
      bytes.then((content) => { window.tongbanFile = [this.download, content]; });
    };
    return true;
  };
  const saved = () => {
    const chips = all('[data-save]', document);
    return chips.length > 0 && chips.every((chip) => chip.dataset.save === 'saved');
  };
  return { flat, shown, name, tappable, field, group, choice, text, told, put, give, watchDownloads, saved, stage };
})();
