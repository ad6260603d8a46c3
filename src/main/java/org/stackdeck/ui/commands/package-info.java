/**
 * The command palette: finds servers, actions on servers, pages, and objects of other features by the text that the
 * user types.
 */
@NullMarked
package org.stackdeck.ui.commands;

import org.jspecify.annotations.NullMarked;
