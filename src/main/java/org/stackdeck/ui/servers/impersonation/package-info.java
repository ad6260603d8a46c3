/** The read-only page on which an administrator views servers as another user. */
@NullMarked
package org.stackdeck.ui.servers.impersonation;

import org.jspecify.annotations.NullMarked;
