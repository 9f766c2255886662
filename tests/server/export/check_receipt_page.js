// SPDX-License-Identifier: Apache-2.0
//
// Runs the script of a receipt page on as little of a browser as it needs, types each code and prints what the page says.
//   node check_receipt_page.js PAGE LANGUAGE CODE...
'use strict';
const fs = require('fs');
const vm = require('vm');

const [page, language, ...codes] = process.argv.slice(2);
const html = fs.readFileSync(page, 'utf8');
const between = (begin, end) => html.slice(html.indexOf(begin) + begin.length, html.indexOf(end, html.indexOf(begin)));

class Element {
  constructor() { this.children = []; this.listeners = {}; this.attributes = {}; this.text = ''; this.value = ''; }
  get textContent() { return this.text + this.children.map((child) => child.textContent).join('|'); }
  set textContent(text) { this.text = String(text); this.children = []; }
  appendChild(child) { this.children.push(child); }
  addEventListener(name, listener) { this.listeners[name] = listener; }
  getAttribute(name) { return this.attributes[name]; }
  setAttribute(name, value) { this.attributes[name] = value; }
}

const elements = {};
const document = {
  documentElement: new Element(),
  createElement: () => new Element(),
  getElementById: (id) => {
    if (!html.includes(`id="${id}"`)) throw new Error(`the page has no ${id}`);
    return elements[id] = elements[id] || new Element();
  },
};
document.documentElement.attributes['data-language'] = 'th';
document.getElementById('data').textContent = between('<script type="application/json" id="data">', '</script>');

// Nothing of a network is there: a page that wanted it would fail.
vm.runInNewContext(between('<script>', '</script>'), { document, atob });

if (language === 'en') elements.language.listeners.click();
for (const code of codes) {
  document.getElementById('code').value = code;
  elements.form.listeners.submit({ preventDefault() {} });
  console.log(`${elements.result.className}: ${elements.result.textContent}`);
}
console.log(elements.lists.textContent);
