/** Dialog that lists the users who can access a server or another resource, and by which grant. */
@NullMarked
package org.stackdeck.ui.access.paths;

import org.jspecify.annotations.NullMarked;
