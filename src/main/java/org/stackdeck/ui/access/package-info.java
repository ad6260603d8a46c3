/** Form fields, previews and texts that the pages for grants, roles, invitations and ownership share. */
@NullMarked
package org.stackdeck.ui.access;

import org.jspecify.annotations.NullMarked;
