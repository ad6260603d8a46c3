/** Loads and caches the grants of users and answers permission checks. */
@NullMarked
package org.stackdeck.access.decision;

import org.jspecify.annotations.NullMarked;
