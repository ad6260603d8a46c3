/** The page with the quota usage of projects. */
@NullMarked
package org.stackdeck.ui.projects;

import org.jspecify.annotations.NullMarked;
