/** Owner of a resource, and access to it. */
@NullMarked
package org.stackdeck.ui.resources.access;

import org.jspecify.annotations.NullMarked;
