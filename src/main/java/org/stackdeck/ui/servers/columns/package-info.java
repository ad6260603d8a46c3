/** Selection of the columns and density of the server grid, and their storage for each user. */
@NullMarked
package org.stackdeck.ui.servers.columns;

import org.jspecify.annotations.NullMarked;
