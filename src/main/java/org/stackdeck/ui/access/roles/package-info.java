/** Roles page: list of roles, and the dialogs that create, edit and delete them. */
@NullMarked
package org.stackdeck.ui.access.roles;

import org.jspecify.annotations.NullMarked;
