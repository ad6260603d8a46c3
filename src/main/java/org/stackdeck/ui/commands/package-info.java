/** The command palette: finds servers, actions on servers, and pages by the text that the user types. */
@NullMarked
package org.stackdeck.ui.commands;

import org.jspecify.annotations.NullMarked;
