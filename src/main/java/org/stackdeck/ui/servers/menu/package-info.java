/**
 * The menus of a server in the grid and on its page, the interface of additional items, and the items for the console
 * and for deletion protection.
 */
@NullMarked
package org.stackdeck.ui.servers.menu;

import org.jspecify.annotations.NullMarked;
