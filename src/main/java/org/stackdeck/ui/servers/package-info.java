/** The page that lists servers: its view, the panel with filters and grid, and its empty states. */
@NullMarked
package org.stackdeck.ui.servers;

import org.jspecify.annotations.NullMarked;
