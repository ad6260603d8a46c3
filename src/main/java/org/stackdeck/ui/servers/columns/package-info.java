/** Selection of the columns, density and grouping of the server grid, and their storage for each user. */
@NullMarked
package org.stackdeck.ui.servers.columns;

import org.jspecify.annotations.NullMarked;
