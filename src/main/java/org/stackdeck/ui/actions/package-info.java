/** Input fields for the parameters of actions on servers and other resources. */
@NullMarked
package org.stackdeck.ui.actions;

import org.jspecify.annotations.NullMarked;
