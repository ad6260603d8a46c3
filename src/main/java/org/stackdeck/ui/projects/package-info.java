/** The pages about projects: what each uses and may use. */
@NullMarked
package org.stackdeck.ui.projects;

import org.jspecify.annotations.NullMarked;
