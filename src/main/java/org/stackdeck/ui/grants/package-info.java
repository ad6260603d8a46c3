/** Who may do what: the list of grants, and the dialog that gives more. */
@org.jspecify.annotations.NullMarked
package org.stackdeck.ui.grants;
