/** Dialogs and helpers that submit actions on one server and report their outcome. */
@NullMarked
package org.stackdeck.ui.servers.actions;

import org.jspecify.annotations.NullMarked;
