/** The server grid: its rows, columns, cell renderers and the model behind it. */
@NullMarked
package org.stackdeck.ui.servers.grid;

import org.jspecify.annotations.NullMarked;
