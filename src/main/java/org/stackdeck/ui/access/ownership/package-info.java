/** Dialog and menu item that change the owner of a server or another resource. */
@NullMarked
package org.stackdeck.ui.access.ownership;

import org.jspecify.annotations.NullMarked;
