/** Re-authentication of the signed-in user before a sensitive action. */
@NullMarked
package org.stackdeck.ui.reauthentication;

import org.jspecify.annotations.NullMarked;
