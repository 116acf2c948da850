/** Reads the document that the page carries and shows it. */
/*! Contains uPlot: MIT, Copyright (c) 2022 Leon Sorokin, https://github.com/leeoniya/uPlot */
import type { RunDocument } from '../shape.js';
import { h } from './dom.js';
import { runPage } from './run-page.js';

const text = document.getElementById('document')?.textContent ?? '';
const page = document.getElementById('page') ?? document.body;
// The writer of this page has made the document from the same shape.
const content = JSON.parse(text) as RunDocument;
if (content.kind === 'run') runPage(page, content);
else page.append(h('p', {}, 'The data format of this page is not supported.'));
