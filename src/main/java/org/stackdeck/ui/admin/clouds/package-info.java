/** Page of the connected clouds, and the dialog that connects, tests and changes them. */
@NullMarked
package org.stackdeck.ui.admin.clouds;

import org.jspecify.annotations.NullMarked;
