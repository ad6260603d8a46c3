/** Groups page: list of groups, and the dialogs that create, edit and delete them. */
@NullMarked
package org.stackdeck.ui.access.groups;

import org.jspecify.annotations.NullMarked;
