/** Paths and URL parameters of the server pages, and the menu that selects a cloud or project. */
@NullMarked
package org.stackdeck.ui.servers.navigation;

import org.jspecify.annotations.NullMarked;
