/** Setting and removing the deletion protection of servers and other resources. */
@NullMarked
package org.stackdeck.ui.protection;

import org.jspecify.annotations.NullMarked;
