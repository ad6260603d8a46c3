/** Grants page: list of grants, and the dialog that grants access. */
@NullMarked
package org.stackdeck.ui.access.grants;

import org.jspecify.annotations.NullMarked;
