/** Dialog that lists the users who can access a server, and by which grant. */
@NullMarked
package org.stackdeck.ui.access.paths;

import org.jspecify.annotations.NullMarked;
