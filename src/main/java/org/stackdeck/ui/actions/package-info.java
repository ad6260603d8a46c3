/**
 * Input fields for the parameters of actions on servers and other resources, and texts about refused actions and cloud
 * errors.
 */
@NullMarked
package org.stackdeck.ui.actions;

import org.jspecify.annotations.NullMarked;
