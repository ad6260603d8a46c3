/** The menus of a server in the grid and on its page, and the items that other features add to them. */
@NullMarked
package org.stackdeck.ui.servers.menu;

import org.jspecify.annotations.NullMarked;
