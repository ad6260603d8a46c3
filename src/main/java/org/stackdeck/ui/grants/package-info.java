/** Pages and dialogs for grants, roles, groups, invitations and owners. */
@org.jspecify.annotations.NullMarked
package org.stackdeck.ui.grants;
