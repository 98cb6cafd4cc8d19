"use strict";

/// Makes an element. `on` maps events to handlers, `style` sets CSS properties; other attributes are set as text.
/// Children are nodes or strings; strings become text nodes, so nothing in them is ever markup.
function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name === "on") for (const [event, handler] of Object.entries(value)) made.addEventListener(event, handler);
    else if (name === "style") for (const [property, text] of Object.entries(value)) made.style.setProperty(property, text);
    else made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.filter(child => child !== undefined && child !== null));
  return made;
}

function svgElement(tag, attributes = {}, ...children) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

const byId = id => document.getElementById(id);

/// Characters that reorder the text around them or show nothing: controls, bidirectional marks, zero-width characters
/// (the joiner of emoji sequences stays).
const unseen = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

const codeName = character => "⟨U+" + character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0") + "⟩";

/// `text` with unseen characters named, so that it reads in the order in which it is stored.
const visible = text => text.replace(unseen, codeName);

/// `text` for searching: without marks and case, đ as d.
const folded = text => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d").toLowerCase();

const number = value => value.toLocaleString("en");

const plural = (count, one, many = one + "s") => `${number(count)} ${count === 1 ? one : many}`;
