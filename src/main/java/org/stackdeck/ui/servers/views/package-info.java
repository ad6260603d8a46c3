/** Views of the server grid: tabs that apply filters, sort order and columns, which users can save and share. */
@NullMarked
package org.stackdeck.ui.servers.views;

import org.jspecify.annotations.NullMarked;
