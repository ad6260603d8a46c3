/** The form of the launch page: fields, validation, and options loaded from the cloud. */
@NullMarked
package org.stackdeck.ui.launch.form;

import org.jspecify.annotations.NullMarked;
